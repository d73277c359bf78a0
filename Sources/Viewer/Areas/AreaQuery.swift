import RecordPresentation

/// What a person asked an area's list to do: hide rows and order them. No filter at first, and none outlives the record
/// (docs/spec/display.md section 9).
package struct AreaQuery: Hashable, Sendable {
    package var filters: [RowFilter] = []
    /// Whether a row must meet any of the filters, or all: one kind of join at a time.
    package var meetsAny = false
    package var sort: RowSort?

    package init() {}

    package func accepts(_ row: Row, _ columns: [Column]) -> Bool {
        meetsAny
            ? filters.contains { $0.accepts(row, columns) } : filters.allSatisfy { $0.accepts(row, columns) }
    }

    /// `all of: Test contains potassium and Flag contains High`.
    package var words: String {
        let each = filters.map(\.words)
        guard each.count > 1 else { return each.joined() }
        return meetsAny ? "any of: \(each.joined(separator: " or "))" : "all of: \(each.joined(separator: " and "))"
    }
}

/// Keeps the rows whose column, or any text of the row, holds some words.
package struct RowFilter: Hashable, Sendable {
    /// `Column.name`; nil looks at everything a row says.
    package var column: String?
    package var heading: String
    /// As typed. `=` in front: equal; nothing typed: rows where the column says nothing; `before 2019`: by date.
    package let typed: String
    private let date: DateFilter?

    package init(column: String?, heading: String, typed: String) {
        self.column = column
        self.heading = heading
        self.typed = typed
        date = DateFilter(typed)
    }

    private var isEqual: Bool { typed.hasPrefix("=") }
    private var needle: String { (isEqual ? String(typed.dropFirst()) : typed).lowercased() }

    func accepts(_ row: Row, _ columns: [Column]) -> Bool {
        if let date { return texts(row, columns).contains(where: date.accepts) }
        return texts(row, columns).contains { text in
            let text = text.lowercased()
            return isEqual ? text == needle : needle.isEmpty ? text.isEmpty : text.contains(needle)
        }
    }

    private func texts(_ row: Row, _ columns: [Column]) -> [String] {
        guard let column else { return row.cells + row.lines.map(\.text) + row.marks.map(\.text) }
        return zip(columns, row.cells).filter { $0.0.name == column }.map(\.1)
    }

    package var words: String {
        if let date { return "\(heading) \(date.words)" }
        let shown = isEqual ? String(typed.dropFirst()) : typed
        if shown.isEmpty { return "\(heading) is empty" }
        return "\(heading) \(isEqual ? "equals" : "contains") \(shown)"
    }
}

/// Orders the rows of every block that has the column; the order before stays as the second key.
package struct RowSort: Hashable, Sendable {
    package var column: String
    package var heading: String
    package var isReversed = false

    package init(column: String, heading: String, isReversed: Bool = false) {
        self.column = column
        self.heading = heading
        self.isReversed = isReversed
    }
}
