/// One value of a JSON text in the flat table that `JSONScanner` fills: 12 bytes, in document order. The table of a large
/// record is nearly as large as the record: a fourth less of it is a fourth of a peak that fetching must keep below.
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
    /// From the top: three bits of kind, one of `hasEscape`, the rest is `next`.
    private var packed: UInt32

    private static let nextBits: UInt32 = 28
    private static let escapeBit: UInt32 = 1 << nextBits
    private static let nextMask: UInt32 = escapeBit - 1

    /// No text of that many bytes has more nodes than `next` can count: every value and key takes two bytes at least,
    /// a comma, colon or bracket with it.
    static let longestText = Int(nextMask) * 2

    init(offset: UInt32, length: UInt32, next: UInt32, kind: Kind, hasEscape: Bool) {
        self.offset = offset
        self.length = length
        packed = UInt32(kind.rawValue) << (Self.nextBits + 1) | (hasEscape ? Self.escapeBit : 0) | next & Self.nextMask
    }

    /// Number of the node after this value and everything inside it.
    @inline(__always)
    package var next: UInt32 {
        get { packed & Self.nextMask }
        set { packed = packed & ~Self.nextMask | newValue & Self.nextMask }
    }

    @inline(__always)
    package var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: packed >> (Self.nextBits + 1)))! }

    /// Strings and keys only: the text holds a backslash escape and must be decoded.
    @inline(__always)
    package var hasEscape: Bool { packed & Self.escapeBit != 0 }
}

extension JSONNode {
    /// The half-open range of bytes this node's `offset` and `length` name.
    package var byteRange: Range<Int> { Int(offset)..<Int(offset) + Int(length) }
}
