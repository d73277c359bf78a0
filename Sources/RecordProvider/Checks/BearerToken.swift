import FHIR
import GPConnect

/// The unsecured JSON Web Token of a request, taken apart (docs/spec/fetch.md section 4).
struct BearerToken: Sendable {
    /// The claims object.
    let claims: JSONValue

    init(_ request: ProviderRequestValue) throws(ProviderFault) {
        let values = request.values(of: "Authorization")
        guard let value = values.first else { throw .badRequest("Authorization is missing") }
        guard values.count == 1 else { throw .badRequest("Authorization occurs more than once") }
        let words = value.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw .badRequest("Authorization is not a bearer token")
        }
        let parts = words[1].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .badRequest("The token does not have three parts") }
        guard parts[2].isEmpty else { throw .badRequest("The token is signed") }
        let header = try Self.object(parts[0], "header")
        guard header["alg"]?.string == "none" else { throw .badRequest("The token's alg is not none") }
        if let type = header["typ"], type.string?.lowercased() != "jwt" {
            throw .badRequest("The token's typ is not JWT")
        }
        claims = try Self.object(parts[1], "payload")
    }

    private static func object(_ part: Substring, _ name: String) throws(ProviderFault) -> JSONValue {
        guard let bytes = Base64URL.decode(part) else { throw .badRequest("The token's \(name) is not base64url") }
        guard let document = try? JSONDocument(bytes: bytes), document.root.kind == .object else {
            throw .badRequest("The token's \(name) is not a JSON object")
        }
        if let repeated = document.repeatedName {
            throw .badRequest("The token's \(name) gives \(repeated) more than once")
        }
        return document.root
    }

    /// The value of a claim: there, not null, not empty.
    func claim(_ name: String) throws(ProviderFault) -> JSONValue {
        let value = claims.members.first { $0.name == name }?.value
        guard let value, value.kind != .null, value.string?.isEmpty != true else {
            throw .badRequest("The token's claim \(name) is missing")
        }
        return value
    }

    func text(_ name: String) throws(ProviderFault) -> String {
        guard let text = try claim(name).string else { throw .badRequest("The token's claim \(name) is not a text") }
        return text
    }

    /// Seconds since 1970 UTC.
    func seconds(_ name: String) throws(ProviderFault) -> Int {
        let value = try claim(name)
        guard value.kind == .number, let text = value.recorded, let number = Int(text) else {
            throw .badRequest("The token's claim \(name) is not a whole number of seconds")
        }
        return number
    }
}

/// Base64 with the alphabet of URLs and without padding (RFC 7515 section 2).
enum Base64URL {
    static func decode(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { return nil }
        var bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - bytes.count % 4) % 4))
        return Base64.decode(bytes[...])
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
