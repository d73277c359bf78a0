/// One column of a table: how wide it must and may be, and how soon it is left out.
package struct TableColumn: Hashable, Sendable {
    package var title: String
    /// The columns of the screen that it needs; below that the least important table column is left out whole.
    package var least: Int
    /// Its share of what is left over; 0 for a column of fixed width.
    package var weight: Int
    /// The highest is left out first; 0 is never left out.
    package var dropOrder: Int

    package static func fixed(_ title: String, width: Int, dropOrder: Int = 0) -> TableColumn {
        TableColumn(title: title, least: width, weight: 0, dropOrder: dropOrder)
    }

    package static func flexible(_ title: String, least: Int, weight: Int = 1, dropOrder: Int = 0) -> TableColumn {
        TableColumn(title: title, least: least, weight: weight, dropOrder: dropOrder)
    }
}

/// Where the columns of a table stand in a width. Nothing is cut: text wraps, or fewer columns are shown
/// (docs/spec/display.md 10).
package struct TableLayout: Hashable, Sendable {
    package struct Placement: Hashable, Sendable {
        /// Which table column.
        package let index: Int
        package let column: Int
        package let width: Int
    }

    package let placements: [Placement]
    /// Table columns that had no room, in their order: the screen says so.
    package let dropped: [Int]

    package init(_ columns: [TableColumn], width: Int, gap: Int = 2) {
        var shown = Array(columns.indices)
        func needed() -> Int { shown.reduce(gap * max(0, shown.count - 1)) { $0 + max(1, columns[$1].least) } }
        while needed() > width, let last = shown.max(by: { columns[$0].dropOrder < columns[$1].dropOrder }),
            columns[last].dropOrder > 0
        {
            shown.removeAll { $0 == last }
        }
        dropped = columns.indices.filter { !shown.contains($0) }
        placements = Self.place(shown, columns, width: width, gap: gap, spare: width - needed())
    }

    private static func place(
        _ shown: [Int], _ columns: [TableColumn], width: Int, gap: Int, spare: Int
    ) -> [Placement] {
        var spare = max(0, spare)
        var weights = shown.reduce(0) { $0 + columns[$1].weight }
        var placements: [Placement] = []
        var column = 0
        for index in shown where column < width {
            let weight = columns[index].weight
            let extra = weights > 0 ? spare * weight / weights : 0
            spare -= extra
            weights -= weight
            let own = min(max(1, columns[index].least) + extra, width - column)
            placements.append(Placement(index: index, column: column, width: own))
            column += own + gap
        }
        return placements
    }
}

/// A table's row with its texts wrapped into their columns.
package struct TableRow: Hashable, Sendable {
    /// For each placement the lines of its text.
    package let lines: [[String]]

    /// - Parameter texts: one for each table column, shown or not.
    package init(_ texts: [String], layout: TableLayout) {
        lines = layout.placements.map { placement in
            texts.indices.contains(placement.index) ? Wrap.lines(texts[placement.index], width: placement.width) : []
        }
    }

    package var height: Int { max(1, lines.map(\.count).max() ?? 1) }

    /// Draws the row with its first line at a row of the rectangle.
    package func draw(
        in buffer: inout CellBuffer, rect: Rect, row: Int = 0, skipped: Int = 0, layout: TableLayout,
        style: (Int) -> StyleName = { _ in .value }
    ) {
        for (placement, texts) in zip(layout.placements, lines) {
            for (line, text) in texts.dropFirst(max(0, skipped)).enumerated() {
                buffer.write(text, in: rect, row: row + line, column: placement.column, style: style(placement.index))
            }
        }
    }
}
