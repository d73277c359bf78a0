import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// What no detail of another item shows has a row of its own (docs/spec/hazards.md row 36).
@Suite("Nothing falls between an item and the rows")
struct HeldResourceTests {
    private static func request(_ id: String, intent: String, basedOn: String? = nil) -> String {
        let plan = basedOn.map { #""basedOn":[{"reference":"MedicationRequest/\#($0)"}]"# } ?? ""
        return Fixture.resource(
            .medicationRequest, id, #""intent":"\#(intent)""#, Fixture.concept("medicationCodeableConcept", "Drug"),
            plan)
    }

    private static func statement(on requests: String...) -> [String] {
        let references = requests.map { #"{"reference":"MedicationRequest/\#($0)"}"# }.joined(separator: ",")
        return [
            Fixture.resource(.medicationStatement, "s", #""status":"active","basedOn":[\#(references)]"#),
            Fixture.list(.medications, ["MedicationStatement/s"]),
        ]
    }

    static let cases: [(String, [String], [String])] = [
        (
            "plan and issue of a listed statement",
            statement(on: "p") + [request("p", intent: "plan"), request("o", intent: "order", basedOn: "p")], []
        ),
        (
            "a second plan", statement(on: "p", "q") + [request("p", intent: "plan"), request("q", intent: "plan")],
            ["MedicationRequest/q"]
        ),
        (
            "an issue on an issue",
            statement(on: "o") + [request("o", intent: "order", basedOn: "n"), request("n", intent: "order")],
            ["MedicationRequest/n"]
        ),
        (
            "an order of another kind",
            statement(on: "p") + [request("p", intent: "plan"), request("i", intent: "instance-order", basedOn: "p")],
            ["MedicationRequest/i"]
        ),
        (
            "an entry beside a listed one",
            [
                Fixture.resource(
                    .observation, "a", #""related":[{"type":"has-member","target":{"reference":"Observation/b"}}]"#),
                Fixture.resource(.observation, "b", #""comment":"kept""#),
                Fixture.list(.uncategorised, ["Observation/a"]),
            ], ["Observation/b"]
        ),
        (
            "a result in a group of a report",
            [
                Fixture.resource(.diagnosticReport, "r", #""result":[{"reference":"Observation/g"}]"#),
                Fixture.resource(
                    .observation, "g", #""related":[{"type":"has-member","target":{"reference":"Observation/b"}}]"#),
                Fixture.resource(.observation, "b", #""comment":"shown""#),
                Fixture.list(.investigations, ["DiagnosticReport/r"]),
            ], []
        ),
    ]

    @Test("rows of what no list names", arguments: cases)
    func unlisted(name: String, resources: [String], references: [String]) throws {
        let context = try Fixture.context(resources)
        let rows = ClinicalArea.allCases.flatMap { AreaCatalogue.view(of: $0, in: context).blocks }
            .filter { $0.kind == .unlisted }.flatMap(\.rows)
        #expect(rows.compactMap(\.reference) == references, "\(name)")
    }

    private static func lists(_ code: String, encounter: String?) -> [String] {
        let member = encounter.map { #","encounter":{"reference":"\#($0)"}"# } ?? ""
        let list =
            #"{"resourceType":"List","code":{"coding":[{"code":"\#(code)"}]},"entry":[\#(Fixture.entry("Observation/o"))]\#(member)}"#
        return [list, Fixture.resource(.encounter, "e"), Fixture.list(.consultations, ["Encounter/e"])]
    }

    /// Whether an entry of a structure list is in the consultation, else it must have a row of its own.
    static let structures: [(String, [String], Bool)] = [
        ("heading of the consultation", lists("24781000000107", encounter: "Encounter/e"), true),
        ("list of another code of the consultation", lists("99", encounter: "Encounter/e"), true),
        ("heading of a consultation that did not come", lists("24781000000107", encounter: "Encounter/x"), false),
        ("heading without a consultation", lists("24781000000107", encounter: nil), false),
        ("heading of no Encounter", lists("24781000000107", encounter: "Patient/p"), false),
    ]

    @Test("what a heading names is shown with its consultation or in a row", arguments: structures)
    func structure(name: String, resources: [String], isInConsultation: Bool) throws {
        let context = try Fixture.context(resources + [Fixture.observation("o", "Term", #""comment":"kept""#)])
        let consultation = AreaCatalogue.detail(of: 2, in: context).words
        #expect(consultation.contains("Comment: kept") == isInConsultation, "\(name)")
        #expect((AreaCatalogue.view(of: .uncategorised, in: context).row("Observation/o") == nil) == isInConsultation)
        #expect(UnplacedResources.find(in: context.record).isEmpty == isInConsultation)
        let text = ReportText.text { RecordReport(context) }
        #expect(text.contains("In consultations only: 1 item") == isInConsultation)
    }

    @Test(
        "an item of another kind goes by its type, never in the columns of the list's own kind",
        arguments: ListCode.primary.filter { $0.area != .uncategorised })
    func otherKind(list: ListCode) throws {
        let context = try Fixture.context([
            Fixture.resource(.questionnaireResponse, "q", Fixture.concept("code", "Term")),
            Fixture.list(list, ["QuestionnaireResponse/q"]),
        ])
        let row = try #require(AreaCatalogue.view(of: list.area, in: context).row("QuestionnaireResponse/q"))
        #expect(row.words.contains("QuestionnaireResponse: Term"))
        #expect(row.markWords == ["another kind of item (QuestionnaireResponse): see the detail"])
    }

    @Test("a further plan says that its medication has a row")
    func furtherPlan() throws {
        let context = try Fixture.context(
            Self.statement(on: "p", "q") + [
                Self.request("p", intent: "plan"), Self.request("q", intent: "plan"),
            ])
        let row = try #require(AreaCatalogue.view(of: .medications, in: context).row("MedicationRequest/q"))
        #expect(row.lineWords.contains("Plan of a medication that stands in a row of its own"))
    }

    @Test("codes, identifiers and unknown elements of a result and of its filing comment are in the report")
    func resultInReport() throws {
        let filing = Fixture.resource(
            .observation, "f", #""code":{"coding":[{"system":"http://snomed.info/sct","code":"37331000000100"}]}"#,
            #""issued":"2019-02-03","identifier":[{"system":"urn:s","value":"id-of-filing"}]"#,
            #""related":[{"type":"derived-from","target":{"reference":"Observation/b"}}]"#)
        let context = try Fixture.context([
            Fixture.resource(.diagnosticReport, "r", #""result":[{"reference":"Observation/b"}]"#),
            Fixture.resource(
                .observation, "b", Fixture.concept("code", "Sodium", snomed: "365761000"),
                #""identifier":[{"system":"urn:s","value":"id-of-result"}],"device":{"display":"Analyser 3"}"#,
                #""valueQuantity":{"value":5,"unit":"mmol/L"},"dataAbsentReason":{"text":"haemolysed"}"#,
                #""meta":{"security":[{"code":"NOPAT"}]}"#), filing,
        ])
        let words = AreaCatalogue.detail(of: 1, in: context).words
        for line in [
            "Code: SNOMED CT 365761000", "Identifier: id-of-result (urn:s)", "device.display: Analyser 3",
            "dataAbsentReason.text: haemolysed", "Check: NOT TO BE DISCLOSED TO THE PATIENT",
            "Identifier: id-of-filing (urn:s)", "Recorded: 03-Feb-2019", "Filing recorded: 03-Feb-2019",
        ] { #expect(words.contains(line), "\(line) is not in \(words)") }
    }
}
