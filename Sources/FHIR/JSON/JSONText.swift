/// JSON that this program makes, as a value: small structures of its own, with room for text copied from a document
/// byte for byte. `JSONWriter` writes it.
package indirect enum JSONText: Sendable {
    case object([(name: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    case number(Int)
    case bool(Bool)
    case null
    /// A value's source text, copied as it was received.
    case source(ArraySlice<UInt8>)
}

extension JSONText {
    /// The text with two spaces a level and a final newline.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The text on one line, without a newline.
    package var line: String {
        var writer = JSONWriter(isIndented: false)
        write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The depth is that of values built in code.
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.object { writer in
                for member in members {
                    writer.key(member.name)
                    member.value.write(to: &writer)
                }
            }
        case .array(let elements): writer.array { writer in for element in elements { element.write(to: &writer) } }
        case .string(let text): writer.string(text)
        case .number(let number): writer.literal(String(number))
        case .bool(let flag): writer.literal(flag ? "true" : "false")
        case .null: writer.null()
        case .source(let bytes): writer.raw(bytes)
        }
    }
}
