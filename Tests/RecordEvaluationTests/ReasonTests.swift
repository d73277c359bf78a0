import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// Reasons in the words that people read.
@Suite("Reasons")
struct ReasonTests {
    private typealias T = TestRecord

    struct Case: Sendable, CustomTestStringConvertible {
        let resources: [String]
        let request: StructuredRecordRequest
        let reference: String
        let compared: String
        var testDescription: String { compared }
    }

    private static func medication(
        _ type: String?, _ start: String?, _ end: String?, from: String, _ compared: String, isElsewhere: Bool = false
    ) -> Case {
        Case(
            resources: T.medication("m", type: type, start: start, end: end, isElsewhere: isElsewhere) + [
                T.list(.medications, ["MedicationStatement/m"])
            ],
            request: T.request { $0.medication = .init(searchFromDate: CivilDate(from)) },
            reference: "MedicationStatement/m", compared: compared)
    }

    private static func observation(_ member: String, _ period: SearchPeriod, _ compared: String) -> Case {
        Case(
            resources: [T.resource("Observation", "o", member), T.list(.uncategorised, ["Observation/o"])],
            request: T.request { $0.uncategorised = .init(searchPeriod: period) }, reference: "Observation/o",
            compared: compared)
    }

    private static let spring = SearchPeriod(start: CivilDate("2018-03-01"), end: CivilDate("2018-05-31"))

    static let cases: [Case] = [
        medication(
            "acute", "2018-02-15", nil, from: "2018-03-01",
            "acute, started 15-Feb-2018 and has no end: active on that day only; the search starts 01-Mar-2018"),
        medication(
            "delayed-prescribing", "2018-02", nil, from: "2018-03-01",
            "delayed prescribing (an acute), started Feb-2018 and has no end: active on that day only; the search starts 01-Mar-2018"
        ),
        medication(
            "repeat", "2018", nil, from: "2018-03-01", "repeat, started 2018 and has no end: on-going"),
        medication(
            nil, "2018-02-15", nil, from: "2018-03-01",
            "prescription type not recorded, started 15-Feb-2018 and has no end: treated as repeat, so on-going"),
        medication(
            "acute", "2018-01-24", "2018-02-22", from: "2018-03-01",
            "ended 22-Feb-2018: before the start of the search, 01-Mar-2018"),
        medication(
            "acute", "2018-01-24", "2018-03-01", from: "2018-03-01",
            "ended 01-Mar-2018: on or after the start of the search, 01-Mar-2018"),
        medication(
            "acute", nil, nil, from: "2018-03-01", "neither start nor end is known: returned whatever the search date"),
        medication(
            "acute", "2001-01-01", nil, from: "2018-03-01",
            "prescribed by another organisation: returned whatever the search date", isElsewhere: true),
        observation(
            #""effectiveDateTime":"2018-06-30T23:30:00Z""#, spring,
            "dated 01-Jul-2018; the search runs from 01-Mar-2018 to 31-May-2018"),
        observation(
            #""effectivePeriod":{"start":"2017","end":"2018-03"}"#, spring,
            "dated 2017 to Mar-2018; the search runs from 01-Mar-2018 to 31-May-2018"),
        observation("", spring, "its date is unknown: returned alongside those that match"),
        Case(
            resources: [
                T.resource("Encounter", "e", #""period":{"start":"2018-02-01","end":"2018-06-01"}"#),
                T.list(.consultations, ["Encounter/e"]),
            ],
            request: T.request { $0.consultations = .init(searchPeriod: spring) }, reference: "Encounter/e",
            compared: "took place 01-Feb-2018 to 01-Jun-2018; the search runs from 01-Mar-2018 to 31-May-2018"),
        Case(
            resources: AreaRuleTests.consultations, request: T.request { $0.consultations = .init(mostRecent: 2) },
            reference: "Encounter/e", compared: "number 5 of 6 by date (2023); the 2 most recent are asked for"),
        Case(
            resources: [T.problem("p", status: "inactive"), T.list(.problems, ["Condition/p"])],
            request: T.request { $0.problems = .init(filterStatus: "active") }, reference: "Condition/p",
            compared: "the problem is inactive; active problems are asked for"),
        Case(
            resources: LinkageTests.consultation, request: T.request { $0.consultations = .init() },
            reference: "Observation/o1",
            compared: "named in the returned consultation \u{201C}10-Jan-2024\u{201D} (Encounter/e1)"),
        Case(
            resources: LinkageTests.consultation, request: T.request { $0.medication = .init() },
            reference: "MedicationRequest/m-1",
            compared:
                "an issue of the returned medication \u{201C}Drug m\u{201D} (MedicationStatement/m); issues are asked for"
        ),
        Case(
            resources: LinkageTests.consultation, request: T.request { $0.medication = .init() },
            reference: "Condition/fracture", compared: "Problems not asked for, and nothing returned is linked to it"),
    ]

    @Test("What was compared, in words", arguments: cases)
    func words(expected: Case) throws {
        let answer = try T.evaluate(expected.resources, expected.request)
        #expect(answer.compared(expected.reference) == expected.compared)
    }

    @Test("An edited resource says what was done to it")
    func editedResource() throws {
        var switches = SourceSwitches()
        switches.confidential = ["Observation/o1"]
        switches.disabled = [.medications]
        let answer = try T.evaluate(
            LinkageTests.consultation, T.request { $0.consultations = .init() }, switches: switches)
        #expect(
            answer.compared("List/h1")
                == "gives the returned consultation \u{201C}10-Jan-2024\u{201D} (Encounter/e1) its shape; "
                + "1 reference to withheld items cut, 1 reference to items of disabled areas replaced")
    }

