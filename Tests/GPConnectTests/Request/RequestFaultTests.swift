import FHIR
import GPConnect
import Testing

/// docs/spec/parameters.md section 5: each row that a body can cause, with its exact outcome.
@Suite("Faults of a request")
struct RequestFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let row: Int
        let body: String
        let diagnostics: String

        init(_ row: Int, _ body: String, _ diagnostics: String) {
            self.row = row
            self.body = body
            self.diagnostics = diagnostics
        }

        var testDescription: String { "row \(row): \(diagnostics)" }
    }

    private typealias S = RequestSupport

    @Test("Each row of the table has its exact outcome", arguments: cases)
    func rowHasItsOutcome(expected: Case) throws {
        let row = try #require(
            try SpecificationRows.cells(in: "parameters.md", section: "5").first { $0[0] == "\(expected.row)" })
        let fault = try #require(S.fault(expected.body))
        #expect("\(fault.httpStatus)" == row[2])
        #expect(fault.code.issueType == row[3])
        #expect(fault.code.code == row[4])
        #expect(fault.code.display == row[5])
        #expect(fault.diagnostics == expected.diagnostics)
    }

    @Test("A fault is written as an OperationOutcome with one error issue")
    func faultIsWritten() throws {
        let fault = try #require(S.fault(S.body(S.area("includeAllergies"))))
        let outcome = OperationOutcome(try JSONDocument(bytes: fault.json.bytes).root)
        let issue = try #require(outcome.issues.first)
        #expect(outcome.issues.count == 1)
        #expect(issue.severity == "error")
        #expect(issue.code == "invalid")
        #expect(issue.details?.codings.first?.system == CodeSystem.spineError)
        #expect(issue.spineCode == "INVALID_PARAMETER")
        #expect(issue.spineDisplay == "Invalid parameter")
        #expect(issue.diagnostics == "includeAllergies.includeResolvedAllergies is missing")
    }

    static let cases: [Case] = shape + patient + values + dates + combinations

    private static let shape: [Case] = [
        Case(1, "{", "Request body is not valid JSON"),
        Case(1, "", "Request body is not valid JSON"),
        Case(2, #"{"resourceType":"Bundle"}"#, "Request body is not a Parameters resource"),
        Case(2, "[]", "Request body is not a Parameters resource"),
        Case(2, #"{"resourceType":"Parameters","parameter":{}}"#, "Request body is not a Parameters resource"),
        Case(2, #"{"resourceType":"Parameters","parameter":["x"]}"#, "Request body is not a Parameters resource"),
        Case(2, S.body(all: [#"{"valueDate":"2024-01-01"}"#]), "Request body is not a Parameters resource"),
        Case(
            3, S.body(S.area("includeMedication"), S.area("includeMedication")),
            "includeMedication occurs more than once"),
        Case(3, S.body(S.nhsNumber), "patientNHSNumber occurs more than once"),
        Case(
            3, #"{"resourceType":"Parameters","parameter":[],"parameter":[{"name":"includeMedication"}]}"#,
            "parameter occurs more than once in one object"),
        Case(
            3, S.body(#"{"name":"includeMedication","name":"includeProblems"}"#),
            "name occurs more than once in one object"),
        Case(
            3,
            S.body(
                S.area(
                    "includeMedication", S.part("includePrescriptionIssues", #""valueBoolean":true"#),
                    S.part("includePrescriptionIssues", #""valueBoolean":false"#))),
            "includeMedication.includePrescriptionIssues occurs more than once"),
        Case(
            3, S.body(#"{"name":"includeProblems","valueBoolean":true,"part":[]}"#),
            "includeProblems has both a value and parts"),
        Case(3, S.body(#"{"name":"includeProblems","valueBoolean":true}"#), "includeProblems takes parts, not a value"),
        Case(
            3,
            S.body(
                S.area(
                    "includeMedication",
                    S.part("medicationSearchFromDate", #""valueDate":"2024-01-01","valueCode":"x""#))
            ), "includeMedication.medicationSearchFromDate has more than one value"),
        Case(
            4,
            S.body(
                S.area(
                    "includeConsultations", S.period("consultationSearchPeriod", "2024-01-01", nil),
                    S.part("includeNumberOfMostRecent", #""valuePositiveInt":3"#))),
            "consultationSearchPeriod and includeNumberOfMostRecent are mutually exclusive"),
        Case(5, S.body(all: []), "No recognised parameters"),
        Case(5, #"{"resourceType":"Parameters"}"#, "No recognised parameters"),
        Case(5, S.body(S.area("includeCarePlans"), patient: nil), "No recognised parameters"),
    ]

    private static let patient: [Case] =
        [
            Case(6, S.body(S.area("includeProblems"), patient: nil), "patientNHSNumber is missing"),
            Case(
                7, S.body(patient: #"{"name":"patientNHSNumber","valueString":"9000000033"}"#),
                "patientNHSNumber must be valueIdentifier"),
            Case(7, S.body(patient: #"{"name":"patientNHSNumber"}"#), "patientNHSNumber must be valueIdentifier"),
            Case(8, S.body(patient: S.patient(#""value":"9000000033""#)), "patientNHSNumber.system"),
            Case(
                8, S.body(patient: S.patient(#""system":"https://fhir.nhs.uk/Id/nhs-numbers","value":"9000000033""#)),
                "patientNHSNumber.system"),
        ]
        + ["", "900000003", "90000000331", "9000000034", "900 000 0033", "900000003X"].map { number in
            Case(
                9, S.body(patient: S.patient(#""system":"https://fhir.nhs.uk/Id/nhs-number","value":"\#(number)""#)),
                "patientNHSNumber")
        }

    private static let values: [Case] =
        [
            Case(10, S.body(S.area("includeAllergies")), "includeAllergies.includeResolvedAllergies is missing"),
            Case(
                10, S.body(S.area("includeAllergies", S.part("includePrescriptionIssues", #""valueBoolean":true"#))),
                "includeAllergies.includeResolvedAllergies is missing"),
            Case(
                11, S.body(S.area("includeAllergies", S.part("includeResolvedAllergies", #""valueString":"true""#))),
                "includeAllergies.includeResolvedAllergies must be a boolean"),
            Case(
                11,
                S.body(S.area("includeMedication", S.part("includePrescriptionIssues", #""valueDate":"2024-01-01""#))),
                "includeMedication.includePrescriptionIssues must be a boolean"),
            Case(
                12, S.body(S.area("includeAllergies", #"{"name":"includeResolvedAllergies"}"#)),
                "includeAllergies.includeResolvedAllergies has no value"),
            Case(
                12, S.body(S.area("includeMedication", S.date("medicationSearchFromDate", ""))),
                "includeMedication.medicationSearchFromDate has no value"),
            Case(
                12, S.body(S.area("includeMedication", S.part("medicationSearchFromDate", #""valueDate":null"#))),
                "includeMedication.medicationSearchFromDate has no value"),
            Case(
                12, S.body(S.area("includeReferrals", S.period("referralSearchPeriod", nil, nil))),
                "includeReferrals.referralSearchPeriod has no value"),
            Case(
                12, S.body(S.area("includeReferrals", S.period("referralSearchPeriod", "2024-01-01", ""))),
                "includeReferrals.referralSearchPeriod.end has no value"),
            Case(
                12,
                S.body(S.area("includeReferrals", S.part("referralSearchPeriod", #""valuePeriod":{"start":null}"#))),
                "includeReferrals.referralSearchPeriod.start has no value"),
            Case(
                18, S.body(S.area("includeProblems", S.part("filterStatus", #""valueCode":"HIGH""#))),
                "includeProblems.filterStatus: HIGH"),
            Case(
                18, S.body(S.area("includeProblems", S.part("filterStatus", #""valueCode":"resolved""#))),
                "includeProblems.filterStatus: resolved"),
            Case(
                18, S.body(S.area("includeProblems", S.part("filterStatus", #""valueCode":"null""#))),
                "includeProblems.filterStatus: null"),
        ]
        + ["0", "-1", "1.5", "3000000000"].map { number in
            Case(
                19,
                S.body(
                    S.area(
                        "includeConsultations", S.part("includeNumberOfMostRecent", #""valuePositiveInt":\#(number)"#))),
                "includeConsultations.includeNumberOfMostRecent: \(number) is not a positive integer")
        } + [
            Case(
                19,
                S.body(S.area("includeConsultations", S.part("includeNumberOfMostRecent", #""valueString":"3""#))),
                "includeConsultations.includeNumberOfMostRecent: 3 is not a positive integer")
        ]

    private static let notWholeDates = [
        "2014", "2014-02", "2015-10-23T11:08:32", "2015-10-23T11:08:32+00:00", "X2014", "2023-02-29", "2023-13-01",
    ]

    private static let dates: [Case] =
        notWholeDates.map { text in
            Case(
                13, S.body(S.area("includeMedication", S.date("medicationSearchFromDate", text))),
                "includeMedication.medicationSearchFromDate: \(text) is not a whole date")
        }
        + notWholeDates.map { text in
            Case(
                13, S.body(S.area("includeInvestigations", S.period("investigationSearchPeriod", nil, text))),
                "includeInvestigations.investigationSearchPeriod.end: \(text) is not a whole date")
        } + [
            Case(
                14, S.body(S.area("includeMedication", S.date("medicationSearchFromDate", "2024-09-16"))),
                "includeMedication.medicationSearchFromDate is in the future"),
            Case(
                15,
                S.body(S.area("includeConsultations", S.period("consultationSearchPeriod", "2024-09-16", nil))),
                "includeConsultations.consultationSearchPeriod.start is in the future"),
            Case(
                15,
                S.body(
                    S.area("includeUncategorisedData", S.period("uncategorisedDataSearchPeriod", nil, "2024-09-16"))),
                "includeUncategorisedData.uncategorisedDataSearchPeriod.end is in the future"),
            Case(
                16,
                S.body(S.area("includeReferrals", S.period("referralSearchPeriod", "2024-06-01", "2024-05-01"))),
                "includeReferrals.referralSearchPeriod.start is after .end (2024-06-01 > 2024-05-01)"),
            Case(
                17, S.body(S.area("includeDiaryEntries", S.date("diaryEntriesSearchDate", "2024-09-14"))),
                "includeDiaryEntries.diaryEntriesSearchDate is in the past"),
        ]

    private static let combinations: [Case] = [
        Case(
            20,
            S.body(
                S.area("includeConsultations"),
                S.area("includeMedication", S.date("medicationSearchFromDate", "2024-01-01"))),
            "medicationSearchFromDate may not be combined with includeConsultations")
    ]
}
