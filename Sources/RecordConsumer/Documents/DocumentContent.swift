import GPConnect

/// What of a document can be shown in a terminal: its text, or what it is and how large.
package struct DocumentContent: Hashable, Sendable {
    package let type: DocumentType
    package let byteCount: Int
    /// Nil for what is no text.
    package let text: String?
    /// Of images whose size could be read.
    package let pixels: PixelSize?
    /// The text's encoding had to be guessed.
    package let isEncodingGuessed: Bool

    package init(_ content: [UInt8], stated: String?) {
        let type = DocumentType.of(content, stated: stated)
        let charset = stated.flatMap(ContentType.init)?.charset
        self.type = type
        byteCount = content.count
        pixels = type.reading == .image ? PixelSize.of(content, type) : nil
        switch type.reading {
        case .plainText:
            let decoded = TextDecoding.decode(content, charset: charset)
            text = decoded.text
            isEncodingGuessed = decoded.isGuessed
        case .html:
            let decoded = TextDecoding.decode(content, charset: charset ?? HTMLText.statedCharset(content))
            text = HTMLText.convert(decoded.text)
            isEncodingGuessed = decoded.isGuessed
        case .rtf:
            text = RTFText.convert(content)
            isEncodingGuessed = false
        case .image, .opaque:
            text = nil
            isEncodingGuessed = false
        }
    }

    /// `PDF document, 93,586 bytes`; `GIF image, 300 × 200 pixels, 1,346 bytes`.
    package var summary: String {
        let size = pixels.map { "\($0.width) × \($0.height) pixels, " } ?? ""
        return "\(type.name), \(size)\(Self.grouped(byteCount)) bytes"
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}
