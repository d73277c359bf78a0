/// A FHIR STU3 date, dateTime or instant: what was written, how precise it is, and the days it may mean.
///
/// The text is kept exactly (`description == input`); a partial date is never widened for display
/// (docs/spec/rules-dates.md sections 2 and 6).
package struct FHIRDateTime: Hashable, Sendable {
    package enum Precision: Int, Comparable, Sendable {
        case year, month, day, minute, second

        package static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    /// The recorded text.
    package let text: String
    package let precision: Precision
    package let year: Int
    /// 1 when the text names no month.
    package let month: Int
    /// 1 when the text names no day.
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// Minutes ahead of UTC as written; nil when no zone is written, which FHIR allows only without a time.
    package let offsetMinutes: Int?

    /// A time without a zone: not legal FHIR, read as London time and reported (docs/spec/rules-dates.md section 6).
    package var lacksZone: Bool { precision >= .minute && offsetMinutes == nil }
}

extension FHIRDateTime: CustomStringConvertible, LosslessStringConvertible {
    package var description: String { text }

    /// Nil for anything but a real calendar date of the forms `YYYY`, `YYYY-MM`, `YYYY-MM-DD`,
    /// `YYYY-MM-DDThh:mm[:ss[.fff]][Z|+hh:mm|-hh:mm]`.
    package init?(_ text: String) {
        var reader = FHIRDateReader(text)
        guard let parsed = reader.read() else { return nil }
        self = parsed
    }
}

extension FHIRDateTime {
    /// Seconds since 1970 UTC of a value with a time; nil for dates.
    package var unixSeconds: Int? {
        guard precision >= .minute, let date = CivilDate(year: year, month: month, day: day) else { return nil }
        if let offsetMinutes {
            return date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offsetMinutes * 60
        }
        return LondonTime.unixSeconds(of: date, minuteOfDay: hour * 60 + minute, second: second)
    }

    /// The first London day the value may mean: of `2019` the first of January, of an instant its own day.
    package var firstDay: CivilDate {
        if let unixSeconds { return LondonTime.civil(atUnixSeconds: unixSeconds).date }
        return CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSince1970: 0)
    }

    /// The last London day the value may mean: of `2019` the last of December, of an instant its own day.
    package var lastDay: CivilDate {
        switch precision {
        case .year: CivilDate(year: year, month: 12, day: 31) ?? firstDay
        case .month:
            CivilDate(year: year, month: month, day: CivilDate.lastDay(ofMonth: month, year: year)) ?? firstDay
        case .day, .minute, .second: firstDay
        }
    }

    /// Orders values by the earliest moment they may mean; a whole day before a partial date that begins on it
    /// (docs/spec/display.md section 3, "partial").
    package var sortKey: FHIRDateSortKey {
        let day = firstDay
        guard let unixSeconds else {
            return FHIRDateSortKey(day: day, secondOfDay: 0, coarseness: Precision.second.rawValue - precision.rawValue)
        }
        let civil = LondonTime.civil(atUnixSeconds: unixSeconds)
        return FHIRDateSortKey(day: day, secondOfDay: civil.minuteOfDay * 60 + civil.second, coarseness: 0)
    }
}

package struct FHIRDateSortKey: Hashable, Comparable, Sendable {
    package let day: CivilDate
    package let secondOfDay: Int
    package let coarseness: Int

    package static func < (left: FHIRDateSortKey, right: FHIRDateSortKey) -> Bool {
        if left.day != right.day { return left.day < right.day }
        return (left.secondOfDay, left.coarseness) < (right.secondOfDay, right.coarseness)
    }

    /// The order of a list with the newest on top: a partial date stands below the full dates of its earliest day there
    /// too (docs/spec/display.md section 3, "partial").
    package func isAbove(_ other: FHIRDateSortKey) -> Bool {
        if day != other.day { return day > other.day }
        return (secondOfDay, -coarseness) > (other.secondOfDay, -other.coarseness)
    }
}

/// Reads the grammar of FHIR STU3 dates byte by byte; anything left over makes the whole text unreadable.
private struct FHIRDateReader {
    private let text: String
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    private var isAtEnd: Bool { index == bytes.count }

    mutating func read() -> FHIRDateTime? {
        guard let year = number(4), year > 0 else { return nil }
        if isAtEnd { return make(.year, year, 1, 1) }
        guard skip("-"), let month = number(2), (1...12).contains(month) else { return nil }
        if isAtEnd { return make(.month, year, month, 1) }
        guard skip("-"), let day = number(2), CivilDate(year: year, month: month, day: day) != nil else { return nil }
        if isAtEnd { return make(.day, year, month, day) }
        guard skip("T") || skip(" ") else { return nil }
        return readTime(year, month, day)
    }

    private mutating func readTime(_ year: Int, _ month: Int, _ day: Int) -> FHIRDateTime? {
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
        var second = 0
        var precision = FHIRDateTime.Precision.minute
        if skip(":") {
            guard let value = number(2), value <= 60 else { return nil }
            second = value
            precision = .second
            if skip(".") { guard skipDigits() else { return nil } }
        }
        guard let offset = readOffset(), isAtEnd else { return nil }
        return make(precision, year, month, day, (hour, minute, second), offset.minutes)
    }

    /// The outer nil is a broken offset; `minutes` nil means that none is written.
    private mutating func readOffset() -> (minutes: Int?, Void)? {
        if isAtEnd { return (nil, ()) }
        if skip("Z") { return (0, ()) }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2), hours <= 14, skip(":"), let minutes = number(2), minutes < 60 else {
            return nil
        }
        return (sign * (hours * 60 + minutes), ())
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for offset in 0..<digits {
            let digit = bytes[index + offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        index += digits
        return value
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index > start
    }

    private func make(
        _ precision: FHIRDateTime.Precision, _ year: Int, _ month: Int, _ day: Int,
        _ time: (hour: Int, minute: Int, second: Int) = (0, 0, 0), _ offsetMinutes: Int? = nil
    ) -> FHIRDateTime {
        FHIRDateTime(
            text: text, precision: precision, year: year, month: month, day: day,
            hour: time.hour, minute: time.minute, second: time.second, offsetMinutes: offsetMinutes)
    }
}
