import FHIR

/// A filter by day, in the words of docs/spec/display.md section 9: on, before, after, on or before, on or after, between.
/// A date that is recorded in part may lie on either side: such a row is shown, never hidden.
struct DateFilter: Hashable, Sendable {
    private enum Test: String, CaseIterable {
        case onOrBefore = "on or before"
        case onOrAfter = "on or after"
        case before, after, between, on

        /// Whether some day of the recorded span is on the right side of the days typed.
        func accepts(_ recorded: DaySpan, _ typed: DaySpan) -> Bool {
            switch self {
            case .before: recorded.first < typed.first
            case .after: recorded.last > typed.last
            case .onOrBefore: recorded.first <= typed.last
            case .onOrAfter: recorded.last >= typed.first
            case .on, .between: recorded.first <= typed.last && recorded.last >= typed.first
            }
        }
    }

    /// How it is typed, for the prompt.
    static let form = "on, before, after, on or before, on or after a day; between two with and"

    private let test: Test
    private let typed: DaySpan
    /// `before 28-Jan-2019`, as typed.
    let words: String

    /// Nil for what is no such filter: it is looked for as words.
    init?(_ text: String) {
        let text = text.drop(while: \.isWhitespace)
        for test in Test.allCases {
            guard text.lowercased().hasPrefix(test.rawValue + " ") else { continue }
            let dates = text.dropFirst(test.rawValue.count + 1)
            guard let span = test == .between ? Self.between(dates) : DaySpan(written: dates) else { return nil }
            self.test = test
            typed = span
            words = test.rawValue + " " + dates
            return
        }
        return nil
    }

    private static func between(_ text: Substring) -> DaySpan? {
        let ends = text.split(separator: " and ").compactMap { DaySpan(written: $0) }
        guard ends.count == 2 else { return nil }
        return DaySpan(first: min(ends[0].first, ends[1].first), last: max(ends[0].last, ends[1].last))
    }

    /// False for a cell without a date: what is not known meets no date.
    func accepts(_ cell: String) -> Bool { DaySpan(shown: cell).map { test.accepts($0, typed) } ?? false }
}

/// The days that a date may mean, counted from 1970.
struct DaySpan: Hashable, Sendable {
    let first: Int
    let last: Int

    init(first: Int, last: Int) {
        self.first = first
        self.last = last
    }

    /// `2019-01-28`, `28-Jan-2019`, `Jan-2019`, `2019-01` or `2019`.
    init?(written text: some StringProtocol) {
        let word = text.split(whereSeparator: \.isWhitespace)
        guard word.count == 1, let date = Self.date(String(word[0])) else { return nil }
        self.init(first: date.firstDay.daysSince1970, last: date.lastDay.daysSince1970)
    }

    /// All the dates of a cell, as one span: a period has two.
    init?(shown text: String) {
        let dates = text.split(whereSeparator: \.isWhitespace).compactMap { DaySpan(written: $0) }
        guard let first = dates.map(\.first).min(), let last = dates.map(\.last).max() else { return nil }
        self.init(first: first, last: last)
    }

    private static let months = [
        "jan": "01", "feb": "02", "mar": "03", "apr": "04", "may": "05", "jun": "06", "jul": "07", "aug": "08",
        "sep": "09", "oct": "10", "nov": "11", "dec": "12",
    ]

    private static func date(_ word: String) -> FHIRDateTime? {
        let parts = word.split(separator: "-").map(String.init)
        guard parts.count > 1, let month = months[parts[parts.count - 2].lowercased()] else {
            return FHIRDateTime(word)
        }
        let day = parts.count == 3 ? "-" + (parts[0].count == 1 ? "0" : "") + parts[0] : ""
        return parts.count > 3 ? nil : FHIRDateTime("\(parts[parts.count - 1])-\(month)\(day)")
    }
}
