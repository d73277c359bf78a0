import CorpusTestSupport
import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import Testing

extension Corpus {
    static let isThere = folder != nil
    static let absence: Comment = "no corpus: set LLOYD_CORPUS to its folder"

    static let supplierRecords = ["sajal", "nel", "gainsford", "magre", "dougill"].map { "records/\($0).json" }
    static let otherRecords = [
        "records/mixed-19-types.json", "records/demonstrator.json", "records/large-3mb.json",
        "edge/missing-patient.json", "edge/malformed-date.json", "edge/empty-consultation-list.json",
        "edge/ended-allergies-contained.json",
    ]

    static func source(_ path: String, switches: SourceSwitches = SourceSwitches()) throws -> SourceRecord {
        return SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: bytes(path))), switches: switches)
    }
}
