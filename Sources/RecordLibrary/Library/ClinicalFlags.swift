import FHIR
import GPConnect
import GRDB

/// What is to be known of a saved record before it is opened (docs/spec/hazards.md section 2). Kept in a column: reading
/// it from the record itself takes as long as opening it.
package struct ClinicalFlags: Hashable, Sendable {
    package enum Flag: Hashable, Sendable {
        /// The code of a List's warning, as sent.
        case listWarning(String)
        /// The practice has switched the area off.
        case disabled(ClinicalArea)
        case patientMissing
    }

    /// Each once, in the order of the record.
    package let flags: [Flag]

    package init(of bundle: Bundle) {
        var found: [Flag] = []
        let hasPatient = bundle.resources.contains { $0.type == .patient && !$0.isContained }
        if !hasPatient { found.append(.patientMissing) }
        for (number, resource) in bundle.resources.enumerated() {
            switch resource.type {
            case .list: found += ListWarning.codes(of: resource.value).map(Flag.listWarning)
            case .operationOutcome: found += Self.disabled(resource, number)
            default: break
            }
        }
        flags = found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func disabled(_ outcome: Resource, _ number: Int) -> [Flag] {
        OutcomeIssue.issues(of: outcome, number: number).compactMap { issue in
            if case .disabled(let area) = issue.meaning { .disabled(area) } else { nil }
        }
    }
}

extension ClinicalFlags.Flag {
    /// What a person reads: `RECORD IN TRANSIT`.
    package var words: String {
        switch self {
        case .listWarning(let code): ListWarning(rawValue: code)?.mark ?? "WARNING \(code)"
        case .disabled(let area): "SWITCHED OFF: \(area.title)"
        case .patientMissing: "PATIENT IDENTITY NOT SUPPLIED"
        }
    }

    /// What a program reads: the code as sent, or `disabled-diary`, `patient-missing`.
    package var code: String {
        switch self {
        case .listWarning(let code): code
        case .disabled(let area): "disabled-\(area.rawValue)"
        case .patientMissing: "patient-missing"
        }
    }
}

/// The column: a line a flag.
extension ClinicalFlags {
    private static let listWarning = "list "
    private static let disabled = "disabled "
    private static let patientMissing = "patient missing"

    var stored: String {
        flags.map { flag in
            switch flag {
            // A code is a record's text: what would begin another line is left out.
            case .listWarning(let code): Self.listWarning + code.filter { !$0.isNewline }
            case .disabled(let area): Self.disabled + area.rawValue
            case .patientMissing: Self.patientMissing
            }
        }.joined(separator: "\n")
    }

    init(stored: String) {
        flags = stored.split(separator: "\n").compactMap { line in
            if line == Self.patientMissing { return .patientMissing }
            if line.hasPrefix(Self.listWarning) { return .listWarning(String(line.dropFirst(Self.listWarning.count))) }
            guard line.hasPrefix(Self.disabled) else { return nil }
            return ClinicalArea(rawValue: String(line.dropFirst(Self.disabled.count))).map(Flag.disabled)
        }
    }

    /// Reads the records that were saved before there was a column. One that is damaged stays without: what is not known
    /// is never shown as nothing.
    static func fillIn(_ database: Database) throws {
        for id in try Int64.fetchAll(database, sql: "SELECT id FROM record WHERE flags IS NULL") {
            guard
                let content = try Int64.fetchOne(
                    database, sql: "SELECT content FROM record WHERE id = ?", arguments: [id]),
                let bytes = try? ContentStore.load(content, context: "saved record \(id)", in: database),
                let bundle = try? Bundle(bytes: bytes)
            else { continue }
            try database.execute(
                sql: "UPDATE record SET flags = ? WHERE id = ?", arguments: [ClinicalFlags(of: bundle).stored, id])
        }
    }
}
