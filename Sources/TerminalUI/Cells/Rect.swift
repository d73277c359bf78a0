/// A part of the screen: rows and columns from zero. Never of negative size.
package struct Rect: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int

    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    package var isEmpty: Bool { rows == 0 || columns == 0 }
    /// The first row below.
    package var endRow: Int { row + rows }
    /// The first column to the right.
    package var endColumn: Int { column + columns }

    package func contains(row: Int, column: Int) -> Bool {
        self.row <= row && row < endRow && self.column <= column && column < endColumn
    }

    package func intersection(_ other: Rect) -> Rect {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return Rect(
            row: top, column: left,
            rows: min(endRow, other.endRow) - top, columns: min(endColumn, other.endColumn) - left)
    }

    /// The same rectangle without a margin on each side.
    package func inset(rows margin: Int = 0, columns sides: Int = 0) -> Rect {
        Rect(row: row + margin, column: column + sides, rows: rows - 2 * margin, columns: columns - 2 * sides)
    }
}

extension Rect {
    /// The first `count` rows, as far as there are, and what is left below.
    package func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let count = min(max(0, count), rows)
        return (
            Rect(row: row, column: column, rows: count, columns: columns),
            Rect(row: row + count, column: column, rows: rows - count, columns: columns)
        )
    }

    /// The last `count` rows, as far as there are, and what is left above.
    package func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = splitTop(rows - min(max(0, count), rows))
        return (rest, bottom)
    }

    /// The first `count` columns, as far as there are, and what is left to the right.
    package func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        let count = min(max(0, count), columns)
        return (
            Rect(row: row, column: column, rows: rows, columns: count),
            Rect(row: row, column: column + count, rows: rows, columns: columns - count)
        )
    }

    /// The last `count` columns, as far as there are, and what is left to the left.
    package func splitRight(_ count: Int) -> (rest: Rect, right: Rect) {
        let (rest, right) = splitLeft(columns - min(max(0, count), columns))
        return (rest, right)
    }
}
