import FHIR

/// The start of a long text for a row; the whole stands in the detail (docs/spec/hazards.md row 18).
enum Excerpt {
    private static let longest = 110

    /// One line: whole when it is short, else cut after a word with "..." behind.
    static func line(_ text: String, label: String? = nil) -> RowLine? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        var line = ""
        for (index, word) in words.enumerated() {
            if !line.isEmpty, line.count + word.count + 1 > longest {
                return RowLine(line + " ...", label: label, isExcerpt: index < words.count)
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return RowLine(line, label: label, isExcerpt: text.contains(where: \.isNewline))
    }
}

extension DetailField {
    /// A field of words that come from a record: nothing in it can harm a terminal.
    static func scrubbed(_ label: String, _ text: String, style: Style = .plain, link: Int? = nil) -> DetailField {
        DetailField(DisplayText.scrub(label), DisplayText.scrub(text), style: style, link: link)
    }
}
