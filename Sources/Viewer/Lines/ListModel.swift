import TerminalUI

/// A list as a pane shows it: items of one or more lines, only the ones near the screen ever laid out.
package struct ListModel {
    package let count: Int
    private let memo: Memo
    /// Words for what is hidden above or below; nil leaves the reserved line empty.
    package let hint: (HiddenItems) -> StyledLine?

    package struct HiddenItems {
        package let range: Range<Int>
        package let isAbove: Bool
        package let width: Int
        package let glyphs: Glyphs
    }

    /// - Parameter lines: what an item says, without the cursor's column; an empty answer counts as one empty line.
    package init(
        count: Int, hint: @escaping (HiddenItems) -> StyledLine? = ListModel.countHint,
        lines: @escaping (Int) -> [StyledLine]
    ) {
        self.count = count
        self.hint = hint
        memo = Memo(lines: lines)
    }

    package func lines(_ index: Int) -> [StyledLine] { memo.lines(index) }

    package var extent: ListExtent { ListExtent(count: count) { memo.lines($0).count } }

    /// The same items are measured again and again while a list is scrolled by one step.
    private final class Memo {
        private var known: [Int: [StyledLine]] = [:]
        private let make: (Int) -> [StyledLine]

        init(lines: @escaping (Int) -> [StyledLine]) { make = lines }

        func lines(_ index: Int) -> [StyledLine] {
            if let lines = known[index] { return lines }
            let made = make(index)
            known[index] = made
            return made
        }
    }
}

extension ListModel {
    /// `+24 more v`: counts only.
    package static func countHint(_ hidden: HiddenItems) -> StyledLine? {
        var line = StyledLine("+\(hidden.range.count) more ", indent: 1)
        line.add(String(hidden.isAbove ? hidden.glyphs.up : hidden.glyphs.down))
        return line
    }

    /// Draws the items from the first column but one; the cursor's item has `>` in the first and its first line is
    /// reversed as far as its text goes: an entry may be ten lines high, and a cursor move must not write them all
    /// (docs/spec/terminal.md section 1).
    func draw(in buffer: inout CellBuffer, rect: Rect, scroll: ScrollState, room: ListRoom, style: ListStyle) {
        let pane = scroll.pane(extent, room: room)
        let body = rect.splitLeft(1).rest
        for row in pane.rows + (pane.begun.map { [$0] } ?? []) {
            let lines = Array(lines(row.index).dropFirst(row.skipped).prefix(row.lines))
            for (offset, line) in lines.enumerated() { line.draw(in: &buffer, rect: body, row: row.line + offset) }
            guard row.index == scroll.cursor, style.hasCursor else { continue }
            let lead = lines.prefix { $0.isLead }.count
            let width = lead < lines.count ? lines[lead].width + 2 : 1
            let place = Rect(
                row: rect.row + row.line + lead, column: rect.column, rows: min(1, row.lines - lead), columns: width)
            markCursor(in: &buffer, place.intersection(rect), isFocused: style.isFocused)
        }
        if pane.hasHintAbove {
            drawHint(in: &buffer, body, row: 0, 0..<pane.hiddenAbove, isAbove: true, style.glyphs)
        }
        if pane.hasHintBelow {
            let hidden = (count - pane.hiddenBelow)..<count
            drawHint(in: &buffer, body, row: room.height - 1, hidden, isAbove: false, style.glyphs)
        }
    }

    private func drawHint(
        in buffer: inout CellBuffer, _ rect: Rect, row: Int, _ range: Range<Int>, isAbove: Bool, _ glyphs: Glyphs
    ) {
        guard !range.isEmpty else { return }
        let hidden = HiddenItems(range: range, isAbove: isAbove, width: rect.columns, glyphs: glyphs)
        hint(hidden)?.draw(in: &buffer, rect: rect, row: row)
    }

    private func markCursor(in buffer: inout CellBuffer, _ place: Rect, isFocused: Bool) {
        buffer.write(">", in: place, style: .key)
        guard isFocused else { return }
        buffer.apply(.cursor, in: place)
        buffer.cursor = CursorPosition(row: place.row, column: place.column)
    }
}

/// How a list is drawn.
struct ListStyle {
    var isFocused = true
    var hasCursor = true
    var glyphs: Glyphs
}
