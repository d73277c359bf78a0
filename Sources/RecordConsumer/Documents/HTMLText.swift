/// The text of an HTML page, for reading in a terminal: a scanner over bytes that runs nothing, loads nothing and keeps
/// every word that a browser would show. What it does not understand stays as it is written.
struct HTMLText {
    private static let blocks: Set<String> = [
        "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
    ]
    /// What a browser does not show.
    private static let hidden: Set<String> = ["script", "style", "template", "noscript"]
    private static let cells: Set<String> = ["td", "th"]

    private enum ASCII {
        static let newline = UInt8(ascii: "\n")
        static let tab = UInt8(ascii: "\t")
        static let blank = UInt8(ascii: " ")
        static let less = UInt8(ascii: "<")
        static let greater = UInt8(ascii: ">")
        static let slash = UInt8(ascii: "/")
        static let ampersand = UInt8(ascii: "&")
        static let semicolon = UInt8(ascii: ";")
    }

    /// UTF-8: every character of HTML's own syntax is ASCII.
    private let source: [UInt8]
    private var index = 0
    private var output: [UInt8] = []
    private var preformattedDepth = 0

    private init(_ text: String) { source = Array(text.utf8) }

    static func convert(_ text: String) -> String {
        var reader = HTMLText(text)
        reader.read()
        reader.endLine()
        while reader.output.last == ASCII.newline { reader.output.removeLast() }
        return String(decoding: reader.output, as: UTF8.self)
    }

    private mutating func read() {
        while index < source.count {
            let byte = source[index]
            if byte == ASCII.less, readMarkup() { continue }
            if byte == ASCII.ampersand, let text = readEntity() {
                for byte in text.utf8 { append(byte) }
                continue
            }
            append(byte)
            index += 1
        }
    }

    /// False when `<` begins nothing: it is text then.
    private mutating func readMarkup() -> Bool {
        if matches("<!--", at: index) {
            index = end(of: "-->", from: index + 4)
            return true
        }
        guard index + 1 < source.count, Self.beginsTag(source[index + 1]) else { return false }
        let isClosing = source[index + 1] == ASCII.slash
        let nameStart = isClosing ? index + 2 : index + 1
        let name = String(decoding: source[nameStart...].prefix(16).prefix(while: Self.isOfName), as: UTF8.self)
        index = tagEnd()
        apply(name.lowercased(), isClosing: isClosing)
        return true
    }

    private mutating func apply(_ name: String, isClosing: Bool) {
        if Self.hidden.contains(name), !isClosing {
            index = end(of: "</\(name)", from: index)
            if index < source.count { index = tagEnd() }
        } else if name == "br" {
            newline()
        } else if Self.cells.contains(name), isClosing {
            output.append(ASCII.tab)
        } else if Self.blocks.contains(name) {
            if name == "pre" { preformattedDepth = max(0, preformattedDepth + (isClosing ? -1 : 1)) }
            endLine()
            if name == "li", !isClosing { output += Array("• ".utf8) }
        }
    }

    /// After the `>` that closes the tag at `index`; one inside a quoted attribute closes nothing.
    private func tagEnd() -> Int {
        var quote: UInt8?
        var position = index
        while position < source.count {
            let byte = source[position]
            if byte == quote {
                quote = nil
            } else if quote == nil {
                if byte == ASCII.greater { return position + 1 }
                let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                if isQuote, position > 0, source[position - 1] == UInt8(ascii: "=") { quote = byte }
            }
            position += 1
        }
        return source.count
    }

    /// The place after the next `text`, whatever its case; the end when there is none.
    private func end(of text: String, from start: Int) -> Int {
        var position = start
        while position < source.count {
            if matches(text, at: position) { return position + text.utf8.count }
            position += 1
        }
        return source.count
    }

    private func matches(_ text: String, at position: Int) -> Bool {
        var place = position
        for byte in text.utf8 {
            guard place < source.count, source[place] | 0x20 == byte | 0x20 else { return false }
            place += 1
        }
        return true
    }

    /// White space is one blank, but in preformatted text.
    private mutating func append(_ byte: UInt8) {
        let isWhitespace = byte == ASCII.blank || (0x09...0x0D).contains(byte)
        guard isWhitespace, !(preformattedDepth > 0 && byte != ASCII.newline) else {
            output.append(byte)
            return
        }
        if preformattedDepth > 0 {
            newline()
        } else if let last = output.last, last != ASCII.blank, last != ASCII.tab, last != ASCII.newline {
            output.append(ASCII.blank)
        }
    }

    private mutating func newline() {
        while let last = output.last, last == ASCII.blank || last == ASCII.tab { output.removeLast() }
        if !output.isEmpty { output.append(ASCII.newline) }
    }

    /// A new line unless one has begun.
    private mutating func endLine() {
        while let last = output.last, last == ASCII.blank || last == ASCII.tab { output.removeLast() }
        if let last = output.last, last != ASCII.newline { output.append(ASCII.newline) }
    }

    private mutating func readEntity() -> String? {
        let tail = source[(index + 1)...].prefix(12)
        guard let semicolon = tail.firstIndex(of: ASCII.semicolon) else { return nil }
        let name = String(decoding: source[index + 1..<semicolon], as: UTF8.self)
        guard let text = HTMLEntities.text(name) else { return nil }
        index = semicolon + 1
        return text
    }

    private static func beginsTag(_ byte: UInt8) -> Bool {
        isOfName(byte) && !(0x30...0x39).contains(byte) || "/!?".utf8.contains(byte)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// The charset of a `meta` element in the first kilobyte.
    static func statedCharset(_ bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
        guard let range = head.firstRange(of: "charset=") else { return nil }
        let name = head[range.upperBound...].drop { "\"' ".contains($0) }
        return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
}
