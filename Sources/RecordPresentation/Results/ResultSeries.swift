import FHIR
import GPConnect

/// Results that may stand in one column and one chart: the same words, codes and unit from the same performer. Nothing is
/// converted and nothing merged across laboratories or codes (docs/spec/display.md section 7; docs/spec/hazards.md row 24).
package struct ResultSeries: Sendable {
    package struct Key: Hashable, Sendable {
        /// The test's name as sent.
        package let name: String
        /// `system code` of each coding, in one text; empty for a test in words only.
        package let code: String
        /// As recorded; empty when none is.
        package let unit: String
        package let performer: String
    }

    package let key: Key
    /// Newest on top, undated ones last.
    package let rows: [ResultRow]

    /// `Serum potassium (mmol/L)`: the heading of the column.
    package var title: String { key.unit.isEmpty ? "\(key.name) (unit not stated)" : "\(key.name) (\(key.unit))" }

    /// The values of the rows with their decimal points under each other, comparators in two cells of their own, in the
    /// order of the rows.
    package var alignedValues: [String] { DecimalColumn.aligned(rows.map { ($0.comparator, $0.value) }) }
}

/// One result of a series.
package struct ResultRow: Sendable {
    /// Number of the Observation in `Bundle.resources`.
    package let resource: Int
    package let date: RecordedDate
    /// `<`, `<=`, `>`, `>=` or empty.
    package let comparator: String
    /// The digits as recorded, `142/88` for a blood pressure, words when there is no value.
    package let value: String
    /// The range as reported with this row; words when there is none.
    package let range: String
    /// The reporter's flag in words with its source.
    package let flag: String
    /// Every text at this result: its own comment and those it was filed with.
    package let comment: String?
    /// Set for what is not final; it stands in every row.
    package let status: Mark?

    package var dateText: String { DateFormat.day(date) }
}

/// Numbers under each other by their decimal points, padded with spaces, never with zeros
/// (docs/spec/display.md section 7, "precision").
package enum DecimalColumn {
    /// Texts of one width. What is no number is flush left with the digits.
    package static func aligned(_ values: [(comparator: String, value: String)]) -> [String] {
        let parts = values.map { split($0.value) }
        let whole = parts.map(\.whole.count).max() ?? 0
        let fraction = parts.map(\.fraction.count).max() ?? 0
        return zip(values, parts).map { value, part in
            let mark = value.comparator + String(repeating: " ", count: max(0, 2 - value.comparator.count))
            let before = String(repeating: " ", count: max(0, whole - part.whole.count))
            let after = String(repeating: " ", count: max(0, fraction - part.fraction.count))
            return mark + before + part.whole + part.fraction + after
        }
    }

    private static func split(_ value: String) -> (whole: Substring, fraction: Substring) {
        let isNumber = value.first.map { $0.isNumber || $0 == "-" } ?? false
        guard isNumber, let point = value.firstIndex(of: ".") else { return (value[...], "") }
        return (value[..<point], value[point...])
    }
}
