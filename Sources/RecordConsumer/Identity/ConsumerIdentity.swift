import GPConnect

/// Who asks: the system, its organisation, its device and the person at it (docs/spec/fetch.md section 4).
package struct ConsumerIdentity: Hashable, Sendable {
    package struct Organisation: Hashable, Sendable {
        package let odsCode: ODSCode
        package let name: String

        package init(odsCode: ODSCode, name: String) {
            self.odsCode = odsCode
            self.name = name
        }
    }

    /// The real person, never a generic user.
    package struct User: Hashable, Sendable {
        package let id: String
        package let idSystem: String
        package let family: String
        package let given: String?
        package let prefix: String?
        /// Nil without a smartcard; the token then says `UNK`.
        package let sdsUserID: String?
        package let sdsRoleProfileID: String?

        package init(
            id: String, idSystem: String, family: String, given: String? = nil, prefix: String? = nil,
            sdsUserID: String? = nil, sdsRoleProfileID: String? = nil
        ) {
            self.id = id
            self.idSystem = idSystem
            self.family = family
            self.given = given
            self.prefix = prefix
            self.sdsUserID = sdsUserID
            self.sdsRoleProfileID = sdsRoleProfileID
        }
    }

    package struct Device: Hashable, Sendable {
        package let model: String
        package let version: String
        package let identifierSystem: String
        package let identifierValue: String

        package init(model: String, version: String, identifierSystem: String, identifierValue: String) {
            self.model = model
            self.version = version
            self.identifierSystem = identifierSystem
            self.identifierValue = identifierValue
        }
    }

    package let asid: ASID
    /// The consumer's own Spine endpoint, the token's issuer.
    package let endpointURL: String
    package let organisation: Organisation
    package let user: User
    package let device: Device

    package init(asid: ASID, endpointURL: String, organisation: Organisation, user: User, device: Device) {
        self.asid = asid
        self.endpointURL = endpointURL
        self.organisation = organisation
        self.user = user
        self.device = device
    }
}
