import FHIR
import Testing

@testable import TerminalUI

/// docs/spec/terminal.md 3.
@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain", "Ramipril 10mg capsules\n\tone daily", "Ramipril 10mg capsules\n\tone daily"),
        ("escape", "\u{1B}]0;title\u{07}", "␛]0;title␛"),
        ("delete and C1", "a\u{7F}\u{9B}b", "a␛␛b"),
        ("right to left override", "10\u{202E}gm", "10␛gm"),
        ("isolates", "\u{2066}x\u{2069}", "␛x␛"),
        ("marks of direction", "\u{200E}\u{200F}\u{61C}", "␛␛␛"),
        ("separators", "a\u{2028}b\u{2029}c", "a␛b␛c"),
        ("byte order mark", "\u{FEFF}a", "␛a"),
        ("zero width space", "a\u{200B}b", "a␛b"),
        ("carriage return", "spoof\rreal", "spoof␛real"),
        ("lines of Windows", "one\r\ntwo", "one\ntwo"),
        ("joiner in a word of ASCII", "para\u{200C}cetamol", "para␛cetamol"),
        ("joiner at the start", "\u{200D}a", "␛a"),
        ("joiner in Persian", "می\u{200C}خواهم", "می\u{200C}خواهم"),
        ("family", "👨\u{200D}👩", "👨\u{200D}👩"),
        ("heart", "❤\u{FE0F}", "❤\u{FE0F}"),
        ("a selector too many", "❤\u{FE0F}\u{FE01}", "❤\u{FE0F}␛"),
        ("accents", "Zoë Müller-Ó Súilleabháin e\u{301}", "Zoë Müller-Ó Súilleabháin e\u{301}"),
        ("empty", "", ""),
    ])
    func scrub(what: String, text: String, expected: String) {
        #expect(Array(DisplayText.scrub(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func asciiModeHasItsOwnMark() {
        #expect(DisplayText.scrub("a\u{1B}b", mark: "?") == "a?b")
    }

    @Test func scrubbedTextStaysAsItIs() {
        let once = DisplayText.scrub("a\u{202E}\r\nb❤\u{FE0F}\u{FE01}\u{1B}")
        #expect(DisplayText.scrub(once) == once)
    }

    /// Two rooms that may not import each other hold the same rule.
    @Test func cellsRefuseTheSameScalars() {
        let differing = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter {
            let isLayout = $0 == "\n" || $0 == "\t"
            return DisplayText.isDisplayable($0) != (CellGuard.isDisplayable($0) || isLayout)
        }
        #expect(differing == [])
    }
}
