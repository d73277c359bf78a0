/// One pass over the bytes of a JSON text into a flat node table: no copies, no recursion.
///
/// Strict as RFC 8259 asks (the gate is the public JSON parsing suite), with three leniencies that keep a record
/// readable: a byte-order mark is skipped, a lone surrogate escape is kept and reported, and duplicate keys are kept
/// (docs/spec/terminal.md section 4).
struct JSONScanner {
    /// Containers may nest this deep; deeper input is refused by name (docs/spec/terminal.md section 4).
    static let depthLimit = 512
    /// As far as the numbers of a node reach.
    static let sizeLimit = JSONNode.longestText

    private struct OpenContainer {
        var node: Int
        var isObject: Bool
    }

    private var position = 0
    /// Of the text.
    private var length = 0
    /// Nodes that there is room for.
    private var room = 0
    private var seenHighByte = false
    private var open: [OpenContainer] = []
    private(set) var nodes: [JSONNode] = []
    /// Nodes of strings that hold a surrogate escape without its other half.
    private(set) var loneSurrogates: [Int] = []
    private(set) var hasByteOrderMark = false

    mutating func scan(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        guard text.count <= Self.sizeLimit else { throw JSONSyntaxError(.sizeLimit(Self.sizeLimit), at: 0) }
        length = text.count
        room = length / Self.bytesPerFirstNode + 16
        nodes.reserveCapacity(room)
        skipByteOrderMark(text)
        skipWhitespace(text)
        guard position < text.count else { throw JSONSyntaxError(.empty, at: 0) }
        try scanValues(text)
        if seenHighByte { try UTF8Validation.check(text) }
    }

    private mutating func skipByteOrderMark(_ text: Span<UInt8>) {
        guard text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF else { return }
        hasByteOrderMark = true
        position = 3
    }

    private mutating func scanValues(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        while true {
            guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
            if try scanValueStart(text) { continue }
            if try !closeContainers(text) { return }
        }
    }

    /// Reads a scalar or opens a container. True when a first member of a new container is due next.
    @inline(__always)
    private mutating func scanValueStart(_ text: Span<UInt8>) throws(JSONSyntaxError) -> Bool {
        switch text[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try openContainer(text)
        case UInt8(ascii: "\""):
            position &+= 1
            try scanString(text, .string)
        case UInt8(ascii: "t"): try scanLiteral(text, "true", .true)
        case UInt8(ascii: "f"): try scanLiteral(text, "false", .false)
        case UInt8(ascii: "n"): try scanLiteral(text, "null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber(text)
        default: throw JSONSyntaxError(.expected("a value"), at: position)
        }
        return false
    }

    private mutating func openContainer(_ text: Span<UInt8>) throws(JSONSyntaxError) -> Bool {
        let isObject = text[position] == UInt8(ascii: "{")
        guard open.count < Self.depthLimit else { throw JSONSyntaxError(.depthLimit(Self.depthLimit), at: position) }
        append(isObject ? .object : .array, from: position, to: position)
        position &+= 1
        skipWhitespace(text)
        guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
        open.append(OpenContainer(node: nodes.count &- 1, isObject: isObject))
        if text[position] == closingBracket(isObject) { return false }
        if isObject { try scanKey(text) }
        return true
    }

    private func closingBracket(_ isObject: Bool) -> UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }

    /// After a value: closes what ends here. True when a further member is due, false at the end of the text.
    private mutating func closeContainers(_ text: Span<UInt8>) throws(JSONSyntaxError) -> Bool {
        while true {
            skipWhitespace(text)
            guard let innermost = open.last else {
                guard position >= text.count else { throw JSONSyntaxError(.trailingText, at: position) }
                return false
            }
            guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
            if text[position] == UInt8(ascii: ","), nodes.count &- 1 > innermost.node {
                position &+= 1
                skipWhitespace(text)
                if innermost.isObject { try scanKey(text) }
                return true
            }
            guard text[position] == closingBracket(innermost.isObject) else {
                throw JSONSyntaxError(.expected(innermost.isObject ? "a comma or }" : "a comma or ]"), at: position)
            }
            position &+= 1
            nodes[innermost.node].length = UInt32(truncatingIfNeeded: position) &- nodes[innermost.node].offset
            nodes[innermost.node].next = UInt32(truncatingIfNeeded: nodes.count)
            open.removeLast()
        }
    }

    /// What is made room for at first; see `makeRoom`.
    private static let bytesPerFirstNode = 128

    /// Room for the rest of the text, judged by its beginning: an array that doubles would copy a large table when it is
    /// nearly full, and hold both.
    @inline(never)
    private mutating func makeRoom() {
        let expected = Double(nodes.count) * Double(length) / Double(max(position, 1))
        room = max(Int(expected * 1.05), nodes.count + nodes.count / 8) + 16
        nodes.reserveCapacity(room)
    }