    @Test("A resource without an id is named by its entry, a contained one by its container's")
    func names() throws {
        let container = #"{"resourceType":"Encounter","id":"e","contained":[{"resourceType":"Location","id":"l"}]}"#
        let answer = try T.evaluate(
            [T.list(.consultations, ["Encounter/e"]), container], T.request { $0.consultations = .init() })
        #expect(answer.explanations.map(\.reference) == ["Patient/p", "entry[1]", "Encounter/e", "entry[2]#l"])
        #expect(answer.explanations.map(\.included) == [true, false, true, true])
        #expect(answer.explanations.map(\.rule).suffix(1) == ["record.contained"])
    }

    /// Records and requests that between them need every rule.
    static func everyKind() throws -> [Evaluation] {
        var withheld = SourceSwitches()
        withheld.confidential = ["Observation/o1"]
        withheld.notOwned = ["Observation/o2"]
        withheld.enteredInError = ["QuestionnaireResponse/q1"]
        withheld.disabled = [.diary]
        withheld.exclusionCodes = ["42"]
        let extra = [
            T.resource("Observation", "unlisted"),
            T.resource("ProcedureRequest", "planned", #""status":"active","intent":"plan""#),
            T.resource("Observation", "coded", #""code":{"coding":[{"system":"http://snomed.info/sct","code":"42"}]}"#),
            T.resource("Observation", "stranger", T.reference("subject", "Patient/other")),
            T.resource("DiagnosticReport", "r", T.references("result", "Observation/coded", "Observation/result")),
            T.resource("Observation", "result"), T.resource("Observation", "result"),
            T.list(.investigations, ["DiagnosticReport/r"]), T.resource("OperationOutcome", "o"),
            T.structure(.consultation, "c2", ["List/t2"]), T.structure(.topic, "t2", ["Observation/o1"]),
        ]
        let sample = try ProjectFiles.source("sample-data/full-record.json")
        var requests = PropertyTests.requests(seed: 11, count: 60) + [.fullRecord]
        requests.append(T.request { $0.medication = .init(searchFromDate: CivilDate("2024-01-01")) })
        var evaluations = requests.map { Evaluator.evaluate(sample, $0, clock: T.clock) }
        evaluations.append(try T.evaluate(LinkageTests.consultation + extra, .fullRecord, switches: withheld))
        for request in [
            T.request { $0.consultations = .init() }, T.request { $0.problems = .init(filterStatus: "active") },
            T.request { $0.medication = .init(includePrescriptionIssues: false) },
        ] {
            evaluations.append(try T.evaluate(LinkageTests.consultation, request))
        }
        evaluations.append(try T.evaluate(AreaRuleTests.immunisations, T.request { $0.immunisations = .init() }))
        for expected in cases { evaluations.append(try T.evaluate(expected.resources, expected.request)) }
        return evaluations
    }

    @Test("Every rule is given as a reason somewhere, in whole words")
    func everyRule() throws {
        var missing = Set(RuleID.allCases.map(\.rawValue))
        for explanation in try Self.everyKind().flatMap(\.explanations) {
            missing.remove(explanation.rule)
            #expect(!explanation.compared.isEmpty && !explanation.compared.contains("nil"))
        }
        // These have tests of their own, on records damaged for the purpose.
        #expect(missing.subtracting(Self.testedAlone).sorted() == [])
    }

    private static let testedAlone: Set<String> = [
        "medication.end-unreadable", "diary.not-open", "problems.status-unknown", "record.contained",
        "uncategorised.immunisation-status", "actors.role-ambiguous",
    ]
}
