import FHIR

/// A named request to begin from: the predefined searches and the examples of the specification
/// (docs/spec/parameters.md sections 7 and 8).
package struct RequestPreset: Sendable {
    package let name: String
    package let request: StructuredRecordRequest

    package static func all(today: CivilDate) -> [RequestPreset] {
        [
            RequestPreset(name: "Full record", request: .fullRecord),
            RequestPreset(
                name: "Predefined: recent care", request: PredefinedSearch.recentCare.request(today: today)),
            RequestPreset(
                name: "Predefined: recent care with immunisations and uncategorised data",
                request: PredefinedSearch.recentCareWithImmunisations.request(today: today)),
            RequestPreset(name: "Last year, every filter", request: everyFilter(today)),
            RequestPreset(name: "Consultations of the last year, all problems", request: consultations(today)),
            RequestPreset(name: "Active problems", request: activeProblems),
            RequestPreset(name: "Allergies and medication", request: allergiesAndMedication),
        ]
    }

    /// Everything that may legally be combined with filters: no consultations, no problems.
    private static func everyFilter(_ today: CivilDate) -> StructuredRecordRequest {
        let year = SearchPeriod(start: today.adding(days: -365), end: today)
        var request = StructuredRecordRequest()
        request.allergies = .init(includeResolved: true)
        request.medication = .init(includePrescriptionIssues: true, searchFromDate: year.start)
        request.immunisations = .init(includeNotGiven: true, includeStatus: false)
        request.uncategorised = .init(searchPeriod: year)
        request.investigations = .init(searchPeriod: SearchPeriod(start: year.start, end: nil))
        request.referrals = .init(searchPeriod: SearchPeriod(start: nil, end: today))
        request.diary = .init(searchDate: today.adding(days: 365))
        return request
    }

    private static func consultations(_ today: CivilDate) -> StructuredRecordRequest {
        let start = today.adding(days: -365)
        var request = StructuredRecordRequest()
        request.consultations = .init(searchPeriod: SearchPeriod(start: start, end: today))
        request.problems = .init()
        request.investigations = .init(searchPeriod: SearchPeriod(start: start, end: nil))
        return request
    }

    private static let activeProblems: StructuredRecordRequest = {
        var request = StructuredRecordRequest()
        request.problems = .init(filterStatus: "active")
        return request
    }()

    private static let allergiesAndMedication: StructuredRecordRequest = {
        var request = StructuredRecordRequest()
        request.allergies = .init(includeResolved: true)
        request.medication = .init()
        return request
    }()
}
