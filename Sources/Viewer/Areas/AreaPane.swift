import GPConnect
import RecordPresentation
import TerminalUI

/// The list of one area in a rectangle: title, notes, headings that stay, rows, and what is out of view
/// (docs/spec/display.md sections 5 and 14). Laid out alike for drawing and for moving the cursor.
struct AreaPane {
    let listing: AreaListing
    let rect: Rect
    let frame: Frame
    let head: HeadBox
    /// Whether blank lines part the entries.
    let isSpaced: Bool
    private let layouts: [RowLayout]

    init(_ listing: AreaListing, rect: Rect, frame: Frame) {
        self.listing = listing
        self.rect = rect
        self.frame = frame
        let width = Self.width(rect, frame)
        let spaced = frame.size.rows >= 40
        isSpaced = spaced
        layouts = listing.parts.map { RowLayout(part: $0, width: width, isSpaced: spaced) }
        let keyName = frame.keys.keyName(.areaNotes) ?? "i"
        let room = Self.headRoom(listing, rows: rect.rows)
        head = HeadBox(
            listing.view.head, width: width, room: room, alertRoom: max(room, rect.rows / 2), keyName: keyName)
    }

    /// Few lines above rows; all that the sentences of an empty area leave.
    private static func headRoom(_ listing: AreaListing, rows: Int) -> Int {
        guard listing.total > 0 else { return max(1, rows - 3 - listing.items.count * 2) }
        return min(rows < 22 ? 2 : rows < 40 ? 5 : 10, max(1, rows / 3))
    }

    private var width: Int { Self.width(rect, frame) }

    /// Without the cursor's column, and one free column before a line between panes.
    private static func width(_ rect: Rect, _ frame: Frame) -> Int {
        max(1, rect.columns - (rect.endColumn < frame.rect.endColumn ? 2 : 1))
    }

    /// Title, notes, block heading, column headings, filter notice.
    private var fixedRows: Int {
        1 + head.lines.count + (hasBlockLine ? 1 : 0) + (listing.parts.isEmpty ? 0 : 1) + notice.count
    }

    private var hasBlockLine: Bool { listing.parts.count > 1 }

    var listRect: Rect { rect.splitTop(min(fixedRows, max(0, rect.rows - 3))).rest }

    var room: ListRoom { ListRoom(height: listRect.rows, hasHints: true) }

    var model: ListModel {
        ListModel(count: listing.items.count, hint: hint) { lines(of: $0) }
    }

    /// A later block begins with its heading and its own column headings.
    private func lines(of item: Int) -> [StyledLine] {
        guard let block = listing.block(of: item) else { return [] }
        let opening = hasOwnHeading(item) ? openingLines(block) : []
        guard let row = listing.row(item) else {
            let words =
                listing.query.filters.isEmpty || listing.parts[block].block.rows.isEmpty
                ? listing.parts[block].block.emptyText : "No row of this block meets the filter."
            return opening.map(\.asLead) + StyledLine.wrapped(words, width: width, style: .label)
                + (isSpaced ? [StyledLine()] : [])
        }
        return opening.map(\.asLead) + layouts[block].lines(of: row)
    }

    private func openingLines(_ block: Int) -> [StyledLine] {
        let part = listing.parts[block]
        let isEmpty = part.rows.isEmpty
        let title = "\(part.block.title) \(part.countText)"
        let lines = fits(block) ? [blockLine(block)] : StyledLine.wrapped(title, width: width, style: .title)
        return lines
            + (isEmpty ? [] : [layouts[block].headings(sort: listing.query.sort, glyphs: frame.glyphs)])
    }

    /// The first block's heading stands above the list, unless it is too long to stand there whole.
    private func hasOwnHeading(_ item: Int) -> Bool {
        guard listing.isFirstOfBlock(item), let block = listing.block(of: item) else { return false }
        return block > 0 || hasBlockLine && !fits(block)
    }

    private func fits(_ block: Int) -> Bool {
        let part = listing.parts[block]
        return CharacterWidth.of(part.block.title) + 1 + CharacterWidth.of(part.countText) <= width
    }

    // MARK: Fixed lines

    /// One line; a longer heading is whole where its block begins.
    private func blockLine(_ block: Int) -> StyledLine {
        let part = listing.parts[block]
        let room = max(1, width - CharacterWidth.of(part.countText) - 1)
        let title = Truncation.line(part.block.title, width: room)
        var line = StyledLine("\(title) \(part.countText)", style: .title)
        let order = part.order
        if !part.rows.isEmpty, line.width + 2 + CharacterWidth.of(order) <= width {
            line.add(order, style: .label, column: width - CharacterWidth.of(order))
        }
        return line
    }

    /// `MEDICATIONS  Current 12, Past 31, linked 4`: whole parts only, the rest counted.
    private var titleLine: StyledLine {
        var line = StyledLine(listing.view.title.uppercased(), style: .title)
        var rest = AreaCounts(listing).parts[...]
        var separator = "  "
        while let next = rest.first {
            let more = rest.count > 1 ? 9 : 0
            guard line.width + CharacterWidth.of(separator + next) + more <= width else { break }
            line.add(separator + next, style: .label)
            separator = ", "
            rest.removeFirst()
        }
        if !rest.isEmpty { line.add("  +\(rest.count) more", style: .label) }
        guard !hasBlockLine, let part = listing.parts.first, !part.rows.isEmpty,
            line.width + 2 + CharacterWidth.of(part.order) <= width
        else { return line }
        line.add(part.order, style: .label, column: width - CharacterWidth.of(part.order))
        return line
    }

