/// Which scalars no cell may hold: docs/spec/terminal.md 3.
///
/// The record's text is scrubbed where bytes become text; this guard stands again at the one place that writes cells,
/// and in what is copied to the terminal's clipboard. This room knows nothing of records, so it has its own table;
/// a test compares both over all of Unicode.
package enum CellGuard {
    /// Stands where a scalar was refused.
    package static let mark: Unicode.Scalar = "\u{241B}"

    /// Whether a scalar may be part of a cell's text. Newline and tab may not: whoever draws has laid them out.
    package static func isDisplayable(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x7F { return value >= 0x20 }
        var low = 0
        var high = refused.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > refused[2 * middle + 1] { low = middle + 1 } else { high = middle }
        }
        return low == refused.count / 2 || value < refused[2 * low]
    }

    /// Sorted pairs first, last.
    private static let refused: [UInt32] = [
        0x7F, 0x9F, 0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x180E,
        0x200B, 0x200B, 0x200E, 0x200F, 0x2028, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFEFF, 0xFEFF,
        0xFFA0, 0xFFA0, 0xFFF9, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE00FF,
    ]
}
