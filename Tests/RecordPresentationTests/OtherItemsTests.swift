import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

/// What belongs to no area is met where the areas are (docs/spec/hazards.md row 36).
@Suite("other items")
struct OtherItemsTests {
    private static let unknownList = #"""
        {"resourceType":"List","title":"Care plans","code":{"coding":[{"code":"999001000000107"}]},
        "note":[{"text":"Two plans\u202e were archived."}],"entry":[{"item":{"reference":"CarePlan/plan-1"}},
        {"item":{"reference":"CarePlan/gone"}}]}
        """#
    private static let plan =
        #"{"resourceType":"CarePlan","id":"plan-1","title":"Asthma care plan","status":"active"}"#
    private static let study = #"{"resourceType":"GenomicStudy","id":"study-1","description":"Panel R208"}"#
    private static let allergy = #"{"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"Penicillin"}}"#

    @Test("a list of an unknown code keeps each of its entries, and a type without an area stands below")
    func unknownListAndType() throws {
        let view = try #require(OtherItems.view(in: Fixture.context([Self.unknownList, Self.plan, Self.study])))
        #expect(view.blocks.map(\.title) == ["Care plans", "Unlisted: in no list of this record"])
        #expect(view.rows.map(\.reference) == ["CarePlan/plan-1", "CarePlan/gone", "GenomicStudy/study-1"])
        #expect(view.rows.map(\.isSupplied) == [true, false, true])
        #expect(view.row("CarePlan/plan-1")?.lines.map(\.labelled) == ["title Asthma care plan", "status active"])
        #expect(view.row("CarePlan/gone")?.marks.map(\.text) == ["not supplied"])
        #expect(view.count == 3)
        #expect(
            view.head.contains { $0.text == "Note of the list Care plans: Two plans␛ were archived." }, "\(view.head)")
    }

    @Test("where everything has an area there is nothing")
    func nothing() throws {
        #expect(try OtherItems.view(in: Fixture.context([Self.allergy])) == nil)
    }

    @Test("text, JSON and CSV hold them, and only when no area is asked for")
    func outputs() throws {
        let context = try Fixture.context([Self.unknownList, Self.plan, Self.study, Self.allergy])
        let document = try JSONDocument(bytes: ReportJSON.bytes(RecordReport(context)))
        #expect(document.root.all("areas").count == ClinicalArea.allCases.count)
        #expect(
            document.root["others"]?.all("items").map { $0["reference"]?.string } == [
                "CarePlan/plan-1", "CarePlan/gone", "GenomicStudy/study-1",
            ])
        #expect(ReportCSV.text(RecordReport(context)).contains("other,999001000000107,Care plans,CarePlan/plan-1"))
        let text = ReportText.text { RecordReport(context) }
        #expect(text.contains("\nOther: 3 items\n") && text.contains("title: Asthma care plan"))
        #expect(RecordReport(context, areas: [.allergies]).others == nil)
    }

    @Test(
        "each entry of each list, and each resource without an area, is in some view",
        arguments: RecordFiles.samples + RecordFiles.corpus)
    func nothingIsLost(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let record = context.record
        let others = OtherItems.view(in: context)
        let shown = Set(others?.rows.compactMap(\.resource) ?? [])
        let unplaced = UnplacedResources.find(in: record)
        for number in unplaced where record.resource(number).type != .list { #expect(shown.contains(number)) }
        for list in record.lists where unplaced.contains(list.resource) {
            let block = try #require(others?.blocks.first { $0.title == DisplayText.scrub(list.name) })
            #expect(block.rows.count == list.entries.count)
        }
    }
}
