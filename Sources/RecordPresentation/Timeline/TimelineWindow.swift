import FHIR

/// The fixed spans of time an axis can show, each named (docs/spec/display.md section 8, "x axis").
package enum TimelineSpan: String, CaseIterable, Sendable {
    case threeMonths = "3 months"
    case sixMonths = "6 months"
    case twelveMonths = "12 months"
    case threeYears = "3 years"
    case tenYears = "10 years"
    case thirtyYears = "30 years"

    package var months: Int { Self.months[self] ?? 12 }

    private static let months: [TimelineSpan: Int] = [
        .threeMonths: 3, .sixMonths: 6, .twelveMonths: 12, .threeYears: 36, .tenYears: 120, .thirtyYears: 360,
    ]

    /// How far a step to earlier or later goes.
    package var step: Int { max(1, months / 4) }
}

/// The part of time on the screen: whole months, so that ticks stand on their first days.
package struct TimelineWindow: Hashable, Sendable {
    package private(set) var span: TimelineSpan
    /// The first day of a month.
    package private(set) var start: CivilDate

    /// Three quarters of the span before the month of `day`: what was is asked for more often than what will be.
    package init(_ span: TimelineSpan = .twelveMonths, around day: CivilDate) {
        self.span = span
        start = Self.month(day, -(span.months * 3 / 4))
    }

    /// The first day behind the window.
    package var end: CivilDate { Self.month(start, span.months) }

    package func contains(_ day: CivilDate) -> Bool { day >= start && day < end }

    package mutating func shift(by steps: Int) { start = Self.month(start, steps * span.step) }

    /// Another span; the middle of the window stays on the screen.
    package mutating func zoom(to span: TimelineSpan) {
        let middle = CivilDate(daysSince1970: (start.daysSince1970 + end.daysSince1970) / 2)
        self.span = span
        start = Self.month(middle, -(span.months / 2))
    }

    /// Moves by steps until the day is on the screen.
    package mutating func show(_ day: CivilDate) {
        guard !contains(day) else { return }
        start = Self.month(day, day < start ? -span.step : span.step - span.months)
    }

    /// The first day of the month `offset` months from a day's; the calendar's ends stop it.
    static func month(_ day: CivilDate, _ offset: Int) -> CivilDate {
        let count = min(max(day.year * 12 + day.month - 1 + offset, 12), 9999 * 12 + 11)
        return CivilDate(year: count / 12, month: count % 12 + 1, day: 1) ?? day
    }
}

extension CivilDate {
    /// The day some calendar months away; the last day of a shorter month stands in for one it does not have.
    package func adding(months: Int) -> CivilDate {
        let first = TimelineWindow.month(self, months)
        let last = CivilDate.lastDay(ofMonth: first.month, year: first.year)
        return CivilDate(year: first.year, month: first.month, day: min(day, last)) ?? first
    }
}
