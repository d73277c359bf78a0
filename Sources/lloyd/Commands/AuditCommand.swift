import ArgumentParser
import FHIR
import RecordLibrary

/// `lloyd audit`: who accessed what, and whether the trail is whole.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Verify or list the audit trail. It cannot be switched off.",
        subcommands: [AuditVerifyCommand.self, AuditListCommand.self])
}

struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read the whole trail and say whether a row was changed or is missing.")

    func run() async throws {
        try await reporting {
            let verification = try Session().audit.verify()
            for fault in verification.faults { Output.data("\(fault)\n") }
            Output.data("\(verification.rowCount) rows, last digest \(verification.lastDigest)\n")
            guard verification.isIntact else { throw CommandFailure("the audit trail is not whole") }
            Output.data("The audit trail is whole.\n")
        }
    }
}

struct AuditListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List accesses, oldest first, with tabs between the columns.")

    @Option(help: ArgumentHelp("Only of this patient.", valueName: "nhs-number"))
    var patient: String?

    @Option(help: ArgumentHelp("Only the newest.", valueName: "n"))
    var last: Int?

    func run() async throws {
        try await reporting {
            let rows = try Session().audit.rows(last: last ?? .max, patient: patient)
            Output.data(rows.map(Self.line).joined())
        }
    }

    private static func line(_ row: AuditRow) -> String {
        let columns = [
            String(row.sequence), row.time, row.user, row.organisation, row.device, row.action, row.outcome,
            row.patient, row.provider, row.subject, row.interaction, row.traceID, row.name, row.role,
        ]
        return columns.map { DisplayText.scrub($0 ?? "-").replacing("\t", with: " ").replacing("\n", with: " ") }
            .joined(separator: "\t") + "\n"
    }
}
