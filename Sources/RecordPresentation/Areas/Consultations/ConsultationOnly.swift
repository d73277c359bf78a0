import FHIR
import GPConnect

/// Items that only the lists of consultations name: some systems put narrative and readings there and in no other list.
enum ConsultationOnly {
    static func items(of area: ClinicalArea, in record: StructuredRecord) -> [Int] {
        let named = Set(
            record.lists.filter { record.consultationLists.contains($0.resource) }.flatMap {
                $0.entries.compactMap(\.target)
            })
        let rows = Set(record.areas.flatMap { $0.lists.flatMap { record.lists[$0].entries.compactMap(\.target) } })
        return named.subtracting(rows).sorted().filter { number in
            ClinicalArea.home(of: record.resource(number)) == area && !isPart(number, record)
        }
    }

    /// The detail of a medication or report shows it whole.
    private static func isPart(_ number: Int, _ record: StructuredRecord) -> Bool {
        switch record.resource(number).type {
        case .medicationRequest: MedicationCourse(of: number, in: record).statement != nil
        case .observation: !record.reports(holding: number).isEmpty
        default: false
        }
    }
}
