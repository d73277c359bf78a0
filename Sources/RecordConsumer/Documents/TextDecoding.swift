import Foundation

/// Bytes of a text document as text. No byte is dropped: what fits no encoding is read as Windows-1252, in which every
/// byte stands for something, and said to be a guess.
enum TextDecoding {
    private static let encodings: [String: String.Encoding] = [
        "iso-8859-1": .windowsCP1252, "latin1": .windowsCP1252, "windows-1252": .windowsCP1252,
        "cp1252": .windowsCP1252, "utf-16": .utf16, "utf-16le": .utf16LittleEndian, "utf-16be": .utf16BigEndian,
    ]

    private static let marks: [(bytes: [UInt8], encoding: String.Encoding)] = [
        ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
    ]

    static func decode(_ bytes: [UInt8], charset: String?) -> (text: String, isGuessed: Bool) {
        for mark in marks where bytes.starts(with: mark.bytes) {
            if let text = String(bytes: bytes.dropFirst(mark.bytes.count), encoding: mark.encoding) {
                return (text, false)
            }
        }
        if let encoding = charset.flatMap({ encodings[$0] }), let text = string(bytes, encoding) {
            return (text, false)
        }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
        return (windows1252(bytes), true)
    }

    private static func string(_ bytes: [UInt8], _ encoding: String.Encoding) -> String? {
        encoding == .windowsCP1252 ? windows1252(bytes) : String(bytes: bytes, encoding: encoding)
    }

    /// The characters of 0x80 to 0x9F; the five that are not defined stand for the control characters of Latin-1.
    private static let upperControls: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upperControls[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    private static func windows1252(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(windows1252(byte)) }
        return String(text)
    }
}
