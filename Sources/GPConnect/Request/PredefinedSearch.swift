import FHIR

/// The searches over several areas that the specification defines itself and exempts from the forbidden combinations
/// (docs/spec/parameters.md section 7).
package enum PredefinedSearch: String, CaseIterable, Hashable, Sendable {
    case recentCare
    case recentCareWithImmunisations
}

extension PredefinedSearch {
    /// The request on a given day: medication of the last 365 days.
    package func request(today: CivilDate) -> StructuredRecordRequest {
        var request = StructuredRecordRequest()
        request.consultations = .init(mostRecent: 3)
        request.problems = .init()
        request.allergies = .init(includeResolved: true)
        request.medication = .init(searchFromDate: Self.usualDate(today: today))
        if self == .recentCareWithImmunisations {
            request.immunisations = .init()
            request.uncategorised = .init()
        }
        return request
    }

    private static func usualDate(today: CivilDate) -> CivilDate { today.adding(days: -365) }

    /// What a part must hold.
    private enum Expected {
        case text(String)
        case anyValue
    }

    /// What a body must hold, parameter by parameter.
    private var shape: [String: [String: Expected]] {
        var shape: [String: [String: Expected]] = [
            "includeConsultations": ["includeNumberOfMostRecent": .text("3")],
            "includeProblems": [:],
            "includeAllergies": ["includeResolvedAllergies": .text("true")],
            "includeMedication": ["medicationSearchFromDate": .anyValue],
        ]
        if self == .recentCareWithImmunisations {
            shape["includeImmunisations"] = [:]
            shape["includeUncategorisedData"] = [:]
        }
        return shape
    }

    /// The search a body is, whatever the order; anything more or less makes it none.
    static func matching(_ elements: [RequestElement]) -> PredefinedSearch? {
        let areas = elements.filter { $0.name != ParameterTable.patientNHSNumber }
        return allCases.first { search in
            let shape = search.shape
            guard areas.count == shape.count else { return false }
            return areas.allSatisfy { element in
                guard let parts = shape[element.name], element.parts.count == parts.count else { return false }
                return element.parts.allSatisfy { part in matches(part, parts[part.name]) }
            }
        }
    }

    private static func matches(_ part: RequestElement, _ expected: Expected?) -> Bool {
        switch expected {
        case nil: false
        case .anyValue: true
        case .text(let text): part.value.choice("value")?.value.recorded == text
        }
    }

    /// The text of the specification says "last year": any other date is accepted and remarked on.
    static func notes(on request: StructuredRecordRequest, today: CivilDate) -> [String] {
        let usual = usualDate(today: today)
        guard let date = request.medication?.searchFromDate, date != usual else { return [] }
        return ["predefined search: medicationSearchFromDate is \(date); one year before today is \(usual)"]
    }
}
