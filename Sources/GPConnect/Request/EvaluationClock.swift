import FHIR

/// The moment a request is judged by: "today" is its day in Europe/London (docs/spec/README.md question Q10).
package struct EvaluationClock: Hashable, Sendable {
    package let unixSeconds: Int

    package init(unixSeconds: Int) { self.unixSeconds = unixSeconds }

    /// Noon of a London day, which is how a day given by a person is meant.
    package init(noonOf day: CivilDate) {
        unixSeconds = LondonTime.unixSeconds(of: day, minuteOfDay: 12 * 60)
    }

    package var today: CivilDate { LondonTime.civil(atUnixSeconds: unixSeconds).date }

    /// The moment as a FHIR dateTime with London's offset.
    package var dateTime: String {
        let civil = LondonTime.civil(atUnixSeconds: unixSeconds)
        let offset = LondonTime.offset(atUnixSeconds: unixSeconds) / 60
        let time = [civil.minuteOfDay / 60, civil.minuteOfDay % 60, civil.second].map(Self.twoDigits)
        let zone = [abs(offset) / 60, abs(offset) % 60].map(Self.twoDigits)
        return "\(civil.date)T\(time.joined(separator: ":"))\(offset < 0 ? "-" : "+")\(zone.joined(separator: ":"))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension CivilDate {
    /// `dd-Mmm-yyyy`, the form of dates in list notes (docs/spec/rules-dates.md section 6).
    package var noteForm: String {
        let month = NoteMonths.names[month - 1]
        let year = String(year)
        return "\(day < 10 ? "0" : "")\(day)-\(month)-\(String(repeating: "0", count: 4 - year.count))\(year)"
    }
}

private enum NoteMonths {
    static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
