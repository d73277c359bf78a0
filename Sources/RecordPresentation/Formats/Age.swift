import FHIR

/// Ages as the NHS writes them: at most an upper and a lower unit, a zero lower unit left out
/// (docs/spec/display.md section 3, the table of ages).
package enum Age {
    /// The age on `day` of someone born on `birth`; nil before birth. Partial birth dates: `Approx 74y`.
    package static func text(born birth: FHIRDateTime, on day: CivilDate) -> String? {
        if birth.precision < .day {
            let years = day.year - birth.year
            return years < 0 ? nil : "Approx \(years)y"
        }
        let born = birth.firstDay
        guard born <= day else { return nil }
        return text(from: born, to: day)
    }

    private static func text(from born: CivilDate, to day: CivilDate) -> String {
        let days = day.daysSince1970 - born.daysSince1970
        let months = wholeMonths(from: born, to: day)
        switch (days, months) {
        case (..<28, _): return "\(days)d"
        case (_, ..<12): return joined((days / 7, "w"), (days % 7, "d"))
        case (_, ..<24): return joined((months, "m"), (daysBeyond(months, from: born, to: day), "d"))
        case (_, ..<216): return joined((months / 12, "y"), (months % 12, "m"))
        default: return "\(months / 12)y"
        }
    }

    private static func joined(_ upper: (Int, String), _ lower: (Int, String)) -> String {
        "\(upper.0)\(upper.1)" + (lower.0 == 0 ? "" : " \(lower.0)\(lower.1)")
    }

    private static func wholeMonths(from born: CivilDate, to day: CivilDate) -> Int {
        let months = (day.year - born.year) * 12 + day.month - born.month
        return anniversary(months, of: born) <= day ? months : months - 1
    }

    private static func daysBeyond(_ months: Int, from born: CivilDate, to day: CivilDate) -> Int {
        day.daysSince1970 - anniversary(months, of: born).daysSince1970
    }

    /// The day that lies whole months later; one that a month does not have turns on the first of the next
    /// (29-Feb birthdays on 01-Mar).
    private static func anniversary(_ months: Int, of born: CivilDate) -> CivilDate {
        let monthIndex = born.year * 12 + born.month - 1 + months
        let (year, month) = (monthIndex / 12, monthIndex % 12 + 1)
        if let day = CivilDate(year: year, month: month, day: born.day) { return day }
        return CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1) ?? born
    }
}
