import ArgumentParser
import FHIR
import Foundation
import GPConnect
import Logging
import RecordProvider

/// `lloyd serve`: a local GP Connect provider, to test consumers against.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer as a GP practice system does, from saved records, on this machine.",
        discussion: """
            Serves the structured record, the patient and document searches, documents and both capability statements \
            under any service root, for example http://127.0.0.1:8080/A99999/STU3/1/gpconnect/structured. Without a \
            Bundle it serves the sample data. NAME.lloyd.toml beside NAME.json holds what the practice keeps back, \
            NAME.documents the documents. One line on standard output says when it listens; each request is a line on \
            standard error and a row of the audit trail.
            """)

    @Argument(help: "Saved Bundles or folders of them.", completion: .file(extensions: ["json"]))
    var bundles: [String] = []

    @Option(help: "The port to listen on; 0 takes any that is free.")
    var port = 8080

    @Option(help: "The ASID to answer to (default: any).")
    var asid: String?

    @Option(
        help: ArgumentHelp("Serve a Bundle by this NHS number; may be given several times.", valueName: "number=file"))
    var nhsNumber: [String] = []

    @Option(help: ArgumentHelp("The day of every evaluation, at noon (default: now).", valueName: "YYYY-MM-DD"))
    var asOf: CivilDate?

    @Option(
        name: .customLong("switch-off"),
        help: "A capability that is off at the practice: structured or documents; may be given several times.")
    var switchedOff: [Capability] = []

    @Flag(
        name: .customLong("no-consent"), help: "The practice does not agree to sharing: every right request is refused."
    )
    var isWithoutConsent = false

    @Option(help: ArgumentHelp("For how many days after a death documents are given.", valueName: "days"))
    var daysAfterDeath = 28

    enum Capability: String, CaseIterable, ExpressibleByArgument {
        case structured, documents

        var capability: InteractionID.Capability { self == .structured ? .structured : .documents }
    }

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
        guard daysAfterDeath >= 0 else { throw ValidationError("--days-after-death must not be negative") }
        if let asid, ASID(asid) == nil { throw ValidationError("--asid must be digits") }
        _ = try assignments()
    }

    func run() async throws {
        do { try await serve() } catch let failure as CommandFailure {
            Output.message(failure.description)
            throw ExitCode(1)
        }
    }

    /// `NUMBER=FILE` each: a wrong number is wrong usage.
    private func assignments() throws -> [(path: String, number: NHSNumber)] {
        try nhsNumber.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--nhs-number must be NUMBER=FILE: \(text)") }
            guard let number = NHSNumber(typed: parts[0]) else {
                throw ValidationError("--nhs-number: \(parts[0]) is not a valid NHS number")
            }
            return (parts[1], number)
        }
    }

    private func serve() async throws {
        let audit = ServingAudit(trail: try Session.current.get().audit)
        let provider = Provider(directory: try directory(), configuration: providerConfiguration)
        var logger = Logger(label: "lloyd serve") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .info
        let server = ProviderServer(
            provider: provider, port: port, logger: logger, audit: { try await audit.record($0) },
            onListening: { Output.data("listening on http://\(ProviderServer.host):\($0)\n") })
        do { try await server.run() } catch {
            throw CommandFailure("http://\(ProviderServer.host):\(port): \(error)")
        }
    }

    private var providerConfiguration: ProviderConfiguration {
        var configuration = ProviderConfiguration(softwareVersion: LloydVersion.text)
        configuration.asid = asid.flatMap { ASID($0) }
        configuration.clock = asOf.map(EvaluationClock.init(noonOf:))
        configuration.switchedOff = Set(switchedOff.map(\.capability))
        configuration.hasOrganisationConsent = !isWithoutConsent
        configuration.daysAfterDeath = daysAfterDeath
        return configuration
    }

    /// A file that a number is assigned to is served even where it is not named otherwise.
    private func directory() throws -> PatientDirectory {
        let assigned = try assignments()
        let expanded = try bundles.isEmpty ? [] : RecordPaths.expand(bundles).map(ServedFiles.standard)
        let given = bundles + assigned.map(\.path).filter { !expanded.contains(ServedFiles.standard($0)) }
        let files = ServedFiles(assigned: assigned)
        let records =
            given.isEmpty
            ? try files.records(RecordPaths.expand([SampleData.folder()]), isLenient: true)
            : try given.flatMap { path in
                let paths = try RecordPaths.expand([path])
                return try files.records(paths, isLenient: paths != [path])
            }
        do {
            let directory = try PatientDirectory(records)
            for note in directory.notes { Output.message(note) }
            return directory
        } catch { throw CommandFailure(error.description) }
    }
}
