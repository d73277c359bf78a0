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
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        if text.contains(where: isWhitespace) { return decodePlain(ArraySlice(text.filter { !isWhitespace($0) })) }
        return decodePlain(text)
    }

    private static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Foundation reads the bytes where they lie: a large document is not copied first.
    private static func decodePlain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        return text.withUnsafeBytes { buffer -> [UInt8]? in
            let base = UnsafeMutableRawPointer(mutating: buffer.baseAddress!)
            let data = Data(bytesNoCopy: base, count: buffer.count, deallocator: .none)
            return Data(base64Encoded: data).map { Array($0) }
        }
    }
}
