/// Cuts one line at its end, after a whole word: docs/spec/display.md 10.
///
/// For what may be cut only: addresses, practice names, paths, timeline labels. The caller offers the whole text one key
/// away.
package enum Truncation {
    /// The text if it fits, else whole words and `...`; a first word that is too long alone gives only `...`.
    package static func line(_ text: String, width: Int, ellipsis: String = "...") -> String {
        if CharacterWidth.of(text) <= width { return text }
        let room = width - CharacterWidth.of(ellipsis)
        guard room >= 0 else { return "" }
        var kept = text[text.startIndex..<text.startIndex]
        var used = 0
        for index in text.indices {
            if isWordEnd(text, index) { kept = text[..<index] }
            used += CharacterWidth.of(text[index])
            if used > room { break }
        }
        return kept + ellipsis
    }

    /// A comma ends a word only before a space: `1,000` is one.
    private static func isWordEnd(_ text: String, _ index: String.Index) -> Bool {
        if text[index...].hasPrefix(", ") { return true }
        return text[index] == " " && !text[..<index].hasSuffix(",")
    }
}
