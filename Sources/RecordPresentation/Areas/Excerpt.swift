import FHIR

/// The start of a long text for a row; the whole stands in the detail (docs/spec/hazards.md row 18).
enum Excerpt {
    private static let longest = 110

    /// One line: whole when it is short, else cut after a word with "..." behind. Reads no further than it must: a
    /// comment may be long, and a list has many.
    static func line(_ text: String, label: String? = nil) -> RowLine? {
        if isPlainAndShort(text) { return RowLine(text, label: label) }
        var line = String.UnicodeScalarView()
        var hasBreak = false
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(where: { !$0.properties.isWhitespace }) {
            hasBreak = hasBreak || (!line.isEmpty && rest[..<start].contains(where: isBreak))
            let end = rest[start...].firstIndex(where: \.properties.isWhitespace) ?? rest.endIndex
            let word = rest[start..<end]
            if !line.isEmpty, line.count + word.count + 1 > longest {
                return RowLine(String(line) + " ...", label: label, isExcerpt: true)
            }
            if !line.isEmpty { line.append(" ") }
            line.append(contentsOf: word)
            rest = rest[end...]
        }
        return line.isEmpty ? nil : RowLine(String(line), label: label, isExcerpt: hasBreak)
    }

    /// Most comments are a few words of ASCII parted by single blanks: they stand as they are.
    private static func isPlainAndShort(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (1...longest).contains(bytes.count), bytes.last != UInt8(ascii: " ") else { return false }
        var previous = UInt8(ascii: " ")
        for byte in bytes {
            guard (0x21..<0x7F).contains(byte) || (byte == 0x20 && previous != 0x20) else { return false }
            previous = byte
        }
        return true
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
}

extension DetailField {
    /// A field of words that come from a record: nothing in it can harm a terminal.
    static func scrubbed(_ label: String, _ text: String, style: Style = .plain, link: Int? = nil) -> DetailField {
        DetailField(DisplayText.scrub(label), DisplayText.scrub(text), style: style, link: link)
    }
}
