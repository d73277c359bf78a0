import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Medications show what each case of the hazard log must show")
struct MedicationTests {
    @Test(
        "the row",
        arguments: MedicationCase.all)
    func row(of medication: MedicationCase) throws {
        let list = Fixture.list(.medications, ["MedicationStatement/m"])
        let context = try Fixture.context(medication.resources + [list], scope: medication.scope)
        let view = AreaCatalogue.view(of: .medications, in: context)
        #expect(view.blockTitle(of: "MedicationStatement/m") == medication.block)
        let row = try #require(view.row("MedicationStatement/m"))
        for words in medication.says {
            #expect(row.words.contains { $0.contains(words) }, "\(words) is not in \(row.words)")
        }
        for words in medication.neverSays {
            #expect(!row.words.contains { $0.contains(words) }, "\(words) is in \(row.words)")
        }
    }
}
