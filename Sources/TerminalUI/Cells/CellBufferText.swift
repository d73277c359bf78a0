extension CellBuffer {
    /// The screen as lines without their trailing spaces: what golden screens compare.
    package var text: String {
        (0..<rows).map(line).joined(separator: "\n")
    }

    /// One row as text without its trailing spaces.
    package func line(_ row: Int) -> String {
        var text = ""
        for cell in self[row: row] where cell.width > 0 { text.append(cell.character) }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The screen with its roles, one line a row: `{alert}!! RECORD IN TRANSIT{} plain`. For tests.
    package var styledText: String {
        (0..<rows).map(styledLine).joined(separator: "\n")
    }

    private func styledLine(_ row: Int) -> String {
        var text = ""
        var current: StyleSet = []
        for cell in self[row: row] where cell.width > 0 {
            if cell.styles != current {
                current = cell.styles
                text += "{\(current.names.map(\.rawName).joined(separator: " "))}"
            }
            text.append(cell.character)
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}
