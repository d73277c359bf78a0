import FHIR
import Foundation
import GPConnect

/// The unsecured JSON Web Token that tells the provider on whose behalf a request is made, for its audit trail.
/// A function of its inputs and new for every request (docs/spec/fetch.md section 4).
package struct AuditToken: Sendable {
    /// Any other lifetime is refused by providers.
    package static let lifetimeSeconds = 300

    private let identity: ConsumerIdentity
    private let audience: String
    private let scope: String
    private let issuedAt: Int

    /// - Parameters:
    ///   - audience: service root URL of the provider, never the proxy's.
    ///   - issuedAt: seconds since 1970 UTC.
    package init(identity: ConsumerIdentity, audience: String, scope: String, issuedAt: Int) {
        self.identity = identity
        self.audience = audience
        self.scope = scope
        self.issuedAt = issuedAt
    }

    /// `header.payload.` with an empty signature, whose dot stays.
    package var text: String { Self.base64URL(Self.header) + "." + Self.base64URL(payload) + "." }

    private static let header = Array(#"{"alg":"none","typ":"JWT"}"#.utf8)

    private var payload: [UInt8] {
        var writer = JSONWriter(isIndented: false)
        writer.object { claims in
            claims.member("iss", identity.endpointURL)
            claims.member("sub", identity.user.id)
            claims.member("aud", audience)
            claims.member("iat", issuedAt)
            claims.member("exp", issuedAt + Self.lifetimeSeconds)
            claims.member("reason_for_request", "directcare")
            claims.member("requested_scope", scope)
            claims.key("requesting_device")
            claims.object(writeDevice)
            claims.key("requesting_organization")
            claims.object(writeOrganisation)
            claims.key("requesting_practitioner")
            claims.object(writePractitioner)
        }
        return writer.bytes
    }

    private func writeDevice(_ writer: inout JSONWriter) {
        writer.member("resourceType", "Device")
        writer.key("identifier")
        writer.array { list in
            Self.write((identity.device.identifierSystem, identity.device.identifierValue), to: &list)
        }
        writer.member("model", identity.device.model)
        writer.member("version", identity.device.version)
    }

    private func writeOrganisation(_ writer: inout JSONWriter) {
        writer.member("resourceType", "Organization")
        writer.key("identifier")
        writer.array { list in
            Self.write((IdentifierSystem.odsOrganisation, identity.organisation.odsCode.description), to: &list)
        }
        writer.member("name", identity.organisation.name)
    }

    private func writePractitioner(_ writer: inout JSONWriter) {
        let user = identity.user
        writer.member("resourceType", "Practitioner")
        writer.member("id", user.id)
        writer.key("identifier")
        writer.array { list in
            Self.write((IdentifierSystem.sdsUser, user.sdsUserID ?? "UNK"), to: &list)
            Self.write((IdentifierSystem.sdsRoleProfile, user.sdsRoleProfileID ?? "UNK"), to: &list)
            Self.write((user.idSystem, user.id), to: &list)
        }
        writer.key("name")
        writer.array { list in
            list.object { name in
                name.member("family", user.family)
                // An empty array is no FHIR: a part that is not known is left out.
                for (member, text) in [("given", user.given), ("prefix", user.prefix)] {
                    guard let text else { continue }
                    name.key(member)
                    name.array(of: [text])
                }
            }
        }
    }

    private static func write(_ identifier: (system: String, value: String), to list: inout JSONWriter) {
        list.object { writer in
            writer.member("system", identifier.system)
            writer.member("value", identifier.value)
        }
    }

    /// Base64 with the alphabet of URLs and without padding (RFC 7515 section 2).
    static func base64URL(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }
}
