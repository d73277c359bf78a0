/// The rows of a list, of which only the ones near the screen are ever measured.
package struct ListExtent {
    package let count: Int
    /// Screen lines that a row takes, at least one.
    private let measure: (Int) -> Int

    package init(count: Int, height: @escaping (Int) -> Int = { _ in 1 }) {
        self.count = max(0, count)
        measure = height
    }

    package func height(_ index: Int) -> Int { max(1, measure(index)) }
}

/// The lines that a list may draw on.
package struct ListRoom: Hashable, Sendable {
    package let height: Int
    /// A line above and below says what is hidden there, where the pane is high enough for it.
    package let hasHints: Bool

    package init(height: Int, hasHints: Bool = false) {
        self.height = max(0, height)
        self.hasHints = hasHints && height >= 3
    }

    /// The most lines of one row that are on the screen at once, hints and all.
    var tallest: Int { max(1, height - (hasHints ? 2 : 0)) }
}

/// Which rows of a list are on the screen and where: rows drawn, hidden above and hidden below add up to all rows
/// (docs/spec/display.md 15, D12).
package struct ListPane: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let index: Int
        /// Screen line in the pane where it begins.
        package let line: Int
        /// Lines of it that are shown.
        package fileprivate(set) var lines: Int
        /// Lines of it that are scrolled out above: only in a row taller than the pane.
        package let skipped: Int
        /// False only for a row taller than the pane.
        package fileprivate(set) var isWhole: Bool
    }

    package let rows: [Row]
    package let hiddenAbove: Int
    package let hiddenBelow: Int
    /// The pane's first line says what is hidden above.
    package let hasHintAbove: Bool
    /// The pane's last line says what is hidden below.
    package let hasHintBelow: Bool
    /// The beginning of the next row, where room is left that the row as a whole does not fit into. It counts as hidden
    /// (docs/spec/display.md 5, MEDv-183); nil when there is no such room or row.
    package let begun: Row?
    /// The last part of a row that is shown, nil if nothing is.
    let last: ListPart?

    init(extent: ListExtent, top: ListPart, room: ListRoom) {
        hasHintAbove = room.hasHints && top > ListPart.first
        let first = hasHintAbove ? 1 : 0
        var parts = top.following(extent, room: room, lines: room.height - first)
        hasHintBelow = room.hasHints && parts.last?.next(extent, room: room) != nil
        if hasHintBelow { parts = top.following(extent, room: room, lines: room.height - first - 1) }
        rows = Self.rows(parts, extent: extent, room: room, firstLine: first)
        last = parts.last
        begun = Self.begun(
            after: rows.last, next: parts.last?.next(extent, room: room), limit: room.height - (hasHintBelow ? 1 : 0))
        hiddenAbove = min(top.row, extent.count)
        hiddenBelow = max(0, extent.count - hiddenAbove - rows.count)
    }

    package func contains(_ index: Int) -> Bool {
        rows.contains { $0.index == index }
    }

    /// Fewer than two lines would show a name without what belongs to it.
    private static func begun(after last: Row?, next: ListPart?, limit: Int) -> Row? {
        guard let last, let next, next.part == 0 else { return nil }
        let line = last.line + last.lines
        return limit - line >= 2
            ? Row(index: next.row, line: line, lines: limit - line, skipped: 0, isWhole: false) : nil
    }

    /// Parts of one row that stand below each other are one row.
    private static func rows(_ parts: [ListPart], extent: ListExtent, room: ListRoom, firstLine: Int) -> [Row] {
        var rows: [Row] = []
        var line = firstLine
        for part in parts {
            let height = extent.height(part.row)
            let lines = part.lines(extent, room: room)
            if let same = rows.indices.last, rows[same].index == part.row {
                rows[same].lines += lines
                rows[same].isWhole = rows[same].lines == height
            } else {
                let skipped = part.part * room.tallest
                rows.append(Row(index: part.row, line: line, lines: lines, skipped: skipped, isWhole: lines == height))
            }
            line += lines
        }
        return rows
    }
}

/// A row, or as much of a taller row as the screen holds: what the cursor moves over and what is shown whole or not at
/// all.
struct ListPart: Hashable, Comparable, Sendable {
    var row: Int
    /// Which piece of the row; nearly always 0.
    var part: Int

    static let first = ListPart(row: 0, part: 0)

    static func < (left: ListPart, right: ListPart) -> Bool {
        (left.row, left.part) < (right.row, right.part)
    }

    func lines(_ extent: ListExtent, room: ListRoom) -> Int {
        min(room.tallest, extent.height(row) - part * room.tallest)
    }

    /// The last piece of a row.
    static func end(of row: Int, _ extent: ListExtent, room: ListRoom) -> ListPart {
        ListPart(row: row, part: (extent.height(row) - 1) / room.tallest)
    }

    func next(_ extent: ListExtent, room: ListRoom) -> ListPart? {
        if self < Self.end(of: row, extent, room: room) { return ListPart(row: row, part: part + 1) }
        return row + 1 < extent.count ? ListPart(row: row + 1, part: 0) : nil
    }

    func previous(_ extent: ListExtent, room: ListRoom) -> ListPart? {
        if part > 0 { return ListPart(row: row, part: part - 1) }
        return row > 0 ? Self.end(of: row - 1, extent, room: room) : nil
    }

    /// This part and those after it that fit into so many lines.
    func following(_ extent: ListExtent, room: ListRoom, lines: Int) -> [ListPart] {
        var parts: [ListPart] = []
        var left = lines
        var candidate = row < extent.count ? self : nil
        while let part = candidate, part.lines(extent, room: room) <= left {
            parts.append(part)
            left -= part.lines(extent, room: room)
            candidate = part.next(extent, room: room)
        }
        return parts
    }
}
