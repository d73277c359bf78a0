/// Makes text of a record safe to display: docs/spec/terminal.md 3.
///
/// A character that could move the cursor, reorder text or hide in it is replaced by a visible mark, never dropped:
/// this is clinical text. Applied where bytes become display text; the one place that writes cells guards again.
package enum DisplayText {
    /// Stands where a character was that may not reach a terminal.
    package static let mark: Unicode.Scalar = "\u{241B}"

    /// `text` with every character that may not be displayed replaced by `mark`.
    ///
    /// A line ending of carriage return and line feed is a line feed. A joiner or variation selector stays where it
    /// can only join: after a character, in a word that is not plain ASCII.
    package static func scrub(_ text: String, mark: Unicode.Scalar = DisplayText.mark) -> String {
        if isPlain(text.utf8) { return text }
        var output = String.UnicodeScalarView()
        var previous: Unicode.Scalar = "\n"
        var input = text.unicodeScalars.makeIterator()
        var pending = input.next()
        while let scalar = pending {
            pending = input.next()
            if scalar == "\r", pending == "\n" { continue }
            let isShown = isDisplayable(scalar) && (!isJoining(scalar) || mayFollow(previous, joiner: scalar))
            previous = isShown ? scalar : "\n"
            output.append(isShown ? scalar : mark)
        }
        return String(output)
    }

    /// Whether a scalar may be displayed at all. Joiners may, but only inside a cluster: see `scrub`.
    package static func isDisplayable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return true }
        if scalar == "\n" || scalar == "\t" { return true }
        return !hidden.contains { $0.contains(scalar.value) }
    }

    /// Nothing but printable ASCII, newlines and tabs: the common case, one loop over the bytes.
    private static func isPlain(_ bytes: String.UTF8View) -> Bool {
        let fast = bytes.withContiguousStorageIfAvailable { $0.allSatisfy(isPlain) }
        return fast ?? bytes.allSatisfy(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x20 < 0x5F || byte == 0x0A || byte == 0x09
    }

    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        joining.contains { $0.contains(scalar.value) }
    }

    /// A joiner after ASCII joins nothing and only makes two equal-looking words differ. Emoji variation selectors
    /// may follow a digit (keycaps).
    private static func mayFollow(_ previous: Unicode.Scalar, joiner: Unicode.Scalar) -> Bool {
        if previous.value > 0x7F { return !isJoining(previous) || joiner.value == 0x200D }
        return (joiner.value == 0xFE0E || joiner.value == 0xFE0F) && previous.properties.isEmoji
    }

    /// Zero-width scalars that belong inside a cluster: the joiners and the variation selectors.
    private static let joining: [ClosedRange<UInt32>] = [
        0x180B...0x180D, 0x180F...0x180F, 0x200C...0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF,
    ]

    /// Controls, bidirectional controls, line separators, byte order mark and everything else that shows nothing.
    private static let hidden: [ClosedRange<UInt32>] = [
        0x00...0x08, 0x0B...0x1F, 0x7F...0x9F,
        0xAD...0xAD, 0x34F...0x34F, 0x61C...0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180E...0x180E,
        0x200B...0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164...0x3164,
        0xFEFF...0xFEFF, 0xFFA0...0xFFA0, 0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
        0xE0000...0xE00FF,
    ]
}
