import FHIR
import RecordPresentation
import Viewer

/// Reads a file, or a record of the library, into what the viewer shows: a record, or why there is none.
enum RecordLoading {
    static let unreadable = "CANNOT BE READ"

    static func content(of source: OpenFile.Source, asOf: CivilDate?) -> FileContent {
        switch source {
        case .path(let path): content(ofFile: path, asOf: asOf)
        case .library: reading { .shelf(try ShelfReading.shelf()) }
        case .saved(let number): saved(number, asOf, isOffline: true)
        case .fetched(let number): saved(number, asOf, isOffline: false)
        }
    }

    private static func saved(_ number: Int64, _ asOf: CivilDate?, isOffline: Bool) -> FileContent {
        reading {
            .record(RecordFolder(context: try ShelfReading.record(number, asOf: asOf, isOffline: isOffline)))
        }
    }

    private static func reading(_ work: () throws -> FileContent) -> FileContent {
        do { return try work() } catch {
            return .failed(FileFailure(title: unreadable, lines: [CommandFailure(error).description]))
        }
    }

    private static func content(ofFile path: String, asOf: CivilDate?) -> FileContent {
        reading {
            let opening = try RecordOpening(path: path)
            let content = try content(of: opening.file, asOf: asOf)
            if case .record(let folder) = content { folder.prepareFirstScreen() }
            try opening.recorded()
            return content
        }
    }

    private static func content(of file: RecordFile, asOf: CivilDate?) throws -> FileContent {
        let path = file.path
        if let outcome = file.bundle.failure { return .failed(failure(outcome, path)) }
        guard file.bundle.kind != .notFHIR else {
            return .failed(
                FileFailure(
                    title: "NOT A RECORD",
                    lines: ["\(path): JSON, but no FHIR resource: there is no resourceType at its root."]))
        }
        return .record(RecordFolder(context: file.context(asOf: asOf), switches: try file.switches()))
    }

    /// The cause as received: HTTP status and codes are the practice system's (docs/spec/hazards.md row 43).
    private static func failure(_ outcome: OperationOutcome, _ path: String) -> FileFailure {
        let issues = outcome.issues.flatMap { issue -> [String] in
            let code = [issue.spineCode, issue.spineDisplay].compactMap { $0 }.joined(separator: ": ")
            return [
                code.isEmpty ? nil : "Cause: \(code)", issue.text.map { "Text: \($0)" },
                issue.diagnostics.map { "Diagnostics: \($0)" }, issue.severity.map { "Severity: \($0)" },
            ].compactMap { $0 }
        }
        return FileFailure(
            title: "RECORD NOT AVAILABLE",
            lines: ["The practice system answered with an OperationOutcome instead of a record."] + issues + [
                "File: \(path)", "This is not an empty record: nothing is known of what the practice holds.",
            ])
    }
}
