/// What the text of `Reference.reference` says, in every form met in real records (docs/spec/bundle.md section 6).
package enum Reference: Hashable, Sendable {
    /// `Type/id`, also from an absolute URL whose last two segments are these (a `/_history/n` behind is dropped).
    case resource(ResourceID)
    /// `urn:uuid:...` or `urn:oid:...`: names an entry by its fullUrl.
    case urn(String)
    /// `#id`: a resource contained in the one that refers.
    case contained(String)
    /// `List/x#y`: a resource contained in another (docs/spec/README.md question Q2).
    case containedIn(ResourceID, String)
    /// Words where a reference belongs.
    case freeText(String)

    package init(_ text: String) {
        if text.hasPrefix("#") {
            self = .contained(String(text.dropFirst()))
        } else if text.hasPrefix("urn:") {
            self = .urn(text)
        } else {
            self = Self.parsePath(text)
        }
    }

    private static func parsePath(_ text: String) -> Reference {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var segments = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        if segments.count >= 4, segments[segments.count - 2] == "_history" { segments.removeLast(2) }
        guard segments.count >= 2, let id = segments.last, !id.isEmpty,
            isTypeName(segments[segments.count - 2]), segments.count == 2 || text.contains("://")
        else { return .freeText(text) }
        let resource = ResourceID(type: ResourceType(String(segments[segments.count - 2])), id: String(id))
        return parts.count == 2 ? .containedIn(resource, String(parts[1])) : .resource(resource)
    }

    /// FHIR type names are ASCII letters that begin with a capital.
    private static func isTypeName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
    }
}
