/// The escape sequence (OSC 52) that puts text on the clipboard of the machine a person sits at, also over SSH.
package enum Clipboard {
    package enum Outcome: Hashable, Sendable {
        /// So many characters went to the terminal; whether it took them it does not say.
        case sent(characters: Int)
        /// Terminals drop what is larger: the text has this many bytes, `Clipboard.largest` are allowed.
        case tooLarge(bytes: Int)
        case notSupported
    }

    /// Bytes of text that terminals are known to take.
    package static let largest = 74_994

    /// The bytes to write, none if the text is too large. What may not reach a terminal is replaced by a mark.
    package static func sequence(for text: String, isInTmux: Bool) -> (bytes: [UInt8], outcome: Outcome) {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isLayout = scalar == "\n" || scalar == "\t"
            safe.append(isLayout || CellGuard.isDisplayable(scalar) ? scalar : CellGuard.mark)
        }
        let payload = Array(String(safe).utf8)
        if payload.count > largest { return ([], .tooLarge(bytes: payload.count)) }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(payload) + Array("\u{07}".utf8)
        return (isInTmux ? throughTmux(plain) : plain, .sent(characters: text.count))
    }

    /// tmux hands on what is wrapped for it, with every escape doubled.
    private static func throughTmux(_ bytes: [UInt8]) -> [UInt8] {
        Array("\u{1B}Ptmux;".utf8) + bytes.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] } + Array("\u{1B}\\".utf8)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < group.count ? UInt32(group[start + $1]) : 0) }
            for position in 0..<4 {
                let index = Int(bits >> UInt32(18 - 6 * position) & 0x3F)
                output.append(position <= group.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return output
    }
}
