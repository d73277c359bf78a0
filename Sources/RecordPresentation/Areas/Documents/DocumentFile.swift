import FHIR
import GPConnect

/// The file of a document as its DocumentReference describes it, before anything is fetched
/// (docs/spec/clinical-areas.md section 13; docs/spec/hazards.md row 68).
package struct DocumentFile: Sendable {
    /// As sent; nil when none is.
    package let contentType: String?
    package let bytes: Int?
    /// Absolute address of the Binary; nil for a placeholder.
    package let url: String?
    /// For a placeholder the reason why there is no file.
    package let title: String?

    /// One for each `content`.
    package static func files(of document: JSONValue) -> [DocumentFile] {
        document.all("content").map { DocumentFile($0["attachment"]) }
    }

    private init(_ attachment: JSONValue?) {
        contentType = attachment?["contentType"]?.recorded?.nonEmpty
        bytes = attachment?["size"]?.recorded.flatMap(Int.init)
        url = attachment?["url"]?.recorded?.nonEmpty
        title = attachment?["title"]?.recorded?.nonEmpty
    }

    /// The limit above which a provider need not send the file at all.
    private static let largeBytes = 5_000_000

    package var isLarge: Bool { bytes.map { $0 > Self.largeBytes } ?? false }
    package var isPlaceholder: Bool { url == nil }

    /// Its words can stand on a terminal, as far as its type says; others can only be saved.
    package var isReadable: Bool { DocumentType.of(stated: contentType)?.reading.isText == true }

    /// `245 bytes`, `18.6 MB`; whole numbers below ten thousand bytes.
    package static func sizeText(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) bytes"
        case ..<1_000_000: "\(tenths(bytes, 1_000)) kB"
        default: "\(tenths(bytes, 1_000_000)) MB"
        }
    }

    private static func tenths(_ bytes: Int, _ unit: Int) -> String {
        let tenths = bytes / (unit / 10) + (bytes % (unit / 10) * 2 >= unit / 10 ? 1 : 0)
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
