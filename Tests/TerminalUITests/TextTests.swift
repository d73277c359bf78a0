import Testing

@testable import TerminalUI

@Suite struct WrapTests {
    @Test(arguments: [
        ("Take two puffs four times a day", 16, ["Take two puffs", "four times a day"]),
        ("NHS No. 900\u{A0}000\u{A0}0033", 14, ["NHS No.", "900 000 0033"]),
        ("Pneumonoultramicroscopic cough", 10, ["Pneumonoul", "tramicrosc", "opic cough"]),
        ("你好世界", 5, ["你好", "世界"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("one\r\ntwo", 10, ["one", "two"]),
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("  indented text here", 12, ["  indented", "text here"]),
        ("a  b", 10, ["a  b"]),
        ("abc", 3, ["abc"]),
        ("abc d", 3, ["abc", "d"]),
        ("wide", 0, []),
        ("ab", 1, ["a", "b"]),
    ])
    func lines(text: String, width: Int, expected: [String]) {
        #expect(Wrap.lines(text, width: width) == expected)
    }

    @Test func laterLinesHang() {
        #expect(
            Wrap.lines("DOSE Two puffs four times", width: 12, hanging: 2) == ["DOSE Two", "  puffs four", "  times"])
    }

    @Test(arguments: 1...40)
    func everyWordIsThereAndNoLineIsTooLong(width: Int) {
        let text = "Salbutamol 100micrograms/dose inhaler CFC free 你好 two puffs four times a day when required"
        let lines = Wrap.lines(text, width: width)
        #expect(lines.allSatisfy { CharacterWidth.of($0) <= max(2, width) })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
}

@Suite struct TruncationTests {
    @Test(arguments: [
        ("1 High Street, Oldtown, Anytown", 31, "1 High Street, Oldtown, Anytown"),
        ("1 High Street, Oldtown, Anytown", 30, "1 High Street, Oldtown..."),
        ("1 High Street, Oldtown, Anytown", 16, "1 High Street..."),
        ("Supercalifragilistic surgery", 12, "..."),
        ("anything", 2, ""),
        ("你好 世界", 8, "你好..."),
    ])
    func cutsAfterAWholeWord(text: String, width: Int, expected: String) {
        #expect(Truncation.line(text, width: width) == expected)
    }
}

@Suite struct KeyEventTests {
    static let every: [KeyEvent] =
        NamedKey.allCases.map(KeyEvent.named) + (1...63).map(KeyEvent.function)
        + "ABCDEFGKLNOPQRSTUVWXYZ@\\]^_".map(KeyEvent.control) + " wW/?é你0".map(KeyEvent.character)

    @Test(arguments: every)
    func nameIsReadBack(key: KeyEvent) {
        #expect(KeyEvent(name: key.name) == key)
    }

    @Test(arguments: [("ctrl-l", KeyEvent.control("L")), ("f1", .function(1)), ("pgdn", .named(.pageDown))])
    func caseDoesNotMatterInNames(name: String, key: KeyEvent) {
        #expect(KeyEvent(name: name) == key)
    }

    @Test(arguments: ["", "F0", "F64", "Ctrl-", "Ctrl-I", "Ctrl-1", "Meta-x", "\u{1B}", "fx"])
    func otherNamesAreRefused(name: String) {
        #expect(KeyEvent(name: name) == nil)
    }

    @Test(
        arguments: [
            ("\r", KeyEvent.named(.enter)), ("\n", .named(.enter)), ("\u{1B}", .named(.escape)),
            ("\u{7F}", .named(.backspace)),
            ("\u{0C}", .control("L")), ("\u{00}", .control("@")), ("\t", .named(.tab)), ("é", .character("é")),
        ] as [(Unicode.Scalar, KeyEvent)])
    func scalarsBecomeKeys(scalar: Unicode.Scalar, key: KeyEvent) {
        #expect(KeyEvent(scalar: scalar) == key)
    }
}

@Suite struct ClipboardTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func sequenceHoldsTheTextInBase64(text: String, base64: String) {
        let (bytes, outcome) = Clipboard.sequence(for: text, isInTmux: false)
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;\(base64)\u{07}")
        #expect(outcome == .sent(characters: text.count))
    }

    @Test func tmuxHandsItOn() {
        let bytes = Clipboard.sequence(for: "foo", isInTmux: true).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{07}\u{1B}\\")
    }

    @Test func tooLargeATextIsNotSent() {
        let (bytes, outcome) = Clipboard.sequence(for: String(repeating: "é", count: 40_000), isInTmux: false)
        #expect(bytes == [])
        #expect(outcome == .tooLarge(bytes: 80_000))
    }

    @Test func hostileTextIsMarkedThereToo() {
        // base64 of "a␛b"
        let bytes = Clipboard.sequence(for: "a\u{202E}b", isInTmux: false).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}]52;c;YeKQm2I=\u{07}")
    }
}
