extension JSONValue {
    /// The last segment of an extension's URL without `-GPC`: real records spell one extension in several ways
    /// (docs/spec/README.md section 5).
    package static func extensionName(ofURL url: String) -> String {
        let segment = url.split(separator: "/").last.map(String.init) ?? url
        return segment.replacing("-GPC", with: "", maxReplacements: 1)
    }

    /// Whether this extension's URL ends in `name` (given without `-GPC`).
    package func hasExtensionName(_ name: String) -> Bool {
        guard let url = self["url"]?.string else { return false }
        return url.hasSuffix(name) || Self.extensionName(ofURL: url) == name
    }

    /// The extensions of that name (last URL segment without `-GPC`), in the order written.
    package func extensions(_ name: String) -> [JSONValue] {
        all("extension").filter { $0.hasExtensionName(name) }
    }

    package func extensionNamed(_ name: String) -> JSONValue? {
        self["extension"]?.elements.first { $0.hasExtensionName(name) }
    }

    /// The `value[x]` of an extension, whatever its type.
    package var extensionValue: JSONValue? { choice("value")?.value }

    /// The member of a choice element such as `value[x]`, with the type its name ends in (`Quantity`).
    package func choice(_ stem: String) -> (type: String, value: JSONValue)? {
        for (name, value) in members where name.utf8.count > stem.utf8.count && name.hasPrefix(stem) {
            let type = name.dropFirst(stem.count)
            if let first = type.first, first.isASCII, first.isUppercase, value.kind != .null {
                return (String(type), value)
            }
        }
        return nil
    }
}
