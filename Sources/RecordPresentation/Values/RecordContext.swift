import FHIR
import GPConnect

/// What every view is made from: the record, where it comes from, and the day that marks and ages are measured from.
package struct RecordContext: Sendable {
    package let record: StructuredRecord
    package let origin: RecordOrigin
    /// `--as-of`, else the recorded retrieval day, else today: the banner names it.
    package let referenceDay: CivilDate
    /// The reference of each resource that names another patient than the record's; found once, asked for by every row.
    package let differentPatients: [Int: String]

    package init(record: StructuredRecord, origin: RecordOrigin, referenceDay: CivilDate) {
        self.record = record
        self.origin = origin
        self.referenceDay = referenceDay
        differentPatients = Dictionary(
            uniqueKeysWithValues: record.resources.indices.compactMap { number in
                record.namesDifferentPatient(number).map { (number, $0) }
            })
    }

    package func resource(_ number: Int) -> Resource { record.bundle.resources[number] }
}
