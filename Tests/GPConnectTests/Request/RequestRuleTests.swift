import FHIR
import GPConnect
import Testing

/// docs/spec/parameters.md sections 3, 4, 6 and 7, and the order of checks (docs/spec/README.md question Q14).
@Suite("Rules of a request")
struct RequestRuleTests {
    private typealias S = RequestSupport

    // MARK: Values that are allowed

    @Test(
        "Today is neither future nor past, equal ends and one-sided periods are valid",
        arguments: [
            S.area("includeMedication", S.date("medicationSearchFromDate", "2024-09-15")),
            S.area("includeDiaryEntries", S.date("diaryEntriesSearchDate", "2024-09-15")),
            S.area("includeReferrals", S.period("referralSearchPeriod", "2024-09-15", "2024-09-15")),
            S.area("includeReferrals", S.period("referralSearchPeriod", "2024-01-01", nil)),
            S.area("includeReferrals", S.period("referralSearchPeriod", nil, "2024-01-01")),
            S.area("includeConsultations", S.part("includeNumberOfMostRecent", #""valuePositiveInt":1"#)),
            S.area("includeMedication"), S.area("includeProblems"), S.area("includeImmunisations"),
        ])
    func valueIsAllowed(parameter: String) throws {
        #expect(try S.read(S.body(parameter)).warnings.isEmpty)
    }

    @Test("The number alone is a valid request that asks for nothing")
    func numberAlone() throws {
        let reading = try S.read(S.body())
        #expect(reading.request.asksForNothing)
        #expect(reading.request.nhsNumber == "9000000033")
    }

    // MARK: Forbidden combinations

    struct Pair: Sendable, CustomTestStringConvertible {
        let part: String
        let parameter: String
        let json: String
        let other: String
        let isForbidden: Bool
        var testDescription: String { "\(part) with \(other)" }
    }

    static let filters: [(parameter: String, part: String, json: String, forbidden: [String])] = [
        ("includeMedication", "medicationSearchFromDate", #""valueDate":"2024-01-01""#, both),
        ("includeMedication", "includePrescriptionIssues", #""valueBoolean":false"#, []),
        ("includeUncategorisedData", "uncategorisedDataSearchPeriod", #""valuePeriod":{"start":"2024-01-01"}"#, both),
        ("includeReferrals", "referralSearchPeriod", #""valuePeriod":{"start":"2024-01-01"}"#, both),
        ("includeInvestigations", "investigationSearchPeriod", #""valuePeriod":{"start":"2024-01-01"}"#, []),
        ("includeDiaryEntries", "diaryEntriesSearchDate", #""valueDate":"2025-01-01""#, both),
        ("includeImmunisations", "includeNotGiven", #""valueBoolean":false"#, both),
        ("includeImmunisations", "includeStatus", #""valueBoolean":true"#, both),
        ("includeProblems", "filterStatus", #""valueCode":"active""#, ["includeConsultations"]),
        ("includeAllergies", "includeResolvedAllergies", #""valueBoolean":true"#, []),
    ]
    private static let both = ["includeConsultations", "includeProblems"]

    static let pairs: [Pair] = filters.flatMap { filter in
        both.filter { $0 != filter.parameter }.map { other in
            Pair(
                part: filter.part, parameter: filter.parameter, json: filter.json, other: other,
                isForbidden: filter.forbidden.contains(other))
        }
    }

    @Test("Each filter beside consultations and problems, before and after them", arguments: pairs)
    func combination(pair: Pair) throws {
        let filtered = S.area(pair.parameter, S.part(pair.part, pair.json))
        for body in [S.body(filtered, S.area(pair.other)), S.body(S.area(pair.other), filtered)] {
            let fault = S.fault(body)
            guard pair.isForbidden else {
                #expect(fault == nil)
                continue
            }
            #expect(fault?.code == .invalidParameter)
            #expect(fault?.diagnostics == "\(pair.part) may not be combined with \(pair.other)")
        }
    }

    @Test("A problem filter may stand with problems alone, and consultation filters with problems")
    func allowedTogether() throws {
        #expect(S.fault(S.body(S.area("includeProblems", S.part("filterStatus", #""valueCode":"inactive""#)))) == nil)
        let consultations = S.area("includeConsultations", S.period("consultationSearchPeriod", "2024-01-01", nil))
        #expect(S.fault(S.body(consultations, S.area("includeProblems"))) == nil)
    }

    // MARK: Order of checks

    static let orders: [(body: String, code: SpineErrorCode, diagnostics: String)] = [
        // Structure before the number.
        (
            S.body(S.area("includeProblems"), S.area("includeProblems"), patient: nil), .invalidResource,
            "includeProblems occurs more than once"
        ),
        // The number before values.
        (
            S.body(S.area("includeAllergies"), patient: #"{"name":"patientNHSNumber","valueString":"x"}"#),
            .invalidParameter, "patientNHSNumber must be valueIdentifier"
        ),
        // Values in the body's order.
        (
            S.body(S.area("includeAllergies"), S.area("includeMedication", S.date("medicationSearchFromDate", "2014"))),
            .invalidParameter, "includeAllergies.includeResolvedAllergies is missing"
        ),
        (
            S.body(S.area("includeMedication", S.date("medicationSearchFromDate", "2014")), S.area("includeAllergies")),
            .invalidParameter, "includeMedication.medicationSearchFromDate: 2014 is not a whole date"
        ),
        // A forbidden combination before the exclusive filters that stand later.
        (
            S.body(
                S.area("includeMedication", S.date("medicationSearchFromDate", "2024-01-01")), bothConsultationFilters),
            .invalidParameter, "medicationSearchFromDate may not be combined with includeConsultations"
        ),
        (
            S.body(
                bothConsultationFilters, S.area("includeMedication", S.date("medicationSearchFromDate", "2024-01-01"))),
            .invalidResource, "consultationSearchPeriod and includeNumberOfMostRecent are mutually exclusive"
        ),
        // An unknown part does not hide a missing mandatory one.
        (
            S.body(S.area("includeAllergies", S.part("x", #""valueBoolean":true"#))), .invalidParameter,
            "includeAllergies.includeResolvedAllergies is missing"
        ),
    ]

    private static let bothConsultationFilters = S.area(
        "includeConsultations", S.period("consultationSearchPeriod", "2024-01-01", nil),
        S.part("includeNumberOfMostRecent", #""valuePositiveInt":3"#))

    @Test("The first fault wins", arguments: orders.indices)
    func firstFaultWins(index: Int) {
        let expected = Self.orders[index]
        let fault = S.fault(expected.body)
        #expect(fault?.code == expected.code)
        #expect(fault?.diagnostics == expected.diagnostics)
    }

    // MARK: Warnings

    static let unknown: [(parameter: String, warnings: [String])] = [
        (S.area("includeCarePlans"), ["includeCarePlans"]),
        (
            S.area("includeCarePlans", S.part("a", #""valueBoolean":true"#), S.part("b", #""valueBoolean":true"#)),
            ["includeCarePlans"]
        ),
        (S.area("includemedication"), ["includemedication"]),
        (S.area("includeImmunizations"), ["includeImmunizations"]),
        (
            S.area("includeMedication", S.part("filterPrescriptionType", #""valueCode":"acute""#)),
            ["includeMedication.filterPrescriptionType"]
        ),
        (
            S.area("includeProblems", S.part("filterSignificance", #""valueCode":"major""#)),
            ["includeProblems.filterSignificance"]
        ),
        (
            S.area(
                "includeAllergies", S.part("includeResolvedAllergies", #""valueBoolean":false"#),
                S.part("includePrescriptionIssues", #""valueBoolean":true"#)),
            ["includeAllergies.includePrescriptionIssues"]
        ),
        (S.period("consultationSearchPeriod", "2024-01-01", nil), ["consultationSearchPeriod"]),
        (
            S.area("includeX") + "," + S.area("includeY") + "," + S.area("includeX"),
            ["includeX", "includeY", "includeX"]
        ),
    ]

    @Test("What is not known is warned about at the least granular level", arguments: unknown.indices)
    func unknownIsWarnedAbout(index: Int) throws {
        let expected = Self.unknown[index]
        let warnings = try S.read(S.body(expected.parameter)).warnings
        #expect(warnings.map(\.diagnostics) == expected.warnings)
        #expect(warnings.map(\.text) == expected.warnings.map { "\($0) is an unrecognised parameter" })
    }

    @Test("A warning is a not-supported issue with the Spine code NOT_IMPLEMENTED")
    func warningIsWritten() throws {
        let warning = try #require(try S.read(S.body(S.area("includeCarePlans"))).warnings.first)
        let issue = OperationOutcome.Issue(try JSONDocument(bytes: warning.json.bytes).root)
        #expect(issue.severity == "warning")
        #expect(issue.code == "not-supported")
        #expect(issue.spineCode == "NOT_IMPLEMENTED")
        #expect(issue.spineDisplay == "Not implemented")
        #expect(issue.text == "includeCarePlans is an unrecognised parameter")
        #expect(issue.diagnostics == "includeCarePlans")
    }

    // MARK: Evaluation of a source

    static let origins: [(patient: RequestReader.SourcePatient, number: String?, code: SpineErrorCode?)] = [
        (.present(nhsNumber: "9000000033"), nil, nil),
        (.present(nhsNumber: "9000000033"), "9000000033", nil),
        (.present(nhsNumber: "1234567890"), "1234567890", nil),
        (.present(nhsNumber: "9000000033"), "1234567890", .invalidNHSNumber),
        (.present(nhsNumber: "9000000033"), "9990001014", .patientNotFound),
        (.present(nhsNumber: nil), "9000000033", .patientNotFound),
        (.absent, "9000000033", nil),
        (.absent, "1234567890", .invalidNHSNumber),
    ]

    @Test("The patient of an evaluation is the source's", arguments: origins.indices)
    func evaluationPatient(index: Int) {
        let expected = Self.origins[index]
        let patient = expected.number.map {
            S.patient(#""system":"https://fhir.nhs.uk/Id/nhs-number","value":"\#($0)""#)
        }
        let body = S.body(S.area("includeProblems"), patient: patient)
        #expect(S.fault(body, origin: .evaluation(source: expected.patient))?.code == expected.code)
    }

    @Test("An evaluation may ask for nothing, but not for nothing it knows")
    func emptyEvaluation() throws {
        let origin = RequestReader.Origin.evaluation(source: .absent)
        #expect(try S.read(S.body(all: []), origin: origin).request.asksForNothing)
        #expect(
            S.fault(S.body(S.area("includeX"), patient: nil), origin: origin)?.diagnostics == "No recognised parameters"
        )
    }
}
