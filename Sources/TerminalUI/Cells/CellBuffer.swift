/// The screen as a value: rows and columns of cells. What every view draws into and what tests compare.
///
/// Drawing outside is no error: it is clipped. A wide character is drawn whole or not at all.
package struct CellBuffer: Hashable, Sendable {
    package let rows: Int
    package let columns: Int
    /// Where the terminal's own cursor stands: speech and magnifiers follow it (docs/spec/display.md 12).
    package var cursor: CursorPosition?
    private var cells: [Cell]

    package init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
        cells = Array(repeating: Cell(), count: self.rows * self.columns)
    }

    package var bounds: Rect { Rect(row: 0, column: 0, rows: rows, columns: columns) }

    /// The cell at a position, nil outside.
    package subscript(row: Int, column: Int) -> Cell? {
        bounds.contains(row: row, column: column) ? cells[row * columns + column] : nil
    }

    /// The cells of one row; empty outside.
    package subscript(row row: Int) -> ArraySlice<Cell> {
        0..<rows ~= row ? cells[(row * columns)..<((row + 1) * columns)] : []
    }
}

/// Where the terminal's cursor stands and whether it is drawn.
package struct CursorPosition: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var isVisible: Bool

    package init(row: Int, column: Int, isVisible: Bool = false) {
        self.row = row
        self.column = column
        self.isVisible = isVisible
    }
}

// MARK: - Drawing

extension CellBuffer {
    /// Writes text on one row, clipped to the buffer, and returns the column behind it.
    ///
    /// A wide character that would be cut at the right edge is not drawn; nothing after it is either.
    @discardableResult
    package mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, style: StyleName = .plain
    ) -> Int {
        write(text, row: row, column: column, endColumn: columns, style: style)
    }

    /// Writes text on one row of a rectangle, clipped to it, and returns the column behind it.
    @discardableResult
    package mutating func write(
        _ text: some StringProtocol, in rect: Rect, row: Int = 0, column: Int = 0, style: StyleName = .plain
    ) -> Int {
        guard 0..<rect.rows ~= row else { return rect.column + column }
        return write(
            text, row: rect.row + row, column: rect.column + column, endColumn: min(columns, rect.endColumn),
            style: style)
    }

    /// Fills a rectangle with one narrow character.
    package mutating func fill(_ rect: Rect, with character: Character = " ", style: StyleName = .plain) {
        let visible = rect.intersection(bounds)
        let text = CellText.parts(of: character)[0]
        guard text.width == 1 else { return }
        for row in visible.row..<visible.endRow {
            for column in visible.column..<visible.endColumn {
                put(text, row: row, column: column, styles: StyleSet(style))
            }
        }
    }

    /// Adds a role to everything already drawn in a rectangle: the cursor row, a match, banding.
    package mutating func apply(_ style: StyleName, in rect: Rect) {
        let visible = rect.intersection(bounds)
        for row in visible.row..<visible.endRow {
            for column in visible.column..<visible.endColumn {
                cells[row * columns + column].styles.insert(style)
            }
        }
    }

    /// Draws into a rectangle as if it were a screen of its own; what lies outside this buffer is clipped.
    package mutating func draw(in rect: Rect, _ body: (inout CellBuffer) -> Void) {
        guard !rect.isEmpty else { return }
        var part = CellBuffer(rows: rect.rows, columns: rect.columns)
        body(&part)
        paste(part, row: rect.row, column: rect.column)
    }

    /// Copies another buffer over this one, with its cursor if it has one.
    package mutating func paste(_ part: CellBuffer, row: Int, column: Int) {
        let target = Rect(row: row, column: column, rows: part.rows, columns: part.columns)
        let visible = target.intersection(bounds)
        for y in visible.row..<visible.endRow {
            for x in visible.column..<visible.endColumn {
                let cell = part.cells[(y - row) * part.columns + (x - column)]
                copy(cell, row: y, column: x, isCut: x + Int(cell.width) > visible.endColumn)
            }
        }
        guard let inner = part.cursor, visible.contains(row: row + inner.row, column: column + inner.column) else {
            return
        }
        cursor = CursorPosition(row: row + inner.row, column: column + inner.column, isVisible: inner.isVisible)
    }

    private mutating func write(
        _ text: some StringProtocol, row: Int, column: Int, endColumn: Int, style: StyleName
    ) -> Int {
        guard 0..<rows ~= row else { return column }
        let styles = StyleSet(style)
        var x = column
        for character in text {
            for part in CellText.cells(of: character) {
                if x + part.width > endColumn { return x }
                if x >= 0 { put(part, row: row, column: x, styles: styles) }
                x += part.width
            }
        }
        return x
    }

    /// Half a wide character, cut by the edge that it was pasted over, becomes a space.
    private mutating func copy(_ cell: Cell, row: Int, column: Int, isCut: Bool) {
        let hasNoLeftHalf = cell.width == 0 && (column == 0 || self[row, column - 1]?.width != 2)
        if isCut || hasNoLeftHalf {
            put(CellText(character: " ", width: 1), row: row, column: column, styles: cell.styles)
        } else if cell.width > 0 {
            put(
                CellText(character: cell.character, width: Int(cell.width)), row: row, column: column,
                styles: cell.styles)
        }
    }

    private mutating func put(_ text: CellText, row: Int, column: Int, styles: StyleSet) {
        let index = row * columns + column
        releaseHalves(at: index, column: column)
        if text.width == 2 { releaseHalves(at: index + 1, column: column + 1) }
        cells[index] = Cell(text, styles: styles)
        if text.width == 2 { cells[index + 1] = .rightHalf(styles: styles) }
    }

    /// Writing over half of a wide character blanks its other half.
    private mutating func releaseHalves(at index: Int, column: Int) {
        if cells[index].width == 0, column > 0 { cells[index - 1] = Cell(styles: cells[index - 1].styles) }
        if cells[index].width == 2, column + 1 < columns { cells[index + 1] = Cell(styles: cells[index + 1].styles) }
    }
}
