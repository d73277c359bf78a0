/// The text of an RTF document: groups by an explicit stack, so that nesting is no matter; pictures, fonts and objects
/// are passed over.
struct RTFText {
    /// Destinations that hold no text of the document.
    private static let skipped: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "datastore",
        "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "filetbl", "revtbl",
        "fldinst", "bkmkstart", "bkmkend",
    ]

    private static let words: [String: String] = [
        "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t",
        "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
        "emspace": " ", "enspace": " ", "~": "\u{A0}", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\", "\n": "\n",
        "\r": "\n",
    ]

    private struct Group {
        var isSkipped = false
        /// Characters that follow a `\u` for readers without Unicode.
        var fallbackCount = 1
    }

    private let source: [UInt8]
    private var index = 0
    private var groups: [Group] = [Group()]
    private var text = String.UnicodeScalarView()
    private var fallbackLeft = 0
    private var highSurrogate: UInt32?
    private var atGroupStart = false

    private init(_ bytes: [UInt8]) { source = bytes }

    static func convert(_ bytes: [UInt8]) -> String {
        var reader = RTFText(bytes)
        reader.read()
        return String(reader.text)
    }

    private mutating func read() {
        while index < source.count {
            let byte = source[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"):
                groups.append(groups[groups.count - 1])
                atGroupStart = true
                continue
            case UInt8(ascii: "}"): if groups.count > 1 { groups.removeLast() }
            case UInt8(ascii: "\\"): readControl()
            case 0x0A, 0x0D, 0x00: continue
            default: append(TextDecoding.windows1252(byte), isFallback: true)
            }
            if byte != UInt8(ascii: "\\") { atGroupStart = false }
        }
    }

    private mutating func readControl() {
        guard index < source.count else { return }
        let first = source[index]
        guard Self.isLetter(first) else {
            index += 1
            readSymbol(first)
            return
        }
        let word = String(decoding: take(while: Self.isLetter).prefix(32), as: UTF8.self)
        let number = Int(String(decoding: take(while: Self.isOfNumber).prefix(11), as: UTF8.self))
        if index < source.count, source[index] == 0x20 { index += 1 }
        apply(word, number)
        atGroupStart = false
    }

    private mutating func readSymbol(_ symbol: UInt8) {
        switch symbol {
        case UInt8(ascii: "'"):
            let digits = source[index...].prefix(2)
            index += digits.count
            if let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                append(TextDecoding.windows1252(byte), isFallback: true)
            }
        // An optional destination: a reader that does not know it passes it over, and this one knows none.
        case UInt8(ascii: "*"):
            if atGroupStart { groups[groups.count - 1].isSkipped = true }
            return
        default:
            if let words = Self.words[String(Unicode.Scalar(symbol))] { append(words) }
        }
        atGroupStart = false
    }

    private mutating func apply(_ word: String, _ number: Int?) {
        switch word {
        case "u": if let number { appendUnicode(number) }
        case "uc": groups[groups.count - 1].fallbackCount = max(0, min(number ?? 1, 16))
        case "bin": index = min(source.count, index + max(0, number ?? 0))
        case _ where Self.skipped.contains(word): groups[groups.count - 1].isSkipped = true
        default: if let words = Self.words[word] { append(words) }
        }
    }

    /// Negative numbers stand for the upper half of 16 bits; two surrogates make one character.
    private mutating func appendUnicode(_ number: Int) {
        let unit = UInt32(truncatingIfNeeded: number) & 0xFFFF
        fallbackLeft = 0
        if (0xD800..<0xDC00).contains(unit) {
            highSurrogate = unit
        } else if (0xDC00..<0xE000).contains(unit), let high = highSurrogate {
            append(Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)) ?? "\u{FFFD}", isFallback: false)
            highSurrogate = nil
        } else {
            append(Unicode.Scalar(unit) ?? "\u{FFFD}", isFallback: false)
        }
        fallbackLeft = groups[groups.count - 1].fallbackCount
    }

    private mutating func append(_ words: String) {
        for scalar in words.unicodeScalars { append(scalar, isFallback: false) }
    }

    private mutating func append(_ scalar: Unicode.Scalar, isFallback: Bool) {
        guard !groups[groups.count - 1].isSkipped else { return }
        if isFallback, fallbackLeft > 0 {
            fallbackLeft -= 1
        } else {
            text.append(scalar)
        }
    }

    private mutating func take(while isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let part = source[index...].prefix(while: isTaken)
        index += part.count
        return part
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
