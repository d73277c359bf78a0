import RecordPresentation
import TerminalUI

/// Lays out the rows of one block in a width: as a table where its columns fit, else the term on its own lines and the
/// other columns as labelled values below it. Nothing is cut (docs/spec/display.md sections 4, 5 and 10).
struct RowLayout {
    let part: AreaListing.Part
    let width: Int
    /// A blank line between entries of several lines, where there is room (MEDi-037).
    let isSpaced: Bool
    private let table: TableLayout?

    init(part: AreaListing.Part, width: Int, isSpaced: Bool) {
        self.part = part
        self.width = width
        self.isSpaced = isSpaced
        let columns = zip(part.block.columns, part.wordWidths).map(Self.tableColumn)
        let needed = columns.filter { $0.dropOrder == 0 }
        let least = needed.reduce(2 * max(0, needed.count - 1)) { $0 + $1.least }
        table = least <= width ? TableLayout(columns, width: width) : nil
    }

    private static func tableColumn(_ column: Column, _ word: Int) -> TableColumn {
        switch column.width {
        case .fixed(let width): .fixed(column.heading, width: max(width, word), dropOrder: column.priority)
        case .flexible(let least):
            .flexible(
                column.heading, least: max(least, word), weight: column.isTerm ? 3 : 1, dropOrder: column.priority)
        }
    }

    /// Columns that had no room; they stand in the detail.
    var dropped: [String] { (table?.dropped ?? []).map { part.block.columns[$0].heading } }

    /// The column headings, aligned over their data.
    func headings(sort: RowSort?, glyphs: Glyphs) -> StyledLine {
        var line = StyledLine()
        guard let table else {
            line.add(
                part.block.columns.first(where: \.isTerm)?.heading ?? part.block.columns.first?.heading ?? "",
                style: .heading)
            return line
        }
        for placement in table.placements {
            let column = part.block.columns[placement.index]
            var text = column.heading
            if let sort, sort.column == column.name { text += " \(sort.isReversed ? glyphs.up : glyphs.down)" }
            let room = placement.width - CharacterWidth.of(text)
            let shift = column.alignment == .left ? 0 : max(0, room)
            line.add(text, style: .heading, column: placement.column + shift)
        }
        return line
    }

    func lines(of row: Row) -> [StyledLine] {
        var lines = table.map { tableLines(row, $0) } ?? stackedLines(row)
        for line in row.lines { lines += self.lines(of: line) }
        lines += MarkLines.lines(row.marks, width: width, indent: 2)
        if isSpaced, lines.count > 1 { lines.append(StyledLine()) }
        return row.isAbsent ? lines.map(\.greyed) : lines
    }

    private func lines(of line: RowLine) -> [StyledLine] {
        let room = max(1, width - 2)
        guard let label = line.label else { return StyledLine.wrapped(line.text, width: width, indent: 2) }
        let text = KeepTogether.labelled(label, line.text, room: room)
        let wrapped = KeepTogether.lines(text, width: room)
        return wrapped.enumerated().map { index, text in
            guard index == 0, text.hasPrefix(label) else { return StyledLine(text, style: .value, indent: 2) }
            var first = StyledLine(label, style: .label, indent: 2)
            first.add(String(text.dropFirst(label.count)), style: .value, column: 2 + CharacterWidth.of(label))
            return first
        }
    }

    private func tableLines(_ row: Row, _ table: TableLayout) -> [StyledLine] {
        var lines: [StyledLine] = []
        for placement in table.placements {
            let column = part.block.columns[placement.index]
            let text = row.cells.indices.contains(placement.index) ? row.cells[placement.index] : ""
            for (index, piece) in cell(text, column, placement).enumerated() where !piece.isEmpty {
                while lines.count <= index { lines.append(StyledLine()) }
                let shift = column.alignment == .left ? 0 : max(0, placement.width - CharacterWidth.of(piece))
                lines[index].add(piece, style: style(column, row), column: placement.column + shift)
            }
        }
        return lines.isEmpty ? [StyledLine()] : lines
    }

    private func cell(_ text: String, _ column: Column, _ placement: TableLayout.Placement) -> [String] {
        guard column.alignment == .decimal, let widest = part.fractions[placement.index], !text.contains("\n") else {
            return KeepTogether.lines(text, width: placement.width)
        }
        let isNumber = text.last?.isNumber == true
        let pad = isNumber ? widest - AreaListing.fraction(text) : 0
        guard pad > 0, CharacterWidth.of(text) + pad <= placement.width else {
            return KeepTogether.lines(text, width: placement.width)
        }
        return [text + String(repeating: " ", count: pad)]
    }

    private func stackedLines(_ row: Row) -> [StyledLine] {
        let columns = part.block.columns
        let term = columns.firstIndex(where: \.isTerm) ?? 0
        let name = row.cells.indices.contains(term) ? row.cells[term] : ""
        var lines = StyledLine.wrapped(name, width: width, style: row.isCoded ? .value : .plain)
        let atoms = columns.indices.filter { $0 != term && columns[$0].priority == 0 }.compactMap { index in
            let text = row.cells.indices.contains(index) ? row.cells[index] : ""
            return text.isEmpty
                ? nil : [(columns[index].heading + " ", StyleName.label), (text, style(columns[index], row))]
        }
        lines += StyledLine.flow(atoms, width: width, indent: 2)
        return lines
    }

    /// A term recorded in words only is not bold; states are (docs/spec/display.md sections 5 and 6).
    private func style(_ column: Column, _ row: Row) -> StyleName {
        if column.isTerm { return row.isCoded ? .value : .plain }
        return column.name == "status" ? .value : .plain
    }
}

/// Marks with their symbol and words, several on a line where they fit.
enum MarkLines {
    static func lines(_ marks: [Mark], width: Int, indent: Int = 0) -> [StyledLine] {
        StyledLine.flow(marks.map { [("\($0.level.symbol) \($0.text)", $0.level.style)] }, width: width, indent: indent)
    }
}

extension Mark.Level {
    package var style: StyleName {
        switch self {
        case .alert: .alert
        case .check: .check
        case .note: .note
        }
    }
}
