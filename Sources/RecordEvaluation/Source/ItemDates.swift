import FHIR

/// Which element of an item says when it was: for searching and for the order of lists
/// (docs/spec/rules-dates.md section 1, docs/spec/clinical-areas.md section 1.5).
enum ItemDates {
    /// The clinical date by which lists are ordered; the first that is recorded of the type's elements.
    static func clinicalDate(of resource: Resource) -> RecordedDate {
        guard let paths = clinicalPaths[resource.type] else { return .absent }
        for path in paths {
            let value = path.inner == nil ? resource.value[path.element] : resource.value[path.element]?[path.inner!]
            let date = RecordedDate(value)
            if date != .absent { return date }
        }
        return .absent
    }

    private struct Path: Sendable {
        let element: StaticString
        let inner: StaticString?
        init(_ element: StaticString, _ inner: StaticString? = nil) {
            self.element = element
            self.inner = inner
        }
    }

    private static let clinicalPaths: [ResourceType: [Path]] = [
        .allergyIntolerance: [Path("assertedDate"), Path("onsetDateTime")],
        .medicationStatement: [Path("effectivePeriod", "start"), Path("effectiveDateTime")],
        .encounter: [Path("period", "start")],
        .condition: [Path("onsetDateTime"), Path("onsetPeriod", "start"), Path("assertedDate")],
        .immunization: [Path("date")],
        .observation: [Path("effectiveDateTime"), Path("effectivePeriod", "start")],
        .diagnosticReport: [Path("issued")],
        .referralRequest: [Path("authoredOn")],
        .procedureRequest: [Path("occurrenceDateTime"), Path("occurrencePeriod", "start")],
        .documentReference: [Path("created"), Path("indexed")],
        .questionnaireResponse: [Path("authored")],
        .medicationRequest: [Path("authoredOn")],
    ]

    /// What a search period is compared with.
    static func searchDates(of resource: Resource) -> SearchDates {
        let value = resource.value
        switch resource.type {
        case .encounter: return encounter(Period(value["period"]))
        case .observation: return observation(value)
        case .diagnosticReport: return SearchDates(DayInterval(RecordedDate(value["issued"])))
        case .referralRequest: return SearchDates(DayInterval(RecordedDate(value["authoredOn"])))
        case .procedureRequest:
            let start = value["occurrenceDateTime"] ?? value["occurrencePeriod"]?["start"]
            return SearchDates(DayInterval(RecordedDate(start)))
        default: return .unknown
        }
    }

    /// The start is compared with the start and the end with the end; a missing end is the start
    /// (docs/spec/README.md question Q7), an unreadable one is unknown.
    private static func encounter(_ period: Period?) -> SearchDates {
        guard let period else { return .unknown }
        let start = DayInterval(period.start)
        let end = period.end == .absent ? start : DayInterval(period.end)
        return SearchDates(latest: start?.high, earliest: end?.low)
    }

    /// `effectiveDateTime`, or `effectivePeriod` as an interval that a missing end leaves open; never `issued`
    /// (docs/spec/README.md question Q18).
    private static func observation(_ value: JSONValue) -> SearchDates {
        if let moment = value["effectiveDateTime"] { return SearchDates(DayInterval(RecordedDate(moment))) }
        guard let period = Period(value["effectivePeriod"]) else { return .unknown }
        return SearchDates(latest: DayInterval(period.end)?.high, earliest: DayInterval(period.start)?.low)
    }
}
