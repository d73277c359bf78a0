import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import Testing

/// The corpus of real records, where there is one: `LLOYD_CORPUS`, else beside the project.
enum Corpus {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["LLOYD_CORPUS"].map { URL(filePath: $0) }
        let folder = named ?? root.deletingLastPathComponent().appending(path: "shared/corpus")
        return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
    }()

    static let isThere = folder != nil
    static let absence: Comment = "no corpus: set LLOYD_CORPUS to its folder"

    static let supplierRecords = ["sajal", "nel", "gainsford", "magre", "dougill"].map { "records/\($0).json" }
    static let otherRecords = [
        "records/mixed-19-types.json", "records/demonstrator.json", "records/large-3mb.json",
        "edge/missing-patient.json", "edge/malformed-date.json", "edge/empty-consultation-list.json",
        "edge/ended-allergies-contained.json",
    ]

    static func source(_ path: String, switches: SourceSwitches = SourceSwitches()) throws -> SourceRecord {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
        return SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: bytes)), switches: switches)
    }
}