    /// Between the headings and the first row (docs/spec/display.md D13).
    private var notice: [StyledLine] {
        guard !listing.query.filters.isEmpty else { return [] }
        let key = frame.keys.keyName(.unfilter) ?? "X"
        let text =
            "Data filtered to show: \(listing.query.words). \(listing.shown) of \(listing.total) rows, "
            + "\(listing.total - listing.shown) hidden. \(key) removes it."
        return StyledLine.wrapped("! " + text, width: width, hanging: 2, style: .check)
    }

    // MARK: Hidden rows

    /// Current medications out of view are named, all else is counted; a hidden check marks the count
    /// (docs/spec/display.md section 5, look-ahead rows).
    private func hint(_ hidden: ListModel.HiddenItems) -> StyledLine? {
        let count = listing.rowCount(hidden.range)
        guard count > 0 else {
            return StyledLine(String(hidden.isAbove ? hidden.glyphs.up : hidden.glyphs.down), indent: 2)
        }
        let worst = hidden.range.compactMap { listing.row($0)?.marks.map(\.level).max() }.max()
        let mark = worst.flatMap { $0 >= .check ? $0.symbol + " " : nil } ?? ""
        return LookAhead(
            names: names(hidden), count: count, mark: mark, markStyle: worst?.style ?? .plain,
            arrow: String(hidden.isAbove ? hidden.glyphs.up : hidden.glyphs.down), dot: hidden.glyphs.dot,
            width: hidden.width
        ).line
    }

    /// The nearest last: it stands next to the arrow.
    private func names(_ hidden: ListModel.HiddenItems) -> [String] {
        guard listing.view.area == .medications else { return [] }
        let near = hidden.isAbove ? Array(hidden.range.suffix(12)) : Array(hidden.range.prefix(12)).reversed()
        return near.compactMap { item in
            guard let block = listing.block(of: item), let row = listing.row(item),
                listing.parts[block].block.kind == .primary, !PastBlocks.contains(listing.parts[block].block.title)
            else { return nil }
            let term = listing.parts[block].block.columns.firstIndex(where: \.isTerm) ?? 0
            return row.cells.indices.contains(term) ? row.cells[term] : nil
        }
    }

    // MARK: Drawing

    func draw(in buffer: inout CellBuffer, scroll: ScrollState, isFocused: Bool) {
        let body = rect.splitLeft(1).rest
        let fixed = rect.rows - listRect.rows
        for (row, line) in fixedLines(scroll).prefix(fixed).enumerated() {
            line.draw(in: &buffer, rect: body, row: row)
        }
        guard !listing.items.isEmpty else { return }
        let style = ListStyle(isFocused: isFocused, glyphs: frame.glyphs)
        model.draw(in: &buffer, rect: listRect, scroll: scroll, room: room, style: style)
    }

    /// The headings are those of the block at the top of the list.
    private func fixedLines(_ scroll: ScrollState) -> [StyledLine] {
        var lines = [titleLine] + head.lines
        guard !listing.items.isEmpty else {
            return listing.view.head.isEmpty ? lines + [StyledLine(AreaWords.empty, style: .label)] : lines
        }
        let first = scroll.pane(model.extent, room: room).rows.first?.index ?? 0
        let block = listing.block(of: first) ?? 0
        let doubles = hasOwnHeading(first)
        if hasBlockLine { lines.append(doubles ? StyledLine() : blockLine(block)) }
        let hasHeadings = !doubles && !listing.parts[block].rows.isEmpty
        lines.append(
            hasHeadings ? layouts[block].headings(sort: listing.query.sort, glyphs: frame.glyphs) : StyledLine())
        return lines + notice
    }
}

/// `! +5 more . Furosemide 40mg tablets . Senna 7.5mg tablets v`: whole names only, the rest counted.
struct LookAhead {
    let names: [String]
    let count: Int
    let mark: String
    let markStyle: StyleName
    let arrow: String
    let dot: Character
    let width: Int

    var line: StyledLine {
        var kept: [String] = []
        for name in names.reversed() where !name.contains("\n") {
            let wanted = [name] + kept
            guard lineWidth(wanted) <= width - 1 else { break }
            kept = wanted
        }
        var line = StyledLine()
        var column = 1
        func add(_ text: String, _ style: StyleName) {
            line.add(text, style: style, column: column)
            column += CharacterWidth.of(text)
        }
        add(mark, markStyle)
        let rest = count - kept.count
        if rest > 0 { add("+\(rest) more ", .plain) }
        for (index, name) in kept.enumerated() {
            if index > 0 || rest > 0 { add("\(dot) ", .plain) }
            add(name, .value)
            add(" ", .plain)
        }
        add(arrow, .plain)
        return line
    }

    private func lineWidth(_ names: [String]) -> Int {
        let rest = count - names.count
        let words = rest > 0 ? CharacterWidth.of("+\(rest) more ") + 2 : 0
        return CharacterWidth.of(mark) + words + names.reduce(0) { $0 + CharacterWidth.of($1) + 3 } + 1
    }
}

/// Blocks of what is over: `P` goes there, and look-ahead rows count instead of naming.
enum PastBlocks {
    private static let words = ["past", "ended", "inactive", "stopped", "completed"]

    static func contains(_ title: String) -> Bool {
        let title = title.lowercased()
        return words.contains { title.contains($0) }
    }
}
