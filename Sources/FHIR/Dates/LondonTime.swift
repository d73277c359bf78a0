import Foundation

/// The civil clock of GP records: Europe/London, with summer time and the 1968-71 all-year +01:00
/// (docs/spec/rules-dates.md section 6, questions Q10 and Q11).
package enum LondonTime {
    private static let zone = TimeZone(identifier: "Europe/London") ?? .gmt

    /// The day and the minute of that day on a London clock at an instant given in seconds since 1970 UTC.
    package static func civil(atUnixSeconds seconds: Int) -> (date: CivilDate, minuteOfDay: Int, second: Int) {
        let local = seconds + offset(atUnixSeconds: seconds)
        let days = (local >= 0 ? local : local - 86_399) / 86_400
        let secondOfDay = local - days * 86_400
        return (CivilDate(daysSince1970: days), secondOfDay / 60, secondOfDay % 60)
    }

    /// Seconds that a London clock is ahead of UTC at that instant.
    package static func offset(atUnixSeconds seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    /// The instant at which a London clock shows that day and time; of an hour that occurs twice, the first.
    package static func unixSeconds(of date: CivilDate, minuteOfDay: Int, second: Int = 0) -> Int {
        let wall = date.daysSince1970 * 86_400 + minuteOfDay * 60 + second
        let candidate = wall - offset(atUnixSeconds: wall - 3600)
        return candidate + offset(atUnixSeconds: candidate) == wall ? candidate : wall - offset(atUnixSeconds: wall)
    }
}
