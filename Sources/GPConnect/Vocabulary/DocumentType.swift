/// A kind of document: how a person calls it, how files of it end, and by which bytes it begins.
package struct DocumentType: Hashable, Sendable {
    package enum Reading: Hashable, Sendable {
        case plainText, html, rtf, image
        /// Shown by another program, if at all.
        case opaque

        /// Its words can stand on a terminal.
        package var isText: Bool { self == .plainText || self == .html || self == .rtf }
    }

    package let name: String
    /// Without its dot.
    package let fileExtension: String
    package let reading: Reading
    package let mediaTypes: [String]
    /// The first bytes of every such file; empty where there are none.
    package let signature: [UInt8]

    private init(
        _ name: String, _ fileExtension: String, _ reading: Reading, _ mediaTypes: [String], signature: [UInt8] = []
    ) {
        self.name = name
        self.fileExtension = fileExtension
        self.reading = reading
        self.mediaTypes = mediaTypes
        self.signature = signature
    }

    package static let plainText = DocumentType("text", "txt", .plainText, ["text/plain"])
    package static let html = DocumentType("HTML page", "html", .html, ["text/html", "application/xhtml+xml"])
    package static let rtf = DocumentType(
        "RTF text", "rtf", .rtf, ["text/rtf", "application/rtf", "text/richtext"], signature: Array("{\\rtf".utf8))
    package static let pdf = DocumentType(
        "PDF document", "pdf", .opaque, ["application/pdf"], signature: Array("%PDF-".utf8))
    package static let gif = DocumentType("GIF image", "gif", .image, ["image/gif"], signature: Array("GIF8".utf8))
    package static let png = DocumentType(
        "PNG image", "png", .image, ["image/png"], signature: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    package static let jpeg = DocumentType(
        "JPEG image", "jpg", .image, ["image/jpeg", "image/jpg"], signature: [0xFF, 0xD8, 0xFF])
    package static let bmp = DocumentType("BMP image", "bmp", .image, ["image/bmp"], signature: Array("BM".utf8))
    package static let tiff = DocumentType("TIFF image", "tif", .image, ["image/tiff", "image/tif"])
    /// Also what older systems call `application/msword` and is not.
    package static let word = DocumentType(
        "Word document", "docx", .opaque, ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
        signature: [0x50, 0x4B, 0x03, 0x04])
    package static let oldWord = DocumentType(
        "Word document", "doc", .opaque, ["application/msword"], signature: [0xD0, 0xCF, 0x11, 0xE0])
    package static let excel = DocumentType(
        "Excel workbook", "xlsx", .opaque, ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
    package static let openText = DocumentType(
        "OpenDocument text", "odt", .opaque, ["application/vnd.oasis.opendocument.text"])
    package static let zip = DocumentType(
        "ZIP archive", "zip", .opaque, ["application/zip", "application/x-zip-compressed"])
    package static let xml = DocumentType("XML text", "xml", .plainText, ["text/xml", "application/xml"])
    package static let unknown = DocumentType("document of an unknown type", "bin", .opaque, [])

    static let all = [
        plainText, html, rtf, pdf, gif, png, jpeg, bmp, tiff, word, oldWord, excel, openText, zip, xml,
    ]

    /// What the content is: by its first bytes where these tell, since statements are often wrong; else as stated.
    package static func of(_ content: [UInt8], stated: String?) -> DocumentType {
        let statedType = stated.flatMap(row)
        if let statedType, statedType.signature.isEmpty || content.starts(with: statedType.signature) {
            return statedType
        }
        return all.first { !$0.signature.isEmpty && content.starts(with: $0.signature) } ?? unlabelled(content, stated)
    }

    /// What a statement alone says; nil for none and for a type that nothing is known of.
    package static func of(stated: String?) -> DocumentType? {
        stated.flatMap { row($0) ?? (isText($0) ? plainText : nil) }
    }

    private static func row(_ stated: String) -> DocumentType? {
        ContentType(stated).flatMap { type in all.first { $0.mediaTypes.contains(type.type) } }
    }

    private static func isText(_ stated: String) -> Bool { ContentType(stated)?.type.hasPrefix("text/") == true }

    /// Nothing is known but a statement that the bytes belie, or a type that is not in the table.
    private static func unlabelled(_ content: [UInt8], _ stated: String?) -> DocumentType {
        stated.map(isText) == true ? plainText : unknown
    }
}
