import FHIR

/// Names of people (docs/spec/display.md section 2).
package enum NameFormat {
    /// `FAMILY, Given (Title)` of a patient; nothing stray when a part is missing.
    package static func patient(_ name: JSONValue?) -> String {
        guard let name else { return "Name not supplied" }
        let family = name["family"]?.recorded?.nonEmpty
        let given = name.all("given").compactMap { $0.recorded?.nonEmpty }.map(tidied).joined(separator: " ")
        let title = name.all("prefix").compactMap { $0.recorded?.nonEmpty }.map(tidiedTitle).joined(separator: " ")
        if family == nil, given.isEmpty { return name["text"]?.recorded?.nonEmpty ?? "Name not supplied" }
        var text = family.map { $0.uppercased() } ?? "Not Known"
        if !given.isEmpty { text += ", " + given }
        if !title.isEmpty { text += " (\(title))" }
        return text
    }

    /// The components that must stay whole when a name wraps, in order.
    package static func practitioner(_ name: JSONValue?) -> String? {
        guard let name else { return nil }
        let parts = [name.all("prefix"), name.all("given"), name.all("family")].flatMap { $0 }
        let words = parts.compactMap { $0.recorded?.nonEmpty }
        return words.isEmpty ? name["text"]?.recorded?.nonEmpty : words.joined(separator: " ")
    }

    private static let formerUses = ["old", "maiden", "temp"]

    /// The name a record goes by: the official one, else the usual, else the first still in
    /// use
    /// (docs/spec/bundle.md section 4).
    package static func official(of person: JSONValue) -> JSONValue? {
        let names = person.all("name")
        return names.first { $0["use"]?.isText("official") == true }
            ?? names.first { $0["use"]?.isText("usual") == true }
            ?? names.first { name in formerUses.allSatisfy { name["use"]?.recorded != $0 } } ?? names.first
    }

    /// Given names are shown as recorded unless all upper or all lower case.
    private static func tidied(_ text: String) -> String {
        guard text == text.uppercased() || text == text.lowercased(), text.count > 1 else { return text }
        return titleCased(text)
    }

    private static func tidiedTitle(_ text: String) -> String {
        let bare = text.hasSuffix(".") ? String(text.dropLast()) : text
        return bare == bare.uppercased() || bare == bare.lowercased() ? titleCased(bare) : bare
    }

    private static func titleCased(_ text: String) -> String {
        var atWordStart = true
        return String(
            text.flatMap { character -> String in
                defer { atWordStart = !character.isLetter }
                return atWordStart ? character.uppercased() : character.lowercased()
            })
    }
}
