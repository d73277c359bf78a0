import FHIR

/// Dates in the form of the NHS: `dd-Mmm-yyyy`, at the precision recorded (docs/spec/display.md section 3).
package enum DateFormat {
    private static let shortMonths = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `08-Apr-2008`; in plain wording `08 April 2008`.
    package static func day(_ date: CivilDate) -> String {
        "\(padded(date.day))\(separator)\(month(date.month))\(separator)\(year(date.year))"
    }

    /// Four digits, as recorded.
    private static func year(_ year: Int) -> String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static var separator: String { Wording.current == .plain ? " " : "-" }

    private static func month(_ number: Int) -> String {
        Wording.current == .plain ? longMonths[number - 1] : shortMonths[number - 1]
    }

    /// The day of a recorded date, partial dates at their own precision, never padded: `2020`, `Apr-2009`.
    package static func day(_ date: FHIRDateTime) -> String {
        switch date.precision {
        case .year: year(date.year)
        case .month: "\(month(date.month))\(separator)\(year(date.year))"
        case .day, .minute, .second: day(date.firstDay)
        }
    }

    /// With the London time of day, if one is recorded: `12-Jun-2006 02:30`.
    package static func dayAndTime(_ date: FHIRDateTime) -> String {
        guard let seconds = date.unixSeconds else { return day(date) }
        let civil = LondonTime.civil(atUnixSeconds: seconds)
        return "\(day(civil.date)) \(padded(civil.minuteOfDay / 60)):\(padded(civil.minuteOfDay % 60))"
    }

    /// Words for what is missing or unreadable, which is shown as it stands.
    package static func day(_ date: RecordedDate, missing: String = "Not recorded") -> String {
        text(date, missing: missing, day)
    }

    package static func dayAndTime(_ date: RecordedDate, missing: String = "Not recorded") -> String {
        text(date, missing: missing, dayAndTime)
    }

    private static func text(
        _ date: RecordedDate, missing: String, _ format: (FHIRDateTime) -> String
    ) -> String {
        switch date {
        case .absent: missing
        case .unreadable(let text): "\(text) (not a date)"
        case .known(let date): format(date)
        }
    }

    /// `From 01-Jul-2019 To 28-Jul-2019`, with words for a missing end.
    package static func period(_ period: Period, missingEnd: String = "Not recorded") -> String {
        "From \(dayAndTime(period.start)) To \(dayAndTime(period.end, missing: missingEnd))"
    }

    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
