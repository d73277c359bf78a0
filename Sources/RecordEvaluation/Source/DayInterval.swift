import FHIR

/// The days a recorded value may mean, as days since 1970 in Europe/London (docs/spec/rules-dates.md section 2).
///
/// Search values are whole days, so comparing days gives the same answers as comparing instants.
struct DayInterval: Hashable, Sendable {
    let low: Int32
    let high: Int32

    init(_ date: FHIRDateTime) {
        low = Int32(date.firstDay.daysSince1970)
        high = Int32(date.lastDay.daysSince1970)
    }

    /// Nil when nothing readable is recorded: unknown.
    init?(_ recorded: RecordedDate) {
        guard let date = recorded.date else { return nil }
        self.init(date)
    }
}

/// What an item is compared by when a period is searched: each end has its own test, and nil is unknown, which passes
/// (docs/spec/rules-dates.md sections 1 and 2, docs/spec/README.md question Q31).
struct SearchDates: Hashable, Sendable {
    /// The last day that may still satisfy "on or after the start".
    var latest: Int32?
    /// The first day that may satisfy "on or before the end".
    var earliest: Int32?

    static let unknown = SearchDates(latest: nil, earliest: nil)

    init(latest: Int32?, earliest: Int32?) {
        self.latest = latest
        self.earliest = earliest
    }

    init(_ interval: DayInterval?) {
        latest = interval?.high
        earliest = interval?.low
    }

    var isUnknown: Bool { latest == nil && earliest == nil }

    func overlap(_ period: SearchDays) -> Bool {
        if let start = period.start, let latest, latest < start { return false }
        if let end = period.end, let earliest, earliest > end { return false }
        return true
    }
}

/// A search period as days since 1970; nil is open.
struct SearchDays: Hashable, Sendable {
    var start: Int32?
    var end: Int32?
}

extension CivilDate {
    var dayNumber: Int32 { Int32(daysSince1970) }
}
