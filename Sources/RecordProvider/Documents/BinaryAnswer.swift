import FHIR

/// A document as the resource that carries it (docs/spec/fetch.md section 8.4).
enum BinaryAnswer {
    /// Nil for a resource that carries nothing.
    static func response(_ binary: Binary) -> ProviderResponseValue? {
        guard let content = binary.value["content"] ?? binary.value["data"], content.kind == .string else { return nil }
        let version = binary.versionID ?? "1"
        // `securityContext` is not populated; labels sit on the DocumentReference.
        var members: [(name: String, value: JSONText)] = [("resourceType", .string("Binary"))]
        if let id = binary.id { members.append(("id", .string(id))) }
        members.append(("meta", .object([("versionId", .string(version))])))
        members.append(("contentType", .string(binary.contentType ?? "application/octet-stream")))
        members.append(("content", .source(content.source)))
        return ProviderResponseValue(.object(members), headers: [("ETag", "W/\"\(version)\"")])
    }

    /// How many bytes the document has, from the length of its base64 text; nil without one.
    static func byteCount(_ binary: Binary) -> Int? {
        guard let content = binary.value["content"] ?? binary.value["data"], content.kind == .string else { return nil }
        var digits = 0
        for byte in content.document.raw(content.index) {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                digits += 1
            default: break
            }
        }
        return digits * 3 / 4
    }
}
