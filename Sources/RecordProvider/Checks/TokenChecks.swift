import FHIR
import GPConnect

/// On whose behalf a request is made, as its token says: what the audit trail keeps.
package struct Requester: Hashable, Sendable {
    package let user: String
    /// The practitioner's name as the token gives it.
    package let name: String
    package let organisation: String
    package let device: String
}

/// The rules that a token's claims must keep (docs/spec/fetch.md section 4, both tables).
struct TokenChecks {
    /// How far a consumer's clock may be off.
    static let clockSkew = 120
    static let lifetime = 300

    let token: BearerToken
    let interaction: InteractionID
    /// Seconds since 1970 UTC.
    let now: Int

    func requester() throws(ProviderFault) -> Requester {
        let user = try checkTexts()
        try checkTimes()
        try checkReason()
        try checkScope()
        let device = try RequesterResource.device(token.claim("requesting_device"))
        let organisation = try RequesterResource.organization(token.claim("requesting_organization"))
        let practitioner = try RequesterResource.practitioner(token.claim("requesting_practitioner"))
        guard practitioner.id == user else { throw .badRequest("The token's sub is not requesting_practitioner.id") }
        return Requester(user: user, name: practitioner.name, organisation: organisation, device: device)
    }

    /// Every claim is there before any is judged by its value.
    private func checkTexts() throws(ProviderFault) -> String {
        for name in ["iss", "aud", "reason_for_request", "requested_scope"] { _ = try token.text(name) }
        for name in ["requesting_device", "requesting_organization", "requesting_practitioner"] {
            _ = try token.claim(name)
        }
        return try token.text("sub")
    }

    private func checkTimes() throws(ProviderFault) {
        let issued = try token.seconds("iat")
        let expires = try token.seconds("exp")
        let (due, overflow) = issued.addingReportingOverflow(Self.lifetime)
        guard !overflow, expires == due else { throw .badRequest("The token's exp is not iat + \(Self.lifetime)") }
        guard issued <= now + Self.clockSkew else { throw .badRequest("The token's iat is in the future") }
        guard expires >= now - Self.clockSkew else { throw .badRequest("The token has expired") }
    }

    private func checkReason() throws(ProviderFault) {
        let expected = interaction.isMigration ? "migration" : "directcare"
        guard try token.text("reason_for_request") == expected else {
            throw .badRequest("The token's reason_for_request is not \(expected)")
        }
    }

    /// Several scopes stand apart by spaces; none of `conf/...` means `conf/N`.
    private func checkScope() throws(ProviderFault) {
        let scopes = Set(try token.text("requested_scope").split(separator: " ").map(String.init))
        var known: Set<String> = ["patient/*.read", "organization/*.read", "conf/N"]
        if interaction.isMigration { known.insert("conf/R") }
        guard scopes.isSubset(of: known), scopes.contains(interaction.scope) else {
            throw .badRequest("The token's requested_scope does not fit the request")
        }
    }
}

extension InteractionID {
    var isMigration: Bool { self == .migrateStructuredRecord || self == .migrateDocument }
}
