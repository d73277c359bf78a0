import FHIR
import GPConnect
import Testing

/// The forms of a request: predefined searches, bodies written and read again, command options.
@Suite("Forms of a request")
struct RequestFormTests {
    private typealias S = RequestSupport

    static let short = [
        S.area("includeConsultations", S.part("includeNumberOfMostRecent", #""valuePositiveInt":3"#)),
        S.area("includeProblems"),
        S.area("includeAllergies", S.part("includeResolvedAllergies", #""valueBoolean":true"#)),
        S.area("includeMedication", S.date("medicationSearchFromDate", "2023-09-16")),
    ]
    static let long = short + [S.area("includeImmunisations"), S.area("includeUncategorisedData")]

    @Test("The two predefined searches are exempt in any order")
    func predefinedSearches() throws {
        for (parameters, search) in [
            (Self.short, PredefinedSearch.recentCare), (Self.long, .recentCareWithImmunisations),
        ] {
            for body in [parameters, parameters.reversed()] {
                let reading = try S.read(S.body(all: [S.nhsNumber] + body))
                #expect(reading.predefined == search)
                #expect(reading.notes.isEmpty)
            }
        }
    }

    @Test("Another date is accepted and remarked on")
    func predefinedSearchWithAnotherDate() throws {
        var parameters = Self.short
        parameters[3] = S.area("includeMedication", S.date("medicationSearchFromDate", "2023-01-01"))
        let reading = try S.read(S.body(all: [S.nhsNumber] + parameters))
        #expect(reading.predefined == .recentCare)
        #expect(
            reading.notes == [
                "predefined search: medicationSearchFromDate is 2023-01-01; one year before today is 2023-09-16"
            ])
    }

    /// Each change makes the body none of the predefined searches, so that section 4 applies.
    static let changes: [@Sendable (inout [String]) -> Void] = [
        { $0[0] = S.area("includeConsultations", S.part("includeNumberOfMostRecent", #""valuePositiveInt":4"#)) },
        { $0[0] = S.area("includeConsultations") },
        { $0.remove(at: 2) },
        { $0[2] = S.area("includeAllergies", S.part("includeResolvedAllergies", #""valueBoolean":false"#)) },
        {
            $0[3] = S.area(
                "includeMedication", S.date("medicationSearchFromDate", "2023-09-16"),
                S.part("includePrescriptionIssues", #""valueBoolean":true"#))
        },
        { $0.append(S.area("includeReferrals")) },
        { $0.append(S.area("includeImmunisations")) },
        { $0.append(S.area("includeCarePlans")) },
    ]

    @Test("Anything more or less is no predefined search", arguments: changes.indices)
    func changedSearch(index: Int) {
        var parameters = Self.short
        Self.changes[index](&parameters)
        #expect(
            S.fault(S.body(all: [S.nhsNumber] + parameters))?.diagnostics
                == "medicationSearchFromDate may not be combined with includeConsultations")
    }

    @Test("A predefined search with a bad date is a bad date")
    func predefinedSearchWithBadDate() {
        var parameters = Self.short
        parameters[3] = S.area("includeMedication", S.date("medicationSearchFromDate", "2024-09-16"))
        #expect(
            S.fault(S.body(all: [S.nhsNumber] + parameters))?.diagnostics
                == "includeMedication.medicationSearchFromDate is in the future")
    }

    @Test("Every preset is valid, and what is written is read again as it was")
    func presetsAreValid() throws {
        for preset in RequestPreset.all(today: S.today) {
            var request = preset.request
            request.nhsNumber = "9000000033"
            let reading = try RequestReader(today: S.today, origin: .http).read(bytes: request.body.bytes)
            #expect(reading.request == request)
            #expect(reading.warnings.isEmpty)
        }
    }

    @Test("The full record is every area, ended allergies in, no other part")
    func fullRecord() {
        let request = StructuredRecordRequest.fullRecord
        #expect(ParameterTable.areas.allSatisfy { $0.isPresent(in: request) })
        let given = ParameterTable.areas.flatMap { area in area.parts.filter { $0.value(in: request) != nil } }
        #expect(given.map(\.name) == ["includeResolvedAllergies"])
        #expect(request.allergies?.includeResolved == true)
    }

    static let optionCases: [(options: [RequestOptions.Option], body: String)] = [
        (
            [.init("include-medication"), .init("medication-search-from-date", "2024-01-15")],
            S.body(S.area("includeMedication", S.date("medicationSearchFromDate", "2024-01-15")), patient: nil)
        ),
        (
            [.init("include-allergies"), .init("include-resolved-allergies", "false")],
            S.body(
                S.area("includeAllergies", S.part("includeResolvedAllergies", #""valueBoolean":false"#)), patient: nil)
        ),
        (
            [.init("include-consultations"), .init("consultation-search-period", "2024-01-01/")],
            S.body(
                S.area("includeConsultations", S.period("consultationSearchPeriod", "2024-01-01", nil)), patient: nil)
        ),
        (
            [.init("include-consultations"), .init("include-number-of-most-recent", "5")],
            S.body(
                S.area("includeConsultations", S.part("includeNumberOfMostRecent", #""valuePositiveInt":5"#)),
                patient: nil)
        ),
        (
            [.init("include-uncategorised-data"), .init("uncategorised-data-search-period", "/2024-01-31")],
            S.body(
                S.area("includeUncategorisedData", S.period("uncategorisedDataSearchPeriod", nil, "2024-01-31")),
                patient: nil)
        ),
        (
            [.init("include-problems"), .init("filter-status", "active")],
            S.body(S.area("includeProblems", S.part("filterStatus", #""valueCode":"active""#)), patient: nil)
        ),
        ([], S.body(patient: nil)),
    ]

    @Test("Options mean what a body means", arguments: optionCases.indices)
    func optionsAreABody(index: Int) throws {
        let reader = RequestReader(today: S.today, origin: .evaluation(source: .absent))
        let (options, body) = Self.optionCases[index]
        #expect(try reader.read(bytes: RequestOptions.body(options).bytes) == reader.read(bytes: Array(body.utf8)))
    }

    static let badOptions: [(option: RequestOptions.Option, parent: String, diagnostics: String)] = [
        (
            .init("include-prescription-issues", "yes"), "include-medication",
            "includeMedication.includePrescriptionIssues must be a boolean"
        ),
        (
            .init("medication-search-from-date", "2014"), "include-medication",
            "includeMedication.medicationSearchFromDate: 2014 is not a whole date"
        ),
        (
            .init("referral-search-period", "2024-01-01"), "include-referrals",
            "includeReferrals.referralSearchPeriod must be a Period"
        ),
        (
            .init("referral-search-period", "/"), "include-referrals",
            "includeReferrals.referralSearchPeriod has no value"
        ),
        (
            .init("include-number-of-most-recent", "three"), "include-consultations",
            "includeConsultations.includeNumberOfMostRecent: three is not a positive integer"
        ),
        (.init("filter-status", "Active"), "include-problems", "includeProblems.filterStatus: Active"),
    ]

    @Test("A bad value of an option fails as in a body", arguments: badOptions.indices)
    func badOptionValue(index: Int) throws {
        let (option, parent, diagnostics) = Self.badOptions[index]
        let body = try RequestOptions.body([.init(parent), option])
        let fault = S.fault(String(decoding: body.bytes, as: UTF8.self), origin: .evaluation(source: .absent))
        #expect(fault?.diagnostics == diagnostics)
    }

    @Test("A part without its parameter, an unknown option and full-record beside others are wrong usage")
    func wrongUsage() {
        let wrong: [[RequestOptions.Option]] = [
            [.init("filter-status", "active")], [.init("include-documents")],
            [.init("full-record"), .init("include-problems")],
        ]
        for options in wrong { #expect(throws: RequestOptions.UsageError.self) { try RequestOptions.body(options) } }
    }
}
