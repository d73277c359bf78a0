/// A cursor on one value of a `JSONDocument`. Reading is lenient and never fails: what is not there is nil.
package struct JSONValue: Sendable {
    package let document: JSONDocument
    /// The value's number in `JSONDocument.nodes`.
    package let index: Int

    package init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    package var kind: JSONNode.Kind { document.nodes[index].kind }

    /// The value of the first member of that name; nil for a JSON null too, which FHIR uses only to fill arrays.
    package subscript(_ name: StaticString) -> JSONValue? {
        guard let member = document.member(index, name), document.nodes[member].kind != .null else { return nil }
        return JSONValue(document: document, index: member)
    }

    /// The elements of the member `name`; one value standing where an array is due counts as its only element.
    package func all(_ name: StaticString) -> [JSONValue] {
        self[name]?.elements ?? []
    }

    /// The decoded text of a JSON string; nil for any other kind.
    package var string: String? { kind == .string ? document.string(index) : nil }

    /// A scalar as recorded: a string's text, a number's digits as written, `true` or `false`; nil for containers and null.
    package var recorded: String? {
        switch kind {
        case .string: document.string(index)
        case .number, .true, .false: String(decoding: document.raw(index), as: UTF8.self)
        case .object, .array, .key, .null: nil
        }
    }

    /// Whether there is a `recorded` text.
    package var isScalar: Bool {
        switch kind {
        case .string, .number, .true, .false: true
        case .object, .array, .key, .null: false
        }
    }

    package var bool: Bool? { kind == .true ? true : kind == .false ? false : nil }

    /// The bytes of the whole value; strings with their quotes.
    package var source: ArraySlice<UInt8> {
        let range = document.nodes[index].byteRange
        return kind == .string ? document.bytes[range.lowerBound - 1..<range.upperBound + 1] : document.bytes[range]
    }

    /// The elements of an array; any other value but null is its own only element.
    package var elements: [JSONValue] {
        switch kind {
        case .array:
            var elements: [JSONValue] = []
            var child = index + 1
            let end = Int(document.nodes[index].next)
            while child < end {
                elements.append(JSONValue(document: document, index: child))
                child = Int(document.nodes[child].next)
            }
            return elements
        case .null: return []
        default: return [self]
        }
    }

    /// The members of an object in the order written, duplicates too; empty for any other value.
    package var members: [(name: String, value: JSONValue)] {
        guard kind == .object else { return [] }
        var members: [(String, JSONValue)] = []
        var key = index + 1
        let end = Int(document.nodes[index].next)
        while key < end {
            members.append((document.string(key), JSONValue(document: document, index: key + 1)))
            key = Int(document.nodes[key + 1].next)
        }
        return members
    }

    /// Whether the value is a JSON string with exactly this text.
    package func isText(_ text: StaticString) -> Bool { kind == .string && document.text(index, is: text) }

    /// `isText` whatever the case of its letters (ASCII).
    package func isTextIgnoringCase(_ text: StaticString) -> Bool {
        guard kind == .string else { return false }
        let raw = document.raw(index)
        return raw.count == text.utf8CodeUnitCount && !document.nodes[index].hasEscape
            && raw.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: raw.count)) {
                Self.lowercased($0) == Self.lowercased($1)
            }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// False for a value whose `recorded` text cannot have that many bytes.
    package func mayBeRecorded(length: Int) -> Bool {
        document.nodes[index].hasEscape || document.raw(index).count == length
    }

    /// Whether `recorded` is this text, found without making it.
    package func isRecorded(_ text: String) -> Bool {
        switch kind {
        case .string where document.nodes[index].hasEscape: document.string(index) == text
        case .string, .number, .true, .false: document.raw(index).elementsEqual(text.utf8)
        case .object, .array, .key, .null: false
        }
    }

    package var path: String { document.path(ofNode: index) }
}

extension JSONValue: Equatable {
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        left.document === right.document && left.index == right.index
    }
}
