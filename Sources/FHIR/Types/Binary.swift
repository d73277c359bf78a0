import Foundation

/// A Binary resource: a document of any type, in base64 (docs/spec/fetch.md section 8.4).
package struct Binary: Sendable {
    package let value: JSONValue

    package init(_ value: JSONValue) { self.value = value }

    package var id: String? { value["id"]?.recorded }
    package var versionID: String? { value["meta"]?["versionId"]?.recorded }
    package var contentType: String? { value["contentType"]?.recorded?.nonEmpty }

    /// The base64 text's value: `content` in STU3, R4's `data` accepted; nil when the resource has neither.
    private var base64: JSONValue? { value["content"] ?? value["data"] }

    package var hasContent: Bool { base64?.kind == .string }

    /// The document's bytes; nil when there is no content or it is not base64 once white space is removed.
    package func content() -> [UInt8]? {
        guard let base64, base64.kind == .string else { return nil }
        let document = base64.document
        return Base64.decode(document.raw(base64.index), isEscaped: document.nodes[base64.index].hasEscape)
    }
}

/// Base64 of RFC 4648 with its padding, read strictly but for white space.
package enum Base64 {
    private static let whitespace: [UInt8] = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    private static let padding = UInt8(ascii: "=")

    /// - Parameter isEscaped: the text is the inside of a JSON string with backslash escapes, which is where MIME's line
    ///   breaks stand.
    package static func decode(_ text: ArraySlice<UInt8>, isEscaped: Bool = false) -> [UInt8]? {
        let hasWhitespace = text.withUnsafeBytes { buffer in whitespace.contains { holds($0, buffer) } }
        guard hasWhitespace || isEscaped else { return decodePlain(text) }
        return decodeBroken(text, isEscaped: isEscaped)
    }

    /// How much is decoded at a time: a multiple of four, so that padding can only end the last part.
    private static let partSize = 1 << 20

    /// Foundation reads the bytes where they lie, part by part: a large document is never held a third time.
    private static func decodePlain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        text.withUnsafeBytes { buffer -> [UInt8]? in
            var decoded: [UInt8] = []
            decoded.reserveCapacity(buffer.count / 4 * 3)
            for start in stride(from: 0, to: buffer.count, by: partSize) {
                let end = min(start + partSize, buffer.count)
                let part = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
                guard append(part, isLast: end == buffer.count, to: &decoded) else { return nil }
            }
            return decoded
        }
    }

    /// Gathers what is neither white space nor an escape of it, a part at a time.
    private static func decodeBroken(_ text: ArraySlice<UInt8>, isEscaped: Bool) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count / 4 * 3)
        var part: [UInt8] = []
        part.reserveCapacity(partSize)
        var index = text.startIndex
        while index < text.endIndex {
            guard let byte = next(of: text, at: &index, isEscaped: isEscaped) else { return nil }
            if whitespace.contains(byte) { continue }
            if part.count == partSize {
                guard part.withUnsafeBytes({ append($0, isLast: false, to: &decoded) }) else { return nil }
                part.removeAll(keepingCapacity: true)
            }
            part.append(byte)
        }
        return part.withUnsafeBytes { append($0, isLast: true, to: &decoded) } ? decoded : nil
    }

    private static func next(of text: ArraySlice<UInt8>, at index: inout Int, isEscaped: Bool) -> UInt8? {
        let byte = text[index]
        guard isEscaped, byte == UInt8(ascii: "\\") else {
            index += 1
            return byte
        }
        let isNumbered = index + 1 < text.endIndex && text[index + 1] == UInt8(ascii: "u")
        let escape = text[index...].prefix(isNumbered ? 6 : 2)
        index += escape.count
        // Line breaks come by the hundred thousand.
        if let last = escape.last, !isNumbered, "nrtf".utf8.contains(last) { return 0x20 }
        let character = JSONStringDecoding.decode(escape).utf8
        return character.count == 1 ? character.first : nil
    }

    /// Foundation lets surplus padding pass, which is looked for here.
    private static func append(_ part: UnsafeRawBufferPointer, isLast: Bool, to decoded: inout [UInt8]) -> Bool {
        guard let base = part.baseAddress, !part.isEmpty else { return true }
        let body = UnsafeRawBufferPointer(rebasing: part.dropLast(isLast ? 2 : 0))
        guard part.count % 4 == 0, !holds(padding, body) else { return false }
        let data = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: part.count, deallocator: .none)
        guard let content = Data(base64Encoded: data) else { return false }
        decoded.append(contentsOf: content)
        return true
    }

    /// `memchr` and not a closure over every byte: documents have tens of megabytes.
    private static func holds(_ byte: UInt8, _ buffer: UnsafeRawBufferPointer) -> Bool {
        guard let base = buffer.baseAddress else { return false }
        return memchr(base, Int32(byte), buffer.count) != nil
    }
}
