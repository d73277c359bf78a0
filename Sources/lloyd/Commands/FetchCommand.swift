import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation

/// `lloyd fetch`: retrieves a structured record from a provider and keeps it in the library.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Retrieve a patient's record from a provider and keep it in the library.",
        discussion: """
            Without a parameter option the full record is asked for. Options are sent exactly as given. Who asks and \
            whom is in the configuration: see lloyd config check. Every request is written to the audit trail.
            """)

    @Argument(help: ArgumentHelp("The patient's NHS number.", valueName: "nhs-number"))
    var nhsNumber: String

    @OptionGroup(title: "Parameters") var options: ParameterOptions

    @Option(help: "The provider's name in the configuration.")
    var provider: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Also write the bytes as received to a file.", valueName: "file"))
    var output: String?

    func run() async throws {
        try await reporting {
            let number = try NHSNumber.typed(nhsNumber)
            let session = try Session(needsConfiguration: true)
            let client = try session.client(provider: provider)
            warnOfMedicationAlone()
            let body = try requestBody(number)
            let expected = try session.expectedPatient(number)
            let fetched = try await Interruption.watching {
                defer { ProgressLine.clear() }
                return try await client.structuredRecord(of: expected, body: body, progress: ProgressLine.handler)
            }
            try keep(fetched, session, client.builder.provider)
        }
    }

    private func requestBody(_ number: NHSNumber) throws -> [UInt8] {
        let given = options.given.isEmpty ? [RequestOptions.Option(RequestOptions.fullRecord)] : options.given
        return try RequestOptions.body(given, nhsNumber: number.digits).bytes
    }

    /// Warned about, never completed: what is asked for is the user's decision.
    private func warnOfMedicationAlone() {
        guard options.includeMedication, !options.includeAllergies else { return }
        Output.message("warning: medication is asked for without allergies; they will not be shown")
    }

    private func keep(_ fetched: FetchedRecord, _ session: Session, _ provider: ProviderConfiguration) throws {
        for warning in fetched.warnings { Output.message("warning: " + DisplayText.scrub(warning.description)) }
        if let output {
            try session.record(
                AuditEntry(.export, patient: fetched.bundle.nhsNumber, subject: output, traceID: fetched.traceID))
            if output == "-" { Output.data(fetched.bytes) } else { try OutputFile.write(fetched.bytes, to: output) }
        }
        let saved = try session.library().save(
            fetched.bundle, provenance: fetched.provenance(provider), request: fetched.requestBody)
        let summary = FetchSummary.text(saved.record, bundle: fetched.bundle)
        if output == "-" { Output.errorData(Array(summary.utf8)) } else { Output.data(summary) }
    }
}

extension NHSNumber {
    /// - Throws: `CommandFailure` for what is no NHS number.
    static func typed(_ text: String) throws -> NHSNumber {
        guard let number = NHSNumber(typed: text) else {
            throw CommandFailure(
                "\(text) is not a valid NHS number: ten digits of which the last one checks the others")
        }
        return number
    }
}

extension FetchedRecord {
    func provenance(_ provider: ProviderConfiguration) -> Provenance {
        Provenance(
            origin: .fetched, retrievedAt: retrievedAt, provider: provider.name,
            providerODSCode: provider.odsCode?.description, providerASID: provider.asid.description, url: url,
            traceID: traceID)
    }
}

extension Session {
    /// What the library knows of the person, when it knows just one of that number: to be held against the answer.
    func expectedPatient(_ number: NHSNumber) throws -> ExpectedPatient {
        let known = try library().patients(nhsNumber: number.digits)
        guard known.count == 1, let patient = known.first?.summary else {
            return ExpectedPatient(nhsNumber: number.digits)
        }
        return ExpectedPatient(
            nhsNumber: number.digits, family: patient.identity.family.nonEmpty,
            birthDate: patient.identity.birthDate.nonEmpty, gender: patient.gender)
    }
}

/// What `fetch` prints of a retrieved record: whom it is about, what came of each area, every warning.
enum FetchSummary {
    static func text(_ record: SavedRecord, bundle: FHIR.Bundle) -> String {
        let context = record.context(bundle, asOf: nil, isOffline: false)
        let banner = PatientBanner.of(context)
        let trace = record.provenance.traceID.map { ", trace id \($0)" } ?? ""
        let lines =
            [
                "Patient: \(banner.name), born \(banner.born), \(banner.gender), NHS No. \(banner.nhsNumber)",
                "Source: \(SourceLine.of(context).text)",
            ] + ClinicalArea.allCases.map { line(of: $0, context) } + warnings(RecordWarnings.all(in: context))
            + ["Saved as record \(record.id) in the library (\(record.size) bytes\(trace))."]
        return lines.map { DisplayText.scrub($0) }.joined(separator: "\n") + "\n"
    }

    private static func line(of area: ClinicalArea, _ context: RecordContext) -> String {
        let tally = AreaTally(of: area, in: context)
        guard tally.state == .returned else { return "\(area.title): \(words[tally.state] ?? tally.state.rawValue)" }
        return "\(area.title): \(tally.count)" + (tally.linkedCount > 0 ? " +\(tally.linkedCount) linked" : "")
    }

    /// Each text once, in the order of the report, with how often it stands there.
    private static func warnings(_ all: [RecordWarning]) -> [String] {
        let counts = Dictionary(all.map { ($0.text, 1) }, uniquingKeysWith: +)
        var seen: Set<String> = []
        return all.map(\.text).filter { seen.insert($0).inserted }.map { text in
            let count = counts[text] ?? 1
            return "Warning: \(text)" + (count > 1 ? " (\(count) times)" : "")
        }
    }

    private static let words: [AreaSummary.State: String] = [
        .empty: "nothing recorded", .notReturned: "not returned", .disabled: "switched off at the practice",
    ]
}
