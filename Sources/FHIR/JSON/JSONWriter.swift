/// Writes JSON text: members in the order given, two spaces of indentation, every control character escaped.
///
/// Foundation's encoder orders members by hash or alphabet and makes numbers of its own; records need their order and
/// their literals kept (docs/spec/bundle.md section 10, "decimals keep precision").
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var depth = 0
    private var needsComma = false
    private let isIndented: Bool

    package init(isIndented: Bool = true) { self.isIndented = isIndented }

    package mutating func object(_ body: (inout JSONWriter) -> Void) { container("{", "}", body) }

    package mutating func array(_ body: (inout JSONWriter) -> Void) { container("[", "]", body) }

    package mutating func array(of texts: some Sequence<String>) {
        array { writer in for text in texts { writer.string(text) } }
    }

    /// A writer for some elements of the array that is being written, so that a long one is written in parts side by
    /// side; `append` joins them.
    package var part: JSONWriter {
        var writer = JSONWriter(isIndented: isIndented)
        writer.depth = depth
        return writer
    }

    /// The next elements of the array, as a `part` wrote them.
    package mutating func append(_ part: JSONWriter) {
        guard !part.bytes.isEmpty else { return }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: part.bytes)
        needsComma = true
    }

    package mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
        isAfterKey = true
    }

    package mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { string(text) } else { null() }
    }

    package mutating func member(_ name: String, _ number: Int) {
        key(name)
        literal(String(number))
    }

    package mutating func member(_ name: String, _ bool: Bool) {
        key(name)
        literal(bool ? "true" : "false")
    }

    package mutating func string(_ text: String) {
        separate()
        quote(text)
    }

    package mutating func null() { literal("null") }

    /// A number, `true`, `false` or `null` as it is to stand.
    package mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// JSON text that is already written, byte for byte: a resource as received.
    package mutating func raw(_ text: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: text)
    }

    private var isAfterKey = false

    private mutating func container(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void)
    {
        separate()
        bytes.append(UInt8(ascii: open))
        depth += 1
        needsComma = false
        let start = bytes.count
        body(&self)
        depth -= 1
        if bytes.count > start { newline() }
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    /// What stands before a value or key: nothing after a key, else a comma if one is due, and a new line.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            needsComma = true
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { newline() }
        needsComma = true
    }

    private mutating func newline() {
        guard isIndented else { return }
        let count = 1 + depth * 2
        if count > Self.lineStart.count {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count - 1))
        } else {
            bytes.append(contentsOf: Self.lineStart[..<count])
        }
    }

    private static let lineStart = [UInt8(ascii: "\n")] + [UInt8](repeating: UInt8(ascii: " "), count: 32)

    /// What needs no escape is copied in one piece.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for position in utf8.indices where Self.needsEscape(utf8[position]) {
                bytes.append(contentsOf: utf8[start..<position])
                appendEscaped(utf8[position])
                start = position + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        default: bytes.append(contentsOf: Self.unicodeEscape(byte))
        }
    }

    private static func unicodeEscape(_ byte: UInt8) -> [UInt8] {
        let digits = String(byte, radix: 16)
        return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
}
