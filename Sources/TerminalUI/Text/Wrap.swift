/// Breaks text into lines of a width: by words, never hyphenating (docs/spec/display.md 10).
///
/// A no-break space keeps a label with its value and a value with its unit; on the line it is a space. Only a word that
/// is longer than the whole line is broken, between characters.
package enum Wrap {
    /// The lines, without trailing spaces; an empty text has one empty line. Line feeds begin new lines.
    ///
    /// - Parameter hanging: columns by which every line but the first is set in.
    package static func lines(_ text: String, width: Int, hanging: Int = 0) -> [String] {
        guard width > 0 else { return [] }
        let hanging = hanging < width ? max(0, hanging) : 0
        var lines: [String] = []
        for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var wrapper = Wrapper(width: width, hanging: hanging, isFirst: lines.isEmpty)
            lines += wrapper.lines(of: paragraph)
        }
        return lines
    }
}

/// The wrapping of one paragraph.
private struct Wrapper {
    let width: Int
    let hanging: Int
    var isFirst: Bool
    private var line = ""
    private var lineWidth = 0
    private var isEmpty = true
    private var gap = 0
    private var done: [String] = []

    init(width: Int, hanging: Int, isFirst: Bool) {
        self.width = width
        self.hanging = hanging
        self.isFirst = isFirst
        begin()
    }

    mutating func lines(of paragraph: Substring) -> [String] {
        // Spaces that begin a paragraph are layout and stay; spaces between words separate.
        let indent = paragraph.prefix { $0 == " " || $0 == "\t" }.count
        gap = min(indent, max(0, width - lineWidth - 1))
        var rest = paragraph.dropFirst(indent)
        while !rest.isEmpty {
            let word = rest.prefix { $0 != " " && $0 != "\t" }
            rest = rest.dropFirst(word.count)
            append(word)
            gap = rest.prefix { $0 == " " || $0 == "\t" }.count
            rest = rest.dropFirst(gap)
        }
        finish()
        return done
    }

    private mutating func append(_ word: Substring) {
        let wordWidth = CharacterWidth.of(word)
        if !isEmpty, lineWidth + gap + wordWidth > width { finish() }
        line += String(repeating: " ", count: gap)
        lineWidth += gap
        if lineWidth + wordWidth <= width {
            add(word, wordWidth)
        } else {
            appendBroken(word)
        }
    }

    /// A word longer than a line: as much as fits on each, whole characters.
    private mutating func appendBroken(_ word: Substring) {
        for character in word {
            let characterWidth = CharacterWidth.of(character)
            if !isEmpty, lineWidth + characterWidth > width { finish() }
            add(Substring(String(character)), characterWidth)
        }
    }

    private mutating func add(_ text: Substring, _ textWidth: Int) {
        line += text.contains("\u{A0}") ? String(text.map { $0 == "\u{A0}" ? " " : $0 }) : String(text)
        lineWidth += textWidth
        isEmpty = false
    }

    private mutating func finish() {
        while line.last == " " { line.removeLast() }
        done.append(line)
        isFirst = false
        begin()
    }

    private mutating func begin() {
        lineWidth = isFirst ? 0 : hanging
        line = String(repeating: " ", count: lineWidth)
        isEmpty = true
        gap = 0
    }
}
