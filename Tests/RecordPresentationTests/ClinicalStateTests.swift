import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// One item of a list, and what its row must and must not say of its state.
struct StateCase: CustomTestStringConvertible, Sendable {
    let id: String
    let list: ListCode
    let type: ResourceType
    let members: String
    var block: String?
    var says: [String] = []
    var neverSays: [String] = []

    var testDescription: String { id }
}

@Suite("States that change how an item must be read are never lost")
struct ClinicalStateTests {
    private static func degraded(_ name: String) -> String {
        let coding = #"{"system":"http://snomed.info/sct","code":"196411000000103","display":"Transfer-degraded"}"#
        return #""\#(name)":{"text":"Own words","coding":[\#(coding)]}"#
    }

    private static func type(_ codes: String...) -> String {
        let codings = codes.map { #"{"code":"\#($0)"}"# }.joined(separator: ",")
        return Fixture.ext("PrescriptionType", #""valueCodeableConcept":{"coding":[\#(codings)]}"#)
    }

    private static func agency(_ codes: String...) -> String {
        let codings = codes.map { #"{"code":"\#($0)"}"# }.joined(separator: ",")
        return Fixture.ext("PrescribingAgency", #""valueCodeableConcept":{"coding":[\#(codings)]}"#)
    }

    static let cases: [StateCase] = [
        StateCase(
            id: "allergy entered in error", list: .allergies, type: .allergyIntolerance,
            members: #""verificationStatus":"entered-in-error""#, says: ["ENTERED IN ERROR"]),
        StateCase(
            id: "allergy unconfirmed, which says nothing", list: .allergies, type: .allergyIntolerance,
            members: #""verificationStatus":"unconfirmed""#, neverSays: ["nconfirmed"]),
        StateCase(
            id: "problem refuted", list: .problems, type: .condition, members: #""verificationStatus":"refuted""#,
            says: ["REFUTED"]),
        StateCase(
            id: "modifier extension", list: .problems, type: .condition,
            members: #""modifierExtension":[{"url":"https://example.org/Extension-Negated-1","valueBoolean":true}]"#,
            says: ["meaning changed by Negated: see the detail"]),
        StateCase(
            id: "vaccination degraded", list: .immunisations, type: .immunization,
            members: #""extension":[\#(Fixture.ext("VaccinationProcedure", degraded("valueCodeableConcept")))]"#,
            says: ["Own words", "DEGRADED – not coded"], neverSays: ["Transfer"]),
        StateCase(
            id: "second reason of a referral degraded", list: .referrals, type: .referralRequest,
            members: #""reasonCode":[{"text":"First"},{\#(degraded("x").dropFirst(5).dropLast())}]"#,
            says: ["DEGRADED – not coded"]),
        StateCase(
            id: "end of a problem's last period, not its start", list: .problems, type: .condition,
            members: #""abatementPeriod":{"start":"2010-01-01","end":"2012-02-02"}"#, says: ["02-Feb-2012"],
            neverSays: ["01-Jan-2010"]),
        StateCase(
            id: "problem that ended, nobody says when", list: .problems, type: .condition,
            members: #""abatementBoolean":true"#, says: ["Yes, date not recorded"], neverSays: ["true"]),
        StateCase(
            id: "prescription type among a supplier's own codes", list: .medications, type: .medicationRequest,
            members: #""status":"active","intent":"plan","extension":[\#(type("R1", "repeat"))]"#,
            block: "Current repeat medications"),
        StateCase(
            id: "practice among a supplier's own codes", list: .medications, type: .medicationStatement,
            members: #""status":"active","extension":[\#(agency("LOCAL", "prescribed-at-gp-practice"))]"#,
            neverSays: ["ELSEWHERE"]),
        StateCase(
            id: "another organisation among a supplier's own codes", list: .medications, type: .medicationStatement,
            members: #""status":"active","extension":[\#(agency("LOCAL", "prescribed-by-another-organisation"))]"#,
            block: "Prescribed elsewhere", says: ["PRESCRIBED ELSEWHERE"]),
        StateCase(
            id: "another organisation named by the plan", list: .medications, type: .medicationRequest,
            members:
                #""status":"active","intent":"plan","extension":[\#(agency("prescribed-by-another-organisation"))]"#,
            block: "Prescribed elsewhere"),
        StateCase(
            id: "diary entry not to be done", list: .diary, type: .procedureRequest,
            members: #""intent":"plan","doNotPerform":true"#, says: ["NOT TO BE DONE"]),
        StateCase(
            id: "priority on a later line of a note", list: .referrals, type: .referralRequest,
            members: #""note":[{"text":"Source: GP\nPriority: Soon"}]"#, says: ["Soon"],
            neverSays: ["priority not stated"]),
        StateCase(
            id: "value in a shape that is no quantity", list: .uncategorised, type: .observation,
            members: #""valueQuantity":"5.3 mmol""#, says: ["5.3 mmol"]),
        StateCase(
            id: "value that is a file", list: .uncategorised, type: .observation,
            members: #""valueAttachment":{"title":"ECG"}"#, says: ["see the detail"]),
        StateCase(
            id: "flags in an array", list: .uncategorised, type: .observation,
            members: #""interpretation":[{"text":"High"},{"coding":[{"code":"A"}]}]"#, says: ["High, Abnormal"]),
        StateCase(
            id: "code in an array", list: .problems, type: .condition, members: #""code":[{"text":"Asthma"}]"#,
            says: ["Asthma"]),
        StateCase(
            id: "consent entered in error", list: .immunisations, type: .observation,
            members: #""status":"entered-in-error""#, says: ["ENTERED IN ERROR"]),
        StateCase(
            id: "date of the year 1", list: .uncategorised, type: .observation,
            members: #""effectiveDateTime":"0001-01-01""#, says: ["01-Jan-0001"]),
        StateCase(
            id: "comparator without a number", list: .uncategorised, type: .observation,
            members: #""valueQuantity":{"comparator":"<","unit":"g"}"#, says: ["Not recorded, comparator <"]),
    ]

    @Test("in the row", arguments: cases)
    func row(of state: StateCase) throws {
        let reference = "\(state.type)/x"
        let context = try Fixture.context([
            Fixture.resource(state.type, "x", state.members), Fixture.list(state.list, [reference]),
        ])
        let view = AreaCatalogue.view(of: state.list.area, in: context)
        let row = try #require(view.row(reference))
        if let block = state.block { #expect(view.blockTitle(of: reference) == block) }
        for words in state.says { #expect(row.words.contains { $0.contains(words) }, "\(words) not in \(row.words)") }
        for words in state.neverSays { #expect(!row.words.contains { $0.contains(words) }, "\(words) in \(row.words)") }
    }

    @Test("an active allergy contained in the list of active ones is not called ended")
    func containedActive() throws {
        let contained = #""contained":[{"resourceType":"AllergyIntolerance","id":"c","clinicalStatus":"active"}]"#
        let context = try Fixture.context([Fixture.list(.allergies, ["#c"], contained)])
        let view = AreaCatalogue.view(of: .allergies, in: context)
        #expect(view.blockTitle(of: "#c") == "Active allergies")
        #expect(view.count == 1)
    }

    /// What an item in a consultation must say beside its words.
    static let entries: [(ResourceType, String, String)] = [
        (.observation, #""subject":{"reference":"Patient/q"}"#, "Warning: DIFFERENT PATIENT: Patient/q"),
        (.observation, #""status":"entered-in-error""#, "Warning: ENTERED IN ERROR"),
        (.observation, #""status":"preliminary""#, "Check: PRELIMINARY"),
        (.observation, #""meta":{"security":[{"code":"NOPAT"}]}"#, "Check: NOT TO BE DISCLOSED TO THE PATIENT"),
        (.observation, #""interpretation":{"text":"Critical"}"#, "Interpretation: Critical (recorded)"),
        (.observation, degraded("code"), "Check: DEGRADED – not coded"),
        (.medicationRequest, #""intent":"plan","status":"stopped""#, "Check: STOPPED"),
        (.referralRequest, #""status":"cancelled""#, "Warning: CANCELLED"),
        (.immunization, #""status":"entered-in-error""#, "Warning: ENTERED IN ERROR"),
        (.allergyIntolerance, #""verificationStatus":"refuted""#, "Warning: REFUTED"),
        (.condition, #""clinicalStatus":"inactive""#, "Check: INACTIVE"),
    ]

    @Test("in a consultation", arguments: entries)
    func entry(type: ResourceType, members: String, line: String) throws {
        let context = try Fixture.context([
            Fixture.resource(.encounter, "e"), Fixture.list(.consultations, ["Encounter/e"]),
            Fixture.structure(.consultation, "l", [Fixture.entry("\(type)/x")]),
            #"{"resourceType":"\#(type)","id":"x",\#(members)}"#,
        ])
        let words = AreaCatalogue.detail(of: 1, in: context).words
        #expect(words.contains(line), "\(line) is not in \(words)")
    }

    @Test("a degraded medication and vaccination are told among the warnings, a drug of its own once")
    func degradedWarnings() throws {
        let context = try Fixture.context([
            Fixture.resource(.medicationStatement, "a", Self.degraded("medicationCodeableConcept")),
            Fixture.resource(.medicationStatement, "b", #""medicationReference":{"reference":"Medication/d"}"#),
            Fixture.resource(.medication, "d", Self.degraded("code")),
            Fixture.resource(.immunization, "i", Self.degraded("vaccineCode")),
        ])
        let scopes = RecordWarnings.all(in: context).filter { $0.kind == .degraded }.map(\.scope)
        #expect(scopes == ["MedicationStatement/a", "Medication/d", "Immunization/i"])
    }

    @Test("the NHS number of an item's subject is compared where it is given, that of a list is the number asked for")
    func subjectByNumber() throws {
        func subject(_ number: String) -> String {
            #""subject":{"identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"\#(number)"}}"#
        }
        let resources = [
            #"{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033"}]}"#,
            #"{"resourceType":"Observation","id":"a",\#(subject("9999999999"))}"#,
            #"{"resourceType":"Observation","id":"b",\#(subject("9000000033"))}"#,
            #"{"resourceType":"List",\#(subject("9999999999"))}"#,
        ]
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        let record = try Fixture.context(of: Array(#"{"resourceType":"Bundle","entry":[\#(entries)]}"#.utf8)).record
        let named = record.resources.indices.map { record.namesDifferentPatient($0) }
        #expect(named == [nil, "NHS number 999 999 9999", nil, nil])
    }

    @Test("what a list says of its entries and of itself is said")
    func listWords() throws {
        let list = Fixture.list(.diary, ["ProcedureRequest/x"], #""status":"entered-in-error""#).replacing(
            #"{"item":"#, with: #"{"deleted":true,"flag":{"text":"Moved"},"item":"#
        ).replacing(#""status":"current","#, with: "")
        let view = AreaCatalogue.view(of: .diary, in: try Fixture.context([list]))
        #expect(view.rows[0].markWords == ["DELETED FROM THE LIST", "list entry: Moved"])
        #expect(view.head.contains(HeadLine("ENTERED IN ERROR: the list as a whole", level: .alert)))
    }

    @Test("a list's note and the reason why it is empty are said, whatever its codes")
    func listNotes() throws {
        let note = #""note":[{"text":"Patient data may be incomplete."}]"#
        let linked = try #require(ListCode.known("problems-allergies-related-to-problems"))
        let allergy = Fixture.resource(.allergyIntolerance, "a", #""clinicalStatus":"active""#)
        let context = try Fixture.context([
            allergy, Fixture.list(.allergies, ["AllergyIntolerance/a"], note), Fixture.list(linked, [], note),
            Fixture.list(
                .diary, [], #""emptyReason":{"coding":[{"code":"withheld","display":"Information Withheld"}]}"#),
        ])
        let words = AreaCatalogue.view(of: .allergies, in: context).headWords
        #expect(words.contains("Note of the list: Patient data may be incomplete."))
        #expect(words.contains("Note of \"\(linked.title)\": Patient data may be incomplete."))
        let diary = AreaCatalogue.view(of: .diary, in: context).head
        #expect(diary.contains(HeadLine("Why the list is empty: Information Withheld", level: .alert)))
    }

    @Test("medications name allergies that came though they were not asked for")
    func allergiesBesideMedications() throws {
        let context = try Fixture.context(
            [Fixture.resource(.allergyIntolerance, "a", Fixture.concept("code", "Egg"))],
            scope: Fixture.scope([.medications]))
        let words = AreaCatalogue.view(of: .medications, in: context).headWords
        #expect(words.contains("Allergies not requested; of those that came: Known allergies: Egg"))
    }

    @Test("a medication of another patient says so on the timeline")
    func timelineOfAnother() throws {
        let context = try Fixture.context([
            #"{"resourceType":"MedicationStatement","id":"s","subject":{"reference":"Patient/q"}}"#
        ])
        #expect(MedicationTimeline(context).bars[0].drug == "DIFFERENT PATIENT: Patient/q - Drug not recorded")
    }

    @Test("a row that holds the first of many results says how many are flagged")
    func flaggedResults() throws {
        let results = (0..<8).map { number in
            Fixture.observation(
                "o\(number)", "T\(number)", #""valueQuantity":{"value":\#(number)}"#,
                number == 7 ? #""interpretation":{"text":"High"}"# : "")
        }
        let references = (0..<8).map { #"{"reference":"Observation/o\#($0)"}"# }.joined(separator: ",")
        let context = try Fixture.context(
            results + [
                Fixture.resource(.diagnosticReport, "r", #""result":[\#(references)]"#),
                Fixture.list(.investigations, ["DiagnosticReport/r"]),
            ])
        let row = try #require(AreaCatalogue.view(of: .investigations, in: context).row("DiagnosticReport/r"))
        #expect(row.lineWords.last == "+ 2 more results; 1 of all 8 flagged")
    }

    @Test("entries of documents without a reference are counted each")
    func documentCount() throws {
        let code = try #require(ListCode.known("consultations-documents-contained-in-consultations"))
        let list = Fixture.list(code, []).replacing(
            #""entry":[]"#, with: #""entry":[{"item":{"display":"a"}},{"item":{"display":"b"}},{}]"#)
        #expect(AreaCatalogue.view(of: .documents, in: try Fixture.context([list])).count == 3)
    }
}
