import FHIR
import RecordPresentation

/// How the texts of a column are ordered: dates newest first, numbers largest first, words A - Z; what is missing comes
/// last either way (docs/spec/display.md sections 3 and 9).
enum ColumnOrder {
    case date, number, text

    init(_ column: Column, rows: [Row], index: Int) {
        if column.alignment == .decimal {
            self = .number
        } else {
            let filled = rows.lazy.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil }
            let sample = filled.filter { !$0.isEmpty && $0 != "Not recorded" }.prefix(8)
            self = !sample.isEmpty && sample.allSatisfy { Self.dateKey($0) != nil } ? .date : .text
        }
    }

    func words(isReversed: Bool) -> String {
        switch self {
        case .date: isReversed ? "oldest on top" : "newest on top"
        case .number: isReversed ? "smallest first" : "largest first"
        case .text: isReversed ? "Z - A" : "A - Z"
        }
    }

    /// Stable: rows that say the same keep their order.
    func sorted(_ rows: [Row], index: Int, isReversed: Bool) -> [Row] {
        let keyed = rows.enumerated().map { offset, row in
            (key: key(row.cells.indices.contains(index) ? row.cells[index] : ""), offset: offset, row: row)
        }
        return keyed.sorted { left, right in
            switch (left.key, right.key) {
            case (nil, nil): return left.offset < right.offset
            case (nil, _): return false
            case (_, nil): return true
            case (let first?, let second?):
                if first == second { return left.offset < right.offset }
                return (first < second) != isReversed
            }
        }.map(\.row)
    }

    private enum Key: Equatable {
        case number(Double, Int)
        case text(String)

        static func < (left: Key, right: Key) -> Bool {
            switch (left, right) {
            case (.number(let first, let tie), .number(let second, let other)):
                first == second ? tie < other : first < second
            case (.text(let first), .text(let second)): first < second
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    /// Ascending keys of the first order: newest and largest first, so numbers are turned round.
    private func key(_ text: String) -> Key? {
        switch self {
        case .date: Self.dateKey(text).map { .number(-Double($0.days), $0.isPartial ? 1 : 0) }
        case .number: Self.numberKey(text)
        case .text: text.isEmpty ? nil : .text(text.lowercased())
        }
    }

    /// By the number; `<` before and `>` after equals (docs/spec/display.md section 7).
    private static func numberKey(_ text: String) -> Key? {
        let comparator = text.prefix { "<>=".contains($0) }
        let digits = text.dropFirst(comparator.count).drop { $0 == " " }.prefix { $0.isNumber || ".-+".contains($0) }
        guard let number = Double(digits) else { return nil }
        return .number(-number, comparator.hasPrefix(">") ? -1 : comparator.hasPrefix("<") ? 1 : 0)
    }

    private static let months = [
        "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11,
        "Dec": 12,
    ]

    /// Reads `12-Jun-2006`, `12-Jun-2006 02:30`, `Jun-2006` and `2006`; a partial date counts from its first day, after
    /// the whole dates of that day.
    static func dateKey(_ text: String) -> (days: Double, isPartial: Bool)? {
        let words = text.split(separator: " ")
        guard let first = words.first else { return nil }
        let parts = first.split(separator: "-")
        guard let year = parts.last.flatMap({ Int($0) }), parts.last?.count == 4 else { return nil }
        let month = parts.count >= 2 ? months[String(parts[parts.count - 2])] : 1
        let day = parts.count == 3 ? Int(parts[0]) : 1
        guard let month, let day, let date = CivilDate(year: year, month: month, day: day) else { return nil }
        var minutes = 0.0
        if words.count > 1, let time = clock(words[1]) { minutes = time }
        return (Double(date.daysSince1970) + minutes / 1440, parts.count < 3)
    }

    private static func clock(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts.count >= 2 ? Double(parts[0] * 60 + parts[1]) : nil
    }
}