    @inline(__always)
    private mutating func append(_ kind: JSONNode.Kind, from start: Int, to end: Int, hasEscape: Bool = false) {
        if nodes.count == room { makeRoom() }
        nodes.append(
            JSONNode(
                offset: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end &- start),
                next: UInt32(truncatingIfNeeded: nodes.count &+ 1), kind: kind, hasEscape: hasEscape))
    }

    /// Records are indented: a line break and many blanks, which are stepped over eight at a time.
    @inline(__always)
    private mutating func skipWhitespace(_ text: Span<UInt8>) {
        while position < text.count, Self.isWhitespace(text[position]) {
            position &+= 1
            while position &+ 8 <= text.count {
                let different = word(text, position) ^ 0x2020_2020_2020_2020
                position &+= different == 0 ? 8 : different.trailingZeroBitCount >> 3
                if different != 0 { break }
            }
        }
    }

    @inline(__always)
    private static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Eight bytes at once, bounds-checked.
    @inline(__always)
    private func word(_ text: Span<UInt8>, _ offset: Int) -> UInt64 {
        text.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    private mutating func scanKey(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
        guard text[position] == UInt8(ascii: "\"") else {
            throw JSONSyntaxError(.expected("a member name in quotes"), at: position)
        }
        position &+= 1
        try scanString(text, .key)
        skipWhitespace(text)
        guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
        guard text[position] == UInt8(ascii: ":") else { throw JSONSyntaxError(.expected("a colon"), at: position) }
        position &+= 1
        skipWhitespace(text)
        guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
    }

    /// At the byte after the opening quote; leaves the position after the closing one.
    @inline(__always)
    private mutating func scanString(_ text: Span<UInt8>, _ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        let start = position
        var hasEscape = false
        while true {
            skipPlainCharacters(text)
            guard position < text.count else { throw JSONSyntaxError(.truncated, at: position) }
            let byte = text[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                hasEscape = true
                try scanEscape(text)
                continue
            }
            guard byte >= 0x20 else { throw JSONSyntaxError(.controlCharacter(byte), at: position) }
            if byte >= 0x80 { seenHighByte = true }
            position &+= 1
        }
        append(kind, from: start, to: position, hasEscape: hasEscape)
        position &+= 1
    }

    /// Steps over bytes that are neither quote, backslash nor control, eight at a time (Mycroft's zero-byte test).
    @inline(__always)
    private mutating func skipPlainCharacters(_ text: Span<UInt8>) {
        let low: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        while position &+ 8 <= text.count {
            let bytes = word(text, position)
            let quote = bytes ^ 0x2222_2222_2222_2222
            let backslash = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
            let special =
                (((quote &- low) & ~quote) | ((backslash &- low) & ~backslash)
                    | ((bytes &- 0x2020_2020_2020_2020) & ~bytes)) & high
            if special != 0 {
                let clean = special.trailingZeroBitCount >> 3
                let mask: UInt64 = clean == 0 ? 0 : ~UInt64(0) >> UInt64(64 &- 8 &* clean)
                if bytes & high & mask != 0 { seenHighByte = true }
                position &+= clean
                return
            }
            if bytes & high != 0 { seenHighByte = true }
            position &+= 8
        }
    }

    private mutating func scanEscape(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        guard position &+ 1 < text.count else { throw JSONSyntaxError(.truncated, at: text.count) }
        switch text[position &+ 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: position &+= 2
        case UInt8(ascii: "u"): try scanUnicodeEscape(text)
        default: throw JSONSyntaxError(.badEscape, at: position)
        }
    }

    private mutating func scanUnicodeEscape(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        let unit = try hexUnit(text, position)
        position &+= 6
        guard (0xD800...0xDFFF).contains(unit) else { return }
        if unit < 0xDC00, position &+ 1 < text.count, text[position] == 0x5C, text[position &+ 1] == UInt8(ascii: "u"),
            (0xDC00...0xDFFF).contains(try hexUnit(text, position))
        {
            position &+= 6
        } else if loneSurrogates.last != nodes.count {
            loneSurrogates.append(nodes.count)
        }
    }

    private func hexUnit(_ text: Span<UInt8>, _ escape: Int) throws(JSONSyntaxError) -> UInt32 {
        guard escape &+ 5 < text.count else { throw JSONSyntaxError(.truncated, at: text.count) }
        var unit: UInt32 = 0
        for offset in 2...5 {
            guard let digit = JSONStringDecoding.hexDigit(text[escape &+ offset]) else {
                throw JSONSyntaxError(.badEscape, at: escape)
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    private mutating func scanLiteral(
        _ text: Span<UInt8>, _ word: StaticString, _ kind: JSONNode.Kind
    ) throws(JSONSyntaxError) {
        let length = word.utf8CodeUnitCount
        for index in 0..<length {
            guard position &+ index < text.count else { throw JSONSyntaxError(.truncated, at: text.count) }
            guard text[position &+ index] == word.utf8Start[index] else {
                throw JSONSyntaxError(.expected("\(word)"), at: position)
            }
        }
        append(kind, from: position, to: position &+ length)
        position &+= length
    }

    private mutating func scanNumber(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position &+= 1 }
        if position < text.count, text[position] == UInt8(ascii: "0") {
            position &+= 1
        } else {
            try scanDigits(text)
        }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position &+= 1
            try scanDigits(text)
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position &+= 1
            }
            try scanDigits(text)
        }
        append(.number, from: start, to: position)
    }

    private mutating func scanDigits(_ text: Span<UInt8>) throws(JSONSyntaxError) {
        let first = position
        while position < text.count, text[position] &- UInt8(ascii: "0") < 10 { position &+= 1 }
        guard position > first else {
            throw JSONSyntaxError(position < text.count ? .expected("a digit") : .truncated, at: position)
        }
    }
}
