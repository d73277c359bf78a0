import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import TOMLKit

extension RecordFile {
    /// The source of evaluations, with the switches of its sidecar (docs/spec/warnings.md section 5).
    func source() throws -> SourceRecord {
        SourceRecord(record: StructuredRecord(bundle: bundle), switches: try switches())
    }

    func switches() throws -> SourceSwitches {
        guard let sidecar else { return SourceSwitches() }
        let file = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("lloyd.toml").path
        var switches = try SidecarSwitches(table: sidecar.table, file: file).switches()
        switches.retrieved = sidecar.retrieved?.text
        switches.provider = sidecar.provider
        switches.request = sidecar.requestBody.flatMap { request(body: $0, sidecar) }
        return switches
    }

    /// The request the source was fetched with, judged by the day of retrieval. One that cannot be read is said so and
    /// counts as not known: the record can still be evaluated.
    private func request(body: String, _ sidecar: Sidecar) -> StructuredRecordRequest? {
        let file = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(body).path
        do {
            let today = sidecar.retrieved?.firstDay ?? Clock.today
            let patient = SourceRecord(record: StructuredRecord(bundle: bundle)).patient
            let reader = RequestReader(today: today, origin: .evaluation(source: patient))
            return try reader.read(bytes: InputFile.read(file)).request
        } catch let fault as OperationOutcomeFault {
            Output.message(
                "\(file): the request of the source is not valid: \(fault.diagnostics ?? fault.code.display)")
        } catch {
            Output.message("\(error)")
        }
        return nil
    }
}

/// Reads the switches of a sidecar; a key that is not known or of the wrong type is an error, because a switch that is
/// silently not set would show what was to be withheld.
private struct SidecarSwitches {
    let table: TOMLTable
    let file: String

    private static let keys: Set<String> = [
        "disabled", "transit_since", "awaiting_filing", "confidential", "not_owned", "entered_in_error",
        "exclusion_codes", "patient", "request",
    ]

    func switches() throws -> SourceSwitches {
        for key in table.keys where !Self.keys.contains(key) { throw CommandFailure("\(file): unknown key \(key)") }
        var switches = SourceSwitches()
        switches.disabled = try areas("disabled")
        switches.awaitingFiling = try areas("awaiting_filing")
        switches.confidential = Set(try texts("confidential"))
        switches.notOwned = Set(try texts("not_owned"))
        switches.enteredInError = Set(try texts("entered_in_error"))
        switches.exclusionCodes = Set(try texts("exclusion_codes"))
        switches.transitSince = try text("transit_since").map { written in
            guard let day = CivilDate(written) else { throw wrong("transit_since", "a day, YYYY-MM-DD") }
            return day
        }
        switches.patient = try text("patient").map { written in
            guard let flag = SourceSwitches.PatientFlag(rawValue: written) else {
                throw wrong("patient", SourceSwitches.PatientFlag.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return flag
        }
        return switches
    }

    private func wrong(_ key: String, _ expected: String) -> CommandFailure {
        CommandFailure("\(file): \(key) must be \(expected)")
    }

    private func text(_ key: String) throws -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.string else { throw wrong(key, "a text") }
        return text
    }

    private func texts(_ key: String) throws -> [String] {
        guard let value = table[key] else { return [] }
        guard let array = value.array else { throw wrong(key, "a list of texts") }
        return try array.map { element in
            guard let text = element.string else { throw wrong(key, "a list of texts") }
            return text
        }
    }

    private func areas(_ key: String) throws -> Set<ClinicalArea> {
        Set(
            try texts(key).map { name in
                guard let area = ClinicalArea(rawValue: name) else {
                    throw wrong(key, "a list of \(ClinicalArea.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                return area
            })
    }
}
