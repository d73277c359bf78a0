import FHIR
import GPConnect

/// What every view is made from: the record, where it comes from, and the day that marks and ages are measured from.
package struct RecordContext: Sendable {
    package let record: StructuredRecord
    package let origin: RecordOrigin
    /// `--as-of`, else the recorded retrieval day, else today: the banner names it.
    package let referenceDay: CivilDate

    package init(record: StructuredRecord, origin: RecordOrigin, referenceDay: CivilDate) {
        self.record = record
        self.origin = origin
        self.referenceDay = referenceDay
    }

    package func resource(_ number: Int) -> Resource { record.bundle.resources[number] }
}
