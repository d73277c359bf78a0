/// Why a text is not JSON, and at which byte of it. `JSONDocument.position(ofByte:)` gives line and column.
package struct JSONSyntaxError: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// A value, comma, colon, quote or bracket was due and something else stands there.
        case expected(String)
        /// The text ends inside a value.
        case truncated
        /// Containers nested deeper than `JSONScanner.depthLimit`.
        case depthLimit(Int)
        /// A raw control character inside a string.
        case controlCharacter(UInt8)
        /// A backslash followed by something JSON does not define.
        case badEscape
        /// Bytes that are not UTF-8.
        case notUTF8
        /// Something follows the document's one value.
        case trailingText
        /// More bytes than `JSONScanner.sizeLimit`.
        case sizeLimit(Int)
        case empty
    }

    package var reason: Reason
    package var offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// What was expected, in words; carries no text of the record.
    package var description: String {
        switch reason {
        case .expected(let what): "expected \(what)"
        case .truncated: "the text ends in the middle of a value"
        case .depthLimit(let limit): "nested deeper than the limit of \(limit) levels"
        case .controlCharacter(let byte): "a control character (0x\(String(byte, radix: 16))) inside a string"
        case .badEscape: "a backslash that begins no JSON escape"
        case .notUTF8: "bytes that are not UTF-8 text"
        case .trailingText: "text after the end of the JSON value"
        case .sizeLimit(let limit): "larger than the limit of \(limit >> 20) MiB"
        case .empty: "no JSON value: the text is empty"
        }
    }
}
