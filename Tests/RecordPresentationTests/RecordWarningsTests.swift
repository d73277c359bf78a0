import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// docs/spec/warnings.md and docs/spec/hazards.md section 2: one case for each code, kind of list and emptiness.
@Suite("warnings of a record")
struct RecordWarningsTests {
    private static func warning(_ code: String) -> String {
        #""extension":[\#(Fixture.ext("ListWarningCode", #""valueCode":"\#(code)""#))],"note":[{"text":"Note as received."}]"#
    }

    @Test(
        "a list warning gives its code, its list, its areas and the note as received",
        arguments: ["confidential-items", "data-in-transit", "data-awaiting-filing", "code-from-tomorrow"],
        [
            (ListCode.problems, [ClinicalArea.problems]), (ListCode.endedAllergies, [.allergies]),
            (ListCode.secondary[6], [.medications, .consultations]),
        ] as [(ListCode, [ClinicalArea])])
    func listWarning(code: String, list: (ListCode, [ClinicalArea])) throws {
        let context = try Fixture.context([Fixture.list(list.0, [], Self.warning(code))])
        let warnings = RecordWarnings.all(in: context)
        let found = try #require(warnings.first)
        #expect(warnings.count == 1)
        #expect(found.kind == .listWarning)
        #expect(found.code == code)
        #expect(found.scope == list.0.code)
        #expect(found.areas == list.1)
        #expect(found.text == "Note as received.")
        for area in list.1 {
            let head = AreaCatalogue.view(of: area, in: context).head.map(\.text).joined(separator: "\n")
            #expect(head.contains("Note as received."), "\(area)")
            #expect(head.contains(ListWarning(rawValue: code)?.mark ?? code), "\(area)")
        }
    }

    private static func outcome(_ text: String, _ diagnostics: String) -> String {
        #"{"resourceType":"OperationOutcome","id":"w","issue":[{"severity":"warning","code":"not-supported","details":{"coding":[{"code":"NOT_IMPLEMENTED"}],"text":"\#(text)"},"diagnostics":"\#(diagnostics)"}]}"#
    }

    @Test(
        "an area switched off and a parameter not understood are said at the area",
        arguments: [
            (
                "includeReferrals has been disabled", "includeReferrals", ClinicalArea.referrals,
                AreaSummary.State.disabled
            ),
            ("DocumentReferences has been disabled.", "DocumentReferences", .documents, .disabled),
            (
                "includeMedication.filterPrescriptionType is an unrecognised parameter",
                "includeMedication.filterPrescriptionType", .medications, .notReturned
            ),
        ])
    func operationOutcome(text: String, diagnostics: String, area: ClinicalArea, state: AreaSummary.State) throws {
        let context = try Fixture.context([Self.outcome(text, diagnostics)])
        let warning = try #require(RecordWarnings.all(in: context).first)
        #expect(warning.kind == .operationOutcome)
        #expect(warning.areas == [area])
        #expect(warning.text == text)
        let view = AreaCatalogue.view(of: area, in: context)
        #expect(view.state == state)
        #expect(view.head.contains { $0.text == "NOT SUPPLIED BY PRACTICE SYSTEM: \(text)" && $0.level == .alert })
    }

    @Test("empty, not returned, switched off and not asked for are four different texts")
    func fourTexts() throws {
        func head(_ resources: [String], _ scope: RequestScope?) throws -> String {
            let context = try Fixture.context(resources, scope: scope)
            return AreaCatalogue.view(of: .referrals, in: context).head.prefix(2).map(\.text).joined(separator: " | ")
        }
        let texts = [
            try head([Fixture.list(.referrals, [])], nil), try head([], Fixture.scope([.referrals])),
            try head([], Fixture.scope([.diary])), try head([], nil),
            try head([Self.outcome("includeReferrals has been disabled", "includeReferrals")], nil),
        ]
        #expect(Set(texts).count == texts.count, "\(texts)")
        #expect(texts[0].contains("No information available"))
    }

    @Test("each missing target is told once, with how often it is referred to")
    func unresolved() throws {
        let context = try Fixture.context([
            Fixture.resource(.observation, "a", #""context":{"reference":"Encounter/gone"}"#),
            Fixture.resource(.observation, "b", #""context":{"reference":"Encounter/gone"}"#),
        ])
        let warnings = RecordWarnings.all(in: context).filter { $0.kind == .unresolvedReference }
        #expect(warnings.map(\.text) == ["not supplied: Encounter/gone (referred to 2 times)"])
    }

    @Test("an item of another patient is told by reference")
    func differentPatient() throws {
        let other = #"{"resourceType":"DocumentReference","id":"d","subject":{"reference":"Patient/other"}}"#
        let warnings = RecordWarnings.all(in: try Fixture.context([other]))
        #expect(warnings.contains { $0.kind == .patient && $0.text == "DIFFERENT PATIENT: Patient/other" })
    }

    @Test("a type without a place is counted and named")
    func notDisplayed() throws {
        let plan = #"{"resourceType":"CarePlan","id":"c"}"#
        let warnings = RecordWarnings.all(in: try Fixture.context([plan]))
        #expect(warnings.contains { $0.kind == .notDisplayed && $0.scope == "CarePlan/c" })
    }
}
