import TerminalUI

/// Keeps a number with its unit and a label with its value at a line end (docs/spec/display.md section 4 and check D11).
package enum KeepTogether {
    private static let joint: Character = "\u{A0}"

    /// As `Wrap.lines`, but `5` and `mg` stay on one line wherever a line holds both.
    package static func lines(_ text: String, width: Int, hanging: Int = 0) -> [String] {
        Wrap.lines(joined(text, room: width - hanging), width: width, hanging: hanging)
    }

    /// A label that does not part from the first word of its value.
    package static func labelled(_ label: String, _ text: String, room: Int) -> String {
        let first = joined(text, room: room).prefix { $0 != " " && !$0.isNewline }
        let fits = CharacterWidth.of(label) + 1 + CharacterWidth.of(first) <= room
        return label.map { $0 == " " ? String(joint) : String($0) }.joined() + (fits ? String(joint) : " ") + text
    }

    static func joined(_ text: String, room: Int) -> String {
        guard text.utf8.contains(where: { 0x30...0x39 ~= $0 }) else { return text }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1 else { return text }
        var output = String(words[0])
        var run = words[0]
        for index in 1..<words.count {
            let word = words[index]
            let belongs = isNumber(words[index - 1]) && isUnit(word) || isComparator(words[index - 1])
            let fits = CharacterWidth.of(run) + 1 + CharacterWidth.of(word) <= room
            output.append(belongs && fits ? joint : " ")
            output += word
            run = belongs && fits ? text[run.startIndex..<word.endIndex] : word
        }
        return output
    }

    private static func isNumber(_ word: Substring) -> Bool {
        guard let last = word.utf8.last, 0x30...0x39 ~= last else { return false }
        return word.utf8.allSatisfy {
            0x30...0x39 ~= $0 || $0 == 0x2E || $0 == 0x2C || $0 == 0x2F || $0 == 0x3C || $0 == 0x3E
        }
    }

    private static func isUnit(_ word: Substring) -> Bool {
        guard let first = word.first else { return false }
        return (first.isLetter || first == "%" || first == "\u{B5}") && word.count <= 16
    }

    private static func isComparator(_ word: Substring) -> Bool { ["<", ">", "<=", ">="].contains(word) }
}
