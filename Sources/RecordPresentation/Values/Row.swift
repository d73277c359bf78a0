import FHIR

/// One item of a list, or one resource that no list names.
package struct Row: Sendable {
    /// What the entry refers to: as sent, or `Type/id` for unlisted resources; nil when the entry refers to nothing.
    package let reference: String?
    /// The code of the list that names the item; nil for unlisted resources.
    package let list: String?
    /// Number of the item in `Bundle.resources`; nil when the record does not hold it.
    package let resource: Int?
    /// One text for each column of the block; "" only where a column does not apply.
    package let cells: [String]
    /// Lines under the columns, whole: dose, last issue, the start of a comment.
    package let lines: [RowLine]
    package let marks: [Mark]
    /// Orders rows: nil dates last.
    package let sortDate: FHIRDateSortKey?
    /// False for a term that was recorded in words only: shown without bold (docs/spec/display.md section 6).
    package let isCoded: Bool
    /// Of the record as received, not of the one shown: greyed, and with a mark that says so.
    package let isAbsent: Bool

    package init(
        reference: String?, list: String?, resource: Int?, cells: [String], lines: [RowLine] = [],
        marks: [Mark] = [], sortDate: FHIRDateSortKey? = nil, isCoded: Bool = true,
        isAbsent: Bool = false
    ) {
        self.reference = reference
        self.list = list
        self.resource = resource
        self.cells = cells
        self.lines = lines
        self.marks = marks
        self.sortDate = sortDate
        self.isCoded = isCoded
        self.isAbsent = isAbsent
    }

    /// The same row saying more.
    package func adding(marks more: [Mark]) -> Row {
        guard !more.isEmpty else { return self }
        return Row(
            reference: reference, list: list, resource: resource, cells: cells, lines: lines, marks: marks + more,
            sortDate: sortDate, isCoded: isCoded, isAbsent: isAbsent)
    }
}

/// A line under a row's columns.
package struct RowLine: Hashable, Sendable {
    /// Stands before the text and never parts from it: `DOSE`.
    package let label: String?
    package let text: String
    /// The text is a beginning: the whole stands in the detail (docs/spec/hazards.md row 18).
    package let isExcerpt: Bool

    package init(_ text: String, label: String? = nil, isExcerpt: Bool = false) {
        self.label = label
        self.text = text
        self.isExcerpt = isExcerpt
    }
}

extension RowLine {
    /// The label and the text behind it.
    package var labelled: String { label.map { "\($0) \(text)" } ?? text }
}
