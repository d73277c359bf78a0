/// Turns the raw bytes of a JSON string into its text; escapes were checked by `JSONScanner`.
enum JSONStringDecoding {
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    private static let shortEscapes: [UInt8: UInt8] = [0x6E: 10, 0x74: 9, 0x72: 13, 0x62: 8, 0x66: 12]

    /// A lone surrogate becomes U+FFFD; the scanner has reported it (docs/spec/terminal.md section 4).
    static func decode(_ raw: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
                bytes.append(raw[index])
                index += 1
                continue
            }
            if raw[index + 1] == UInt8(ascii: "u") {
                let (scalar, length) = unicodeEscape(raw, index)
                bytes.append(contentsOf: String(scalar).utf8)
                index += length
            } else {
                bytes.append(shortEscapes[raw[index + 1]] ?? raw[index + 1])
                index += 2
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unicodeEscape(_ raw: ArraySlice<UInt8>, _ index: Int) -> (Unicode.Scalar, Int) {
        guard let first = unit(raw, index) else { return ("\u{FFFD}", raw.endIndex - index) }
        if (0xD800..<0xDC00).contains(first), let second = unit(raw, index + 6), (0xDC00..<0xE000).contains(second),
            let pair = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        {
            return (pair, 12)
        }
        return (Unicode.Scalar(first) ?? "\u{FFFD}", 6)
    }

    private static func unit(_ raw: ArraySlice<UInt8>, _ index: Int) -> UInt32? {
        guard index + 5 < raw.endIndex, raw[index] == UInt8(ascii: "\\"), raw[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var value: UInt32 = 0
        for offset in 2...5 {
            guard let digit = hexDigit(raw[index + offset]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}
