import FHIR
import GPConnect

/// Reads the three resources that a token carries. What is no resource of its type is `INVALID_RESOURCE`; what lacks
/// a part the token needs is a bad claim (docs/spec/fetch.md section 4, docs/spec/parameters.md section 5 row 26).
enum RequesterResource {
    static func device(_ claim: JSONValue) throws(ProviderFault) -> String {
        let device = try resource(claim, "requesting_device", TokenResourceShape.device)
        let identifiers = device.all("identifier").map(Identifier.init)
        guard let identifier = identifiers.first(where: { $0.key != nil })?.value else {
            throw missing("requesting_device", "identifier")
        }
        for name: StaticString in ["model", "version"] where device[name]?.string?.nonEmpty == nil {
            throw missing("requesting_device", "\(name)")
        }
        return identifier
    }

    /// - Returns: the ODS code.
    static func organization(_ claim: JSONValue) throws(ProviderFault) -> String {
        let organization = try resource(claim, "requesting_organization", TokenResourceShape.organization)
        let identifiers = organization.all("identifier").map(Identifier.init)
        guard
            let code = identifiers.first(where: { $0.system.map(odsSystems.contains) == true })?.value, !code.isEmpty
        else { throw missing("requesting_organization", "ODS code") }
        guard organization["name"]?.string?.nonEmpty != nil else { throw missing("requesting_organization", "name") }
        return code
    }

    /// The second was the system's name before STU3; consumers still send it.
    private static let odsSystems: Set<String> = [
        IdentifierSystem.odsOrganisation, "http://fhir.nhs.net/Id/ods-organization-code",
    ]

    static func practitioner(_ claim: JSONValue) throws(ProviderFault) -> (id: String, name: String) {
        let practitioner = try resource(claim, "requesting_practitioner", TokenResourceShape.practitioner)
        guard let id = practitioner["id"]?.string else { throw missing("requesting_practitioner", "id") }
        guard let name = practitioner.all("name").first else { throw missing("requesting_practitioner", "name") }
        guard let family = name["family"]?.string?.nonEmpty else {
            throw missing("requesting_practitioner", "family name")
        }
        let identifiers = practitioner.all("identifier").map(Identifier.init)
        guard identifiers.contains(where: { $0.system == IdentifierSystem.sdsUser && $0.key != nil }) else {
            throw missing("requesting_practitioner", "SDS user id")
        }
        let given = name.all("given").compactMap(\.string)
        return (id, (given + [family]).joined(separator: " "))
    }

    private static func missing(_ claim: String, _ part: String) -> ProviderFault {
        .badRequest("The token's \(claim) has no \(part)")
    }

    private static func resource(
        _ value: JSONValue, _ claim: String, _ shape: TokenResourceShape
    ) throws(ProviderFault) -> JSONValue {
        guard let fault = shape.fault(in: value) else { return value }
        throw .code(.invalidResource, "\(claim): \(fault)")
    }
}

/// The elements that FHIR STU3 gives a resource type, with the JSON kind of those that a token uses.
struct TokenResourceShape: Sendable {
    let type: String
    let elements: Set<String>

    private static let common: Set<String> = [
        "resourceType", "id", "meta", "implicitRules", "language", "text", "contained", "extension",
        "modifierExtension", "identifier",
    ]

    static let device = TokenResourceShape(
        type: "Device",
        elements: common.union([
            "udi", "status", "type", "lotNumber", "manufacturer", "manufactureDate", "expirationDate", "model",
            "version", "patient", "owner", "contact", "location", "url", "note", "safety",
        ]))
    static let organization = TokenResourceShape(
        type: "Organization",
        elements: common.union([
            "active", "type", "name", "alias", "telecom", "address", "partOf", "contact", "endpoint",
        ]))
    static let practitioner = TokenResourceShape(
        type: "Practitioner",
        elements: common.union([
            "active", "name", "telecom", "address", "gender", "birthDate", "photo", "qualification", "communication",
        ]))

    private static let texts: Set<String> = ["id", "model", "version"]
    private static let lists: Set<String> = ["identifier", "telecom", "address", "contained", "extension"]

    /// What makes the value no resource of this type; nil when nothing does.
    func fault(in value: JSONValue) -> String? {
        guard value.kind == .object else { return "not a resource" }
        guard value["resourceType"]?.string == type else { return "not a resource of type \(type)" }
        for (name, member) in value.members {
            // `_name` carries extensions of the element `name`.
            let element = name.hasPrefix("_") ? String(name.dropFirst()) : name
            guard elements.contains(element) else { return "unknown element \(name)" }
            if member.kind == .null { return "\(name) is null" }
            if Self.texts.contains(name), member.kind != .string { return "\(name) is not a text" }
            if Self.lists.contains(name), member.kind != .array { return "\(name) is not a list" }
        }
        return nameFault(in: value) ?? identifierFault(in: value)
    }

    /// A person's names are a list, an organisation's is a text.
    private func nameFault(in value: JSONValue) -> String? {
        guard let name = value["name"] else { return nil }
        if type == "Practitioner" { return name.kind == .array ? nil : "name is not a list" }
        return name.kind == .string ? nil : "name is not a text"
    }

    private func identifierFault(in value: JSONValue) -> String? {
        let isObject = value.all("identifier").allSatisfy { $0.kind == .object }
        return isObject ? nil : "an identifier is not an object"
    }
}
