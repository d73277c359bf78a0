import TerminalUI

/// One line of a pane: pieces of text at columns, each with its role. What every list and page is made of.
package struct StyledLine: Hashable, Sendable {
    package struct Piece: Hashable, Sendable {
        package var column: Int
        package var text: String
        package var style: StyleName
    }

    package private(set) var pieces: [Piece] = []
    /// A heading above an item: part of its height, not of what the cursor is on.
    package private(set) var isLead = false

    package init() {}

    package init(_ text: String, style: StyleName = .plain, indent: Int = 0) {
        add(text, style: style, column: indent)
    }

    /// The column behind the last piece.
    package var width: Int { pieces.map { $0.column + CharacterWidth.of($0.text) }.max() ?? 0 }

    package var text: String {
        var text = ""
        for piece in pieces {
            let gap = piece.column - CharacterWidth.of(text)
            if gap > 0 { text += String(repeating: " ", count: gap) }
            text += piece.text
        }
        return text
    }

    /// Adds a piece at a column, or behind the last one.
    package mutating func add(_ text: String, style: StyleName = .plain, column: Int? = nil) {
        guard !text.isEmpty else { return }
        pieces.append(Piece(column: column ?? width, text: text, style: style))
    }

    /// The same line as a heading above an item.
    package var asLead: StyledLine {
        var line = self
        line.isLead = true
        return line
    }

    package func indented(_ columns: Int) -> StyledLine {
        var line = self
        for index in line.pieces.indices { line.pieces[index].column += columns }
        return line
    }

    /// For what is not part of the record shown; words beside it say so.
    package var greyed: StyledLine {
        var line = self
        for index in line.pieces.indices where line.pieces[index].style != .check { line.pieces[index].style = .greyed }
        return line
    }

    package func draw(in buffer: inout CellBuffer, rect: Rect, row: Int) {
        for piece in pieces {
            buffer.write(piece.text, in: rect, row: row, column: piece.column, style: piece.style)
        }
    }
}

extension StyledLine {
    /// Text wrapped into lines of one role.
    package static func wrapped(
        _ text: String, width: Int, indent: Int = 0, hanging: Int = 0, style: StyleName = .plain
    ) -> [StyledLine] {
        let indent = min(indent, max(0, width - 1))
        return KeepTogether.lines(text, width: max(1, width - indent), hanging: hanging).map {
            StyledLine($0, style: style, indent: indent)
        }
    }

    /// Pieces that must not be broken, on as few lines as they fit; one that is too long for a line of its own wraps.
    package static func flow(
        _ atoms: [[(String, StyleName)]], width: Int, gap: Int = 2, indent: Int = 0
    ) -> [StyledLine] {
        var lines: [StyledLine] = []
        var line = StyledLine()
        for atom in atoms {
            let atomWidth = atom.reduce(0) { $0 + CharacterWidth.of($1.0) }
            let start = line.pieces.isEmpty ? indent : line.width + gap
            if start + atomWidth <= width {
                line.append(atom, at: start)
                continue
            }
            if !line.pieces.isEmpty { lines.append(line) }
            line = StyledLine()
            if indent + atomWidth <= width {
                line.append(atom, at: indent)
            } else {
                let text = atom.map(\.0).joined()
                lines += wrapped(text, width: width, indent: indent, style: atom.last?.1 ?? .plain)
            }
        }
        if !line.pieces.isEmpty { lines.append(line) }
        return lines
    }

    private mutating func append(_ atom: [(String, StyleName)], at column: Int) {
        var column = column
        for (text, style) in atom {
            add(text, style: style, column: column)
            column += CharacterWidth.of(text)
        }
    }
}
