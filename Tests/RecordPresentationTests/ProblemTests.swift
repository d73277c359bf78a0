import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Problems stand by status, with their links")
struct ProblemTests {
    private static func problem(_ id: String, _ members: String..., links: [String] = []) -> String {
        let all = members + [#""extension":[\#(links.joined(separator: ","))]"#]
        let own = [#""resourceType":"Condition","id":"\#(id)""#, Fixture.concept("code", "Problem \(id)", snomed: "1")]
        return "{\((own + all).joined(separator: ","))}"
    }

    private static func content(_ reference: String) -> String {
        Fixture.ext("RelatedClinicalContent", #""valueReference":{"reference":"\#(reference)"}"#)
    }

    private static func related(_ kind: String, _ reference: String) -> String {
        let parts = [
            Fixture.part("type", #""valueCode":"\#(kind)""#),
            Fixture.part("target", #""valueReference":{"reference":"\#(reference)"}"#),
        ]
        return Fixture.ext("RelatedProblemHeader", #""extension":[\#(parts.joined(separator: ","))]"#)
    }

    private func view(_ resources: [String], ids: [String]) throws -> AreaView {
        let list = Fixture.list(.problems, ids.map { "Condition/\($0)" })
        return AreaCatalogue.view(of: .problems, in: try Fixture.context(resources + [list]))
    }

    private func detail(_ resources: [String], of id: String) throws -> Detail {
        let context = try Fixture.context(resources)
        let number = try #require(context.record.index.resource(ResourceID(type: .condition, id: id)))
        return AreaCatalogue.detail(of: number, in: context)
    }

    @Test(
        "a problem stands in the block of its status",
        arguments: [
            (#""clinicalStatus":"active""#, "Active problems", "Active", ""),
            (
                #""clinicalStatus":"inactive","abatementDateTime":"2019-10""#, "Inactive problems", "Inactive",
                "Oct-2019"
            ),
            (#""clinicalStatus":"inactive""#, "Inactive problems", "Inactive", "Not recorded"),
            (#""clinicalStatus":"resolved""#, "Problems of other status", "Resolved", "Not recorded"),
            (#""clinicalStatus":"dormant""#, "Problems of other status", "dormant", "Not recorded"),
            (#""asserter":{"display":"x"}"#, "Problems of other status", "Not recorded", "Not recorded"),
        ])
    func blocks(members: String, title: String, status: String, ended: String) throws {
        let view = try view([Self.problem("a", members)], ids: ["a"])
        #expect(view.blockTitle(of: "Condition/a") == title)
        let row = try #require(view.row("Condition/a"))
        #expect(row.cells == ["Not recorded", "Problem a", "Not recorded", status, ended])
    }

    @Test("onset, significance and words recorded in place of a date")
    func columns() throws {
        let major = Fixture.ext("ProblemSignificance", #""valueCode":"major""#)
        let odd = Fixture.ext("ProblemSignificance", #""valueCode":"enormous""#)
        let view = try view(
            [
                Self.problem("a", #""clinicalStatus":"active","onsetDateTime":"2011-09""#, links: [major]),
                Self.problem("b", #""clinicalStatus":"active","onsetString":"in childhood""#, links: [odd]),
            ], ids: ["b", "a"])
        #expect(view.row("Condition/a")?.cells == ["Sep-2011", "Problem a", "Major", "Active", ""])
        #expect(view.row("Condition/b")?.cells == ["in childhood", "Problem b", "enormous", "Active", ""])
        #expect(view.rows.map(\.reference) == ["Condition/a", "Condition/b"])
    }

    @Test("an uncoded problem says so; the head says that this is part of the record")
    func uncoded() throws {
        let view = try view(
            [#"{"resourceType":"Condition","id":"a","clinicalStatus":"active","code":{"text":"Old words"}}"#],
            ids: ["a"])
        #expect(view.row("Condition/a")?.markWords == ["not coded"])
        #expect(view.headWords.contains { $0.hasPrefix("Problems are part of the record only") })
        #expect(view.blocks.map(\.emptyText)[1] == "No inactive problems in the data returned")
    }

    @Test("related problems say what the target is, whatever the case of the code")
    func relatedProblems() throws {
        let resources = [
            Self.problem(
                "a",
                links: [
                    Self.related("Parent", "Condition/b"), Self.related("sibling", "Condition/gone"),
                    Self.related("twin", "Condition/b"),
                ]),
            Self.problem("b", #""onsetDateTime":"2009""#),
        ]
        #expect(
            try detail(resources, of: "a").section("Related problems") == [
                "Parent: Problem b - 2009", "Sibling: not supplied: Condition/gone", "twin: Problem b - 2009",
            ])
        #expect(
            try view(resources, ids: ["a"]).row("Condition/a")?.lineWords == [
                "Parent Problem b", "Sibling not supplied: Condition/gone", "twin Problem b",
            ])
    }

    @Test("linked content stands by area, medication plans and issues told apart, words kept")
    func content() throws {
        let medication = MedicationFixture("m").with { $0.issues = [MedicationFixture.Issue(start: "2020-01-02")] }
        let words = Fixture.ext(
            "RelatedClinicalContent", #""valueReference":{"display":"Care plan items are not supported"}"#)
        let problem = Self.problem(
            "a",
            links: [
                Self.content("MedicationRequest/m-issue-1"), Self.content("AllergyIntolerance/x"), words,
                Self.content("MedicationRequest/m-plan"), Self.content("Observation/gone"),
                Fixture.ext("ActualProblem", #""valueReference":{"reference":"AllergyIntolerance/x"}"#),
            ])
        let allergy = Fixture.resource(
            .allergyIntolerance, "x", Fixture.concept("code", "Egg allergy"), #""assertedDate":"2012""#)
        let detail = try detail(medication.resources + [problem, allergy], of: "a")
        #expect(detail.section("Actual problem") == ["Made from: Egg allergy - 2012"])
        #expect(
            detail.section("Linked: Medications") == [
                "Medication issue: Atorvastatin 20mg tablets - 02-Jan-2020",
                "Medication plan: Atorvastatin 20mg tablets - 01-Jul-2019",
            ])
        #expect(detail.section("Linked: Allergies") == ["Allergy: Egg allergy - 2012"])
        #expect(
            detail.section("Linked: Other linked items") == [
                "Item: Care plan items are not supported", "Item: not supplied: Observation/gone",
            ])
        let linked = detail.sections.first { $0.title == "Linked: Allergies" }?.fields.first
        #expect(linked?.link != nil)
    }

    @Test("a long note is cut after a word in the row and whole in the detail")
    func note() throws {
        let note = String(repeating: "word ", count: 40) + "end"
        let problem = Self.problem("a", #""note":[{"text":"\#(note)"}]"#)
        let line = try #require(try view([problem], ids: ["a"]).row("Condition/a")?.lines.first)
        #expect(line.isExcerpt)
        #expect(line.text.hasSuffix("word..."))
        #expect(try detail([problem], of: "a").section("Notes") == ["Note: \(note)"])
    }
}
