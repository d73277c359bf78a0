import FHIR
import GPConnect
import RecordEvaluation
import Testing

@testable import RecordProvider

/// A wrong request and the answer it gets.
struct RequestFault: CustomTestStringConvertible, Sendable {
    let row: String
    let body: String
    let status: Int
    let code: String
    let diagnostics: String?
    var testDescription: String { row }

    init(_ row: String, _ body: String, _ status: Int, _ code: String, _ diagnostics: String?) {
        self.row = row
        self.body = body
        self.status = status
        self.code = code
        self.diagnostics = diagnostics
    }
}

/// Rows of docs/spec/parameters.md sections 5 and 6.
enum RequestCases {
    private static let full = Practice.full
    static func part(_ parameter: String, _ part: String, _ value: String) -> String {
        #"{"name": "\#(parameter)", "part": [{"name": "\#(part)", \#(value)}]}"#
    }
    static let resolved = part("includeAllergies", "includeResolvedAllergies", #""valueBoolean": true"#)
    private static func number(_ system: String?, _ value: String?) -> String {
        let members = [system.map { "\"system\": \"\($0)\"" }, value.map { "\"value\": \"\($0)\"" }].compactMap { $0 }
        return Consumer.parameterBody([
            #"{"name": "patientNHSNumber", "valueIdentifier": {"# + members.joined(separator: ", ") + "}}"
        ])
    }
    private static let system = "https://fhir.nhs.uk/Id/nhs-number"

    static let faults: [RequestFault] = [
        RequestFault("1 no JSON", "{", 400, "BAD_REQUEST", "Request body is not valid JSON"),
        RequestFault("1 nothing", "", 400, "BAD_REQUEST", "Request body is not valid JSON"),
        RequestFault("1 XML", "<Parameters/>", 400, "BAD_REQUEST", "Request body is not valid JSON"),
        RequestFault("2 another resource", #"{"resourceType": "Patient"}"#, 422, "INVALID_RESOURCE", "Parameters"),
        RequestFault("2 an array", "[]", 422, "INVALID_RESOURCE", "Parameters"),
        RequestFault(
            "3 the number twice in one object", Consumer.body("9999999999\", \"value\": \"9000000033"), 422,
            "INVALID_RESOURCE", "value occurs more than once"),
        RequestFault("3 twice", Consumer.body(full, resolved, resolved), 422, "INVALID_RESOURCE", "includeAllergies"),
        RequestFault(
            "4 both filters",
            Consumer.body(
                full,
                #"{"name": "includeConsultations", "part": [{"name": "consultationSearchPeriod", "valuePeriod": {"start": "2020-01-01"}}, {"name": "includeNumberOfMostRecent", "valuePositiveInt": 2}]}"#
            ),
            422, "INVALID_RESOURCE", "mutually exclusive"),
        RequestFault("5 empty", Consumer.parameterBody([]), 422, "INVALID_PARAMETER", "No recognised parameters"),
        RequestFault(
            "5 unknown only", Consumer.parameterBody([#"{"name": "x"}"#]), 422, "INVALID_PARAMETER", "No recognised"),
        RequestFault("6 no number", Consumer.parameterBody([resolved]), 422, "INVALID_PARAMETER", "patientNHSNumber"),
        RequestFault(
            "7 another type",
            Consumer.parameterBody([#"{"name": "patientNHSNumber", "valueString": "9000000033"}"#]), 422,
            "INVALID_PARAMETER", "valueIdentifier"),
        RequestFault("8 no system", number(nil, full), 400, "INVALID_IDENTIFIER_SYSTEM", "patientNHSNumber.system"),
        RequestFault(
            "8 another system", number("https://x", full), 400, "INVALID_IDENTIFIER_SYSTEM", "patientNHSNumber.system"),
        RequestFault("9 empty", number(system, ""), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault("9 missing", number(system, nil), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault("9 short", number(system, "900000003"), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault("9 check digit", number(system, "9000000034"), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault("9 letters", number(system, "hello"), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault("9 spaces", number(system, "900 000 0033"), 400, "INVALID_NHS_NUMBER", "patientNHSNumber"),
        RequestFault(
            "10 mandatory part", Consumer.body(full, #"{"name": "includeAllergies"}"#), 422, "INVALID_PARAMETER",
            "includeAllergies.includeResolvedAllergies is missing"),
        RequestFault(
            "11 no boolean",
            Consumer.body(full, part("includeAllergies", "includeResolvedAllergies", #""valueString": "true""#)), 422,
            "INVALID_PARAMETER", "must be a boolean"),
        RequestFault(
            "12 no value",
            Consumer.body(full, part("includeMedication", "medicationSearchFromDate", #""valueDate": """#)), 422,
            "INVALID_PARAMETER", "has no value"),
        RequestFault(
            "13 partial date",
            Consumer.body(full, part("includeMedication", "medicationSearchFromDate", #""valueDate": "2014-02""#)), 422,
            "INVALID_PARAMETER", "is not a whole date"),
        RequestFault(
            "14 future",
            Consumer.body(full, part("includeMedication", "medicationSearchFromDate", #""valueDate": "2024-09-16""#)),
            422, "INVALID_PARAMETER", "in the future"),
        RequestFault(
            "15 future end",
            Consumer.body(
                full, part("includeReferrals", "referralSearchPeriod", #""valuePeriod": {"end": "2024-09-16"}"#)),
            422, "INVALID_PARAMETER", ".end is in the future"),
        RequestFault(
            "16 start after end",
            Consumer.body(
                full,
                part(
                    "includeReferrals", "referralSearchPeriod",
                    #""valuePeriod": {"start": "2024-06-01", "end": "2024-05-01"}"#)),
            422, "INVALID_PARAMETER", ".start is after .end"),
        RequestFault(
            "17 past",
            Consumer.body(full, part("includeDiaryEntries", "diaryEntriesSearchDate", #""valueDate": "2024-09-14""#)),
            422, "INVALID_PARAMETER", "in the past"),
        RequestFault(
            "18 status", Consumer.body(full, part("includeProblems", "filterStatus", #""valueCode": "resolved""#)), 422,
            "INVALID_PARAMETER", "includeProblems.filterStatus"),
        RequestFault(
            "19 zero",
            Consumer.body(full, part("includeConsultations", "includeNumberOfMostRecent", #""valuePositiveInt": 0"#)),
            422, "INVALID_PARAMETER", "includeNumberOfMostRecent"),
        RequestFault(
            "20 combination",
            Consumer.body(
                full, #"{"name": "includeConsultations"}"#,
                part("includeImmunisations", "includeNotGiven", #""valueBoolean": false"#)),
            422, "INVALID_PARAMETER", "may not be combined"),
        RequestFault("21 unknown patient", Consumer.body("9999999999"), 404, "PATIENT_NOT_FOUND", nil),
        RequestFault(
            "error before warning",
            Consumer.body(full, #"{"name": "includeAllergies", "part": [{"name": "rubbish"}]}"#), 422,
            "INVALID_PARAMETER", "includeResolvedAllergies"),
        RequestFault(
            "patient before warning", Consumer.body("9999999999", #"{"name": "x"}"#), 404, "PATIENT_NOT_FOUND", nil),
        RequestFault(
            "parameters before patient", Consumer.body("9999999999", #"{"name": "includeAllergies"}"#), 422,
            "INVALID_PARAMETER", "includeAllergies.includeResolvedAllergies"),
    ]

    static let warnings: [(parameter: String, names: [String])] = [
        (#"{"name": "includeCarePlans", "part": [{"name": "x", "valueString": "y"}]}"#, ["includeCarePlans"]),
        (#"{"name": "consultationSearchPeriod"}"#, ["consultationSearchPeriod"]),
        (#"{"name": "IncludeAllergies"}"#, ["IncludeAllergies"]),
        (
            part("includeMedication", "filterPrescriptionType", #""valueCode": "repeat""#),
            ["includeMedication.filterPrescriptionType"]
        ),
        (
            part("includeProblems", "filterSignificance", #""valueCode": "minor""#),
            ["includeProblems.filterSignificance"]
        ),
        (#"{"name": "a"}, {"name": "b"}, {"name": "c"}"#, ["a", "b", "c"]),
    ]
}

/// docs/spec/parameters.md sections 5 and 6 over the provider; the request's own tables are tested with its reader.
@Suite("structured record")
struct StructuredRecordTests {
    @Test("faults", arguments: RequestCases.faults)
    func faults(fault: RequestFault) throws {
        let outcome = try Practice.full().outcome(Consumer.structured(fault.body))
        #expect(outcome.status == fault.status)
        #expect(outcome.resourceType == "OperationOutcome")
        #expect(outcome.code == fault.code)
        #expect(OperationOutcome(outcome.json).issues.count == 1)
        #expect(outcome.issue?.severity == "error")
        #expect(outcome.issue?.spineDisplay == SpineErrorCode.known(fault.code)?.display)
        #expect(outcome.issue?.code == SpineErrorCode.known(fault.code)?.issueType)
        #expect(outcome.issue?.details?.codings.first?.system == CodeSystem.spineError)
        if let diagnostics = fault.diagnostics {
            #expect(outcome.issue?.diagnostics?.contains(diagnostics) == true)
        } else {
            #expect(outcome.issue?.diagnostics == nil)
        }
    }

    @Test("the transport is judged before the body, the body before the patient")
    func order() throws {
        let provider = try Practice.full()
        let badBody = Consumer.structured("{")
        #expect(try provider.outcome(badBody.with("Ssp-From", nil)).issue?.diagnostics == "Ssp-From is missing")
        let device = Consumer.claims(scope: "patient/*.read").map {
            $0.name == "requesting_device" ? ($0.name, "{}") : $0
        }
        #expect(try provider.outcome(badBody.with(claims: device)).code == "INVALID_RESOURCE")
        #expect(try provider.outcome(badBody.with("Accept", "text/xml").with("Ssp-From", nil)).status == 415)
    }

    @Test("the patient alone gives the administrative resources")
    func patientOnly() throws {
        let outcome = try Practice.full().outcome(Consumer.structured(Consumer.body(Practice.full)))
        #expect(outcome.status == 200)
        #expect(outcome.json["type"]?.string == "collection")
        #expect(
            outcome.json["meta"]?.all("profile").first?.string
                == "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1")
        #expect(outcome.ids("Patient") == ["patient-1"])
        #expect(outcome.resources.allSatisfy { $0["resourceType"]?.string != "List" })
        #expect(outcome.resources.allSatisfy { $0["resourceType"]?.string != "OperationOutcome" })
    }

    @Test("the answer is the evaluation of the served record, byte for byte")
    func sameAsEvaluation() throws {
        let body = Consumer.body(Practice.full, RequestCases.resolved, #"{"name": "includeMedication"}"#)
        let provider = try Practice.full()
        let answer = provider.answer(Consumer.structured(body), now: Consumer.now)
        let number = try #require(NHSNumber(Practice.full))
        let source = try #require(provider.directory.patient(nhsNumber: number)).source
        let reading = try RequestReader(today: Practice.clock.today, origin: .http).read(bytes: Array(body.utf8))
        let evaluation = Evaluator.evaluate(source, reading, clock: Practice.clock, traceID: Consumer.traceID)
        #expect(answer.response.body == BundleWriter.bytes(evaluation))
    }

    @Test("without a set clock the moment of the request is today")
    func movingClock() throws {
        let provider = try Practice.full { $0.clock = nil }
        let day = RequestCases.part("includeMedication", "medicationSearchFromDate", #""valueDate": "2024-09-15""#)
        let request = Consumer.structured(Consumer.body(Practice.full, day))
        #expect(try provider.outcome(request).status == 200)
        let earlier = Consumer.now - 86_400
        let token = Consumer.claims(scope: "patient/*.read", now: earlier)
        #expect(try provider.outcome(request.with(claims: token), now: earlier).code == "INVALID_PARAMETER")
    }

    @Test("what is not known is a warning in a successful Bundle", arguments: RequestCases.warnings)
    func warnings(parameter: String, names: [String]) throws {
        let outcome = try Practice.full().outcome(Consumer.structured(Consumer.body(Practice.full, parameter)))
        #expect(outcome.status == 200)
        let outcomes = outcome.resources.filter { $0["resourceType"]?.string == "OperationOutcome" }
        #expect(outcomes.count == 1)
        let issues = OperationOutcome(try #require(outcomes.first)).issues
        #expect(issues.map(\.diagnostics) == names)
        #expect(issues.map(\.text) == names.map { "\($0) is an unrecognised parameter" })
        #expect(issues.allSatisfy { $0.spineCode == "NOT_IMPLEMENTED" && $0.severity == "warning" })
    }
}
