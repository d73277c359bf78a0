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
        if document.nodes[base64.index].hasEscape {
            return Base64.decode(ArraySlice(document.string(base64.index).utf8))
        }
        return Base64.decode(document.raw(base64.index))
    }
}

/// Base64 of RFC 4648 with its padding, read strictly but for white space.
package enum Base64 {
    private static let whitespace: [UInt8] = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    private static let padding = UInt8(ascii: "=")

    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let hasWhitespace = text.withUnsafeBytes { buffer in whitespace.contains { holds($0, buffer) } }
        guard hasWhitespace else { return decodePlain(text) }
        return decodePlain(ArraySlice(text.filter { !whitespace.contains($0) }))
    }

    /// How much is decoded at a time: a multiple of four, so that padding can only end the last part.
    private static let partSize = 1 << 20

    /// Foundation reads the bytes where they lie, part by part: a large document is never held a third time. It lets
    /// surplus padding pass, which is looked for here.
    private static func decodePlain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        return text.withUnsafeBytes { buffer -> [UInt8]? in
            guard !holds(padding, UnsafeRawBufferPointer(rebasing: buffer.dropLast(2))) else { return nil }
            var decoded: [UInt8] = []
            decoded.reserveCapacity(buffer.count / 4 * 3)
            for start in stride(from: 0, to: buffer.count, by: partSize) {
                let part = UnsafeRawBufferPointer(rebasing: buffer[start..<min(start + partSize, buffer.count)])
                let bytes = UnsafeMutableRawPointer(mutating: part.baseAddress!)
                let data = Data(bytesNoCopy: bytes, count: part.count, deallocator: .none)
                guard let content = Data(base64Encoded: data) else { return nil }
                decoded.append(contentsOf: content)
            }
            return decoded
        }
    }

    /// `memchr` and not a closure over every byte: documents have tens of megabytes.
    private static func holds(_ byte: UInt8, _ buffer: UnsafeRawBufferPointer) -> Bool {
        guard let base = buffer.baseAddress else { return false }
        return memchr(base, Int32(byte), buffer.count) != nil
    }
}
