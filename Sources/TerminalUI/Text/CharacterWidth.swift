/// How many columns text takes on a terminal: docs/spec/terminal.md 2.
///
/// From a generated table, so that every machine answers the same and a screen can be tested without a terminal.
package enum CharacterWidth {
    /// Columns of one scalar: 0 for marks that sit on the one before, 2 for wide East Asian characters and emoji.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(WidthTable.zero, value) { return 0 }
        return value >= 0x1100 && contains(WidthTable.wide, value) ? 2 : 1
    }

    /// Columns of a whole text, as `CellBuffer` draws it.
    package static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// Columns of a grapheme cluster, as `CellBuffer` draws it.
    package static func of(_ character: Character) -> Int {
        if character.utf8.count == 1 { return 1 }
        return CellText.parts(of: character).reduce(0) { $0 + $1.width }
    }

    private static func contains(_ table: [UInt32], _ value: UInt32) -> Bool {
        var low = 0
        var high = table.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > table[2 * middle + 1] { low = middle + 1 } else { high = middle }
        }
        return low < table.count / 2 && value >= table[2 * low]
    }
}
