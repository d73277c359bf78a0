/// Strict UTF-8 (no overlong forms, no surrogates, nothing over U+10FFFF), run only over texts with a non-ASCII byte.
enum UTF8Validation {
    static func check(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        var index = 0
        while index < text.count {
            if index &+ 8 <= text.count,
                text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
                continue
            }
            guard text[index] >= 0x80 else {
                index &+= 1
                continue
            }
            index += try sequenceLength(text, index)
        }
    }

    private static func sequenceLength(_ text: Span<UInt8>, _ index: Int) throws(JSONSyntaxError) -> Int {
        let lead = text[index]
        let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        guard length > 0, index + length <= text.count else { throw JSONSyntaxError(.notUTF8, at: index) }
        for trail in 1..<length where text[index + trail] & 0xC0 != 0x80 { throw JSONSyntaxError(.notUTF8, at: index) }
        let second = text[index + 1]
        let isIllFormed =
            (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)
            || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)
        guard !isIllFormed else { throw JSONSyntaxError(.notUTF8, at: index) }
        return length
    }
}
