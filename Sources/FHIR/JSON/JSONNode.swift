/// One value of a JSON text in the flat table that `JSONScanner` fills: 16 bytes, in document order.
///
/// Offsets and lengths are bytes of the text as received, so every value can be shown, compared and copied
/// exactly as it was written (docs/spec/README.md section 1, "regeneration copies a chosen resource as it was recorded").
package struct JSONNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case object, array, key, string, number, `true`, `false`, null
    }

    /// First byte of the value; for strings and keys the byte after the opening quote.
    package var offset: UInt32
    /// Bytes of the value; containers include their brackets, strings and keys exclude their quotes.
    package var length: UInt32
    /// Number of the node after this value and everything inside it.
    package var next: UInt32
    package var kind: Kind
    /// Strings and keys only: the text holds a backslash escape and must be decoded.
    package var hasEscape: Bool
}

extension JSONNode {
    /// The half-open range of bytes this node's `offset` and `length` name.
    package var byteRange: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
}
