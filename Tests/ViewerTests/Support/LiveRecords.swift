import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI

@testable import Viewer

extension SampleRecords {
    /// The medications of the scenarios on the day of their pictures, fetched with `includeMedication` alone.
    static func scenarios() throws -> RecordFolder {
        let data = try Data(contentsOf: folder.appendingPathComponent("medication-scenarios.json"))
        var request = StructuredRecordRequest()
        request.medication = .init()
        var switches = SourceSwitches()
        switches.request = request
        let origin = RecordOrigin(
            name: "medication-scenarios.json", retrieved: FHIRDateTime("2018-10-08T12:00:00+01:00"),
            scope: RequestScope(request), provider: "A99999")
        return RecordFolder(
            context: RecordContext(
                record: StructuredRecord(bundle: try FHIR.Bundle(bytes: Array(data))), origin: origin,
                referenceDay: CivilDate(year: 2018, month: 10, day: 8)!),
            switches: switches)
    }
}
