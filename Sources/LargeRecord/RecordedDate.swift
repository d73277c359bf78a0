import Foundation

/// A FHIR date of any precision, moved back by whole days. A partial date stays partial.
struct RecordedDate {
    private let year: Int
    private let month: Int?
    private let day: Int?
    private let rest: String

    /// Nil when the text does not look like a FHIR date: `2011`, `2011-09`, `2011-09-04` or one of these with a time.
    init?(_ text: String) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 4 || text.utf8.count == 7 || text.utf8.count >= 10,
            let year = Self.number(parts.first, digits: 4)
        else { return nil }
        self.year = year
        month = parts.count > 1 ? Self.number(parts[1], digits: 2) : nil
        day = parts.count > 2 ? Self.number(parts[2], digits: 2) : nil
        rest = String(text.dropFirst(10))
        let isWhole = parts.count <= 3 && (month != nil) == (parts.count > 1) && (day != nil) == (parts.count > 2)
        guard isWhole, rest.isEmpty || rest.hasPrefix("T") else { return nil }
    }

    /// The same precision and length, `days` days earlier. A month counts from its first day, a year from its middle.
    func moved(backBy days: Int) -> String {
        let civil = Self.civil(fromDay: Self.day(year, month ?? 7, day ?? 1) - days)
        let parts = [Self.padded(civil.year, 4), Self.padded(civil.month, 2), Self.padded(civil.day, 2)]
        return parts.prefix(day != nil ? 3 : month != nil ? 2 : 1).joined(separator: "-") + rest
    }

    private static func number(_ text: Substring?, digits: Int) -> Int? {
        guard let text, text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    // Days of the proleptic Gregorian calendar, counted with March as the first month so that the leap day comes last.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    }

    private static func civil(fromDay day: Int) -> (year: Int, month: Int, day: Int) {
        let era = day / 146_097
        let dayOfEra = day - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthOfYear = (5 * dayOfYear + 2) / 153
        let month = monthOfYear < 10 ? monthOfYear + 3 : monthOfYear - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthOfYear + 2) / 5 + 1)
    }
}
