import CNcurses
import TerminalUI

/// Cells as ncurses takes them.
struct CellBridge {
    let palette: Palette
    /// Colours that the terminal has.
    let colours: Int
    private var styles: [StyleSet: term_cell] = [:]

    init(palette: Palette, colours: Int) {
        self.palette = palette
        self.colours = colours
    }

    mutating func cells(_ row: ArraySlice<Cell>) -> [term_cell] {
        row.map { cell in
            var output = styled(cell.styles)
            output.width = UInt8(cell.width)
            if cell.width > 0 { Self.store(cell.character, in: &output) }
            return output
        }
    }

    private static func store(_ character: Character, in cell: inout term_cell) {
        withUnsafeMutableBytes(of: &cell.scalars) { bytes in
            let scalars = bytes.bindMemory(to: UInt32.self)
            for (index, scalar) in zip(scalars.indices, character.unicodeScalars) { scalars[index] = scalar.value }
        }
    }

    private mutating func styled(_ roles: StyleSet) -> term_cell {
        if let known = styles[roles] { return known }
        let style = palette[roles]
        var cell = term_cell()
        cell.attributes = attributes(style)
        cell.foreground = number(style.foreground)
        cell.background = number(style.background)
        // The bright half of sixteen colours is bold where there are eight.
        if colours < 16, 8..<16 ~= cell.foreground { cell.attributes |= UInt8(TERM_BOLD) }
        if colours < 16, cell.foreground >= 8 { cell.foreground &= 7 }
        if colours < 16, cell.background >= 8 { cell.background &= 7 }
        styles[roles] = cell
        return cell
    }

    private func attributes(_ style: Style) -> UInt8 {
        let table: [(Style.Attributes, Int)] = [
            (.bold, TERM_BOLD), (.underline, TERM_UNDERLINE), (.reverse, TERM_REVERSE),
        ]
        return table.reduce(0) { style.attributes.contains($1.0) ? $0 | UInt8($1.1) : $0 }
    }

    /// ncurses numbers colours from 0; with direct colour the number is red, green and blue, but for the first eight.
    private func number(_ colour: Colour?) -> Int32 {
        guard let colour else { return -1 }
        if case .indexed(let index) = colour, colours <= 256 || index < 8 { return Int32(index) }
        let (red, green, blue) = colour.components
        return Int32(red << 16 | green << 8 | blue)
    }
}
