import GPConnect

/// File names for documents: nothing of a record ever becomes a path (docs/spec/fetch.md section 8.4).
package enum SafeFileName {
    private static let longest = 80

    /// A name made of the letters, digits and dashes of `stem`, with the extension of what the document is.
    package static func make(stem: String?, type: DocumentType) -> String {
        var name = ""
        for scalar in (stem ?? "").unicodeScalars {
            name.append(isPlain(scalar) ? Character(scalar) : "-")
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: true)
        let plain = String(parts.joined(separator: "-").prefix(longest))
        return "\(plain.isEmpty ? "document" : plain).\(type.fileExtension)"
    }

    /// No dot: `..`, hidden files and a second extension cannot come about.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
