extension CellBuffer {
    /// A line across a rectangle's first row.
    package mutating func drawHorizontalRule(in rect: Rect, glyphs: Glyphs, style: StyleName = .border) {
        fill(rect.splitTop(1).top, with: glyphs.horizontal, style: style)
    }

    /// The rule under the banner of a patient who has died: docs/spec/display.md 11.
    package mutating func drawHatchedRule(in rect: Rect, glyphs: Glyphs, style: StyleName = .bannerDeceased) {
        fill(rect.splitTop(1).top, with: glyphs.hatch, style: style)
    }

    /// A line down a rectangle's first column.
    package mutating func drawVerticalRule(in rect: Rect, glyphs: Glyphs, style: StyleName = .border) {
        fill(rect.splitLeft(1).left, with: glyphs.vertical, style: style)
    }

    /// Wrapped text from the top of a rectangle down; returns how many lines it needed, drawn or not.
    @discardableResult
    package mutating func drawText(
        _ text: String, in rect: Rect, row: Int = 0, hanging: Int = 0, style: StyleName = .plain
    ) -> Int {
        let lines = Wrap.lines(text, width: rect.columns, hanging: hanging)
        for (index, line) in lines.enumerated() { write(line, in: rect, row: row + index, style: style) }
        return lines.count
    }

    /// Text that ends at a rectangle's right edge, on one row of it.
    package mutating func writeRight(_ text: String, in rect: Rect, row: Int = 0, style: StyleName = .plain) {
        let column = max(0, rect.columns - CharacterWidth.of(text))
        write(text, in: rect, row: row, column: column, style: style)
    }

    /// Marks every place in a row's columns whose text equals one of the ranges given.
    package mutating func applyMatches(_ columns: [Range<Int>], row: Int) {
        for range in columns {
            apply(.match, in: Rect(row: row, column: range.lowerBound, rows: 1, columns: range.count))
        }
    }
}
