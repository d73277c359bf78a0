extension JSONValue {
    private static let dialect = Array("-GPC".utf8)

    /// Whether this extension's URL ends in `name`, given without `-GPC`: real records spell one extension in several
    /// ways (docs/spec/README.md section 5). Compared from the end, as only the end tells.
    package func hasExtensionName(_ name: String) -> Bool {
        guard let member = document.member(index, "url"), document.nodes[member].kind == .string else { return false }
        var name = name
        return name.withUTF8 { Self.url(document.raw(member), endsIn: $0) }
    }

    private static func url(_ url: ArraySlice<UInt8>, endsIn name: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = url.endIndex
        var wanted = name.count
        while wanted > 0 {
            guard position > url.startIndex else { return false }
            if url[position - 1] == name[wanted - 1] {
                position -= 1
                wanted -= 1
            } else if url[..<position].suffix(dialect.count).elementsEqual(dialect) {
                position -= dialect.count
            } else {
                return false
            }
        }
        return true
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
        guard kind == .object else { return nil }
        var key = index + 1
        let end = Int(document.nodes[index].next)
        while key < end {
            if document.nodes[key + 1].kind != .null, let type = document.typeOfChoice(key, stem) {
                return (type, JSONValue(document: document, index: key + 1))
            }
            key = Int(document.nodes[key + 1].next)
        }
        return nil
    }
}

extension JSONDocument {
    /// What follows `stem` in the key when it begins with a capital, as the types of a choice element do.
    fileprivate func typeOfChoice(_ key: Int, _ stem: String) -> String? {
        let name = raw(key)
        let count = stem.utf8.count
        guard name.count > count, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(name[name.startIndex + count]) else {
            return nil
        }
        guard name.prefix(count).elementsEqual(stem.utf8) else { return nil }
        return String(decoding: name.dropFirst(count), as: UTF8.self)
    }
}
