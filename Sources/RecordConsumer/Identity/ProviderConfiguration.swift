import GPConnect

/// A practice system that can be asked, and where (docs/spec/fetch.md section 1).
package struct ProviderConfiguration: Hashable, Sendable {
    /// What the configuration calls it.
    package let name: String
    package let asid: ASID
    package let odsCode: ODSCode?
    /// The service roots: structured and documents have different ones, and neither serves for the other.
    package let structured: ServiceRoot?
    package let documents: ServiceRoot?
    /// The Spine Secure Proxy; nil asks the provider itself.
    package let proxy: ServiceRoot?

    package init(
        name: String, asid: ASID, odsCode: ODSCode? = nil, structured: ServiceRoot? = nil,
        documents: ServiceRoot? = nil, proxy: ServiceRoot? = nil
    ) {
        self.name = name
        self.asid = asid
        self.odsCode = odsCode
        self.structured = structured
        self.documents = documents
        self.proxy = proxy
    }

    package func root(for capability: InteractionID.Capability) -> ServiceRoot? {
        switch capability {
        case .structured: structured
        case .documents: documents
        case .foundations: nil
        }
    }
}

/// The URL that a capability's requests begin with, as the Spine Directory Service gives it.
package struct ServiceRoot: Hashable, Sendable, CustomStringConvertible {
    package let address: WebAddress

    package var description: String { address.description }

    /// Nil unless it is a URL without query that may carry patient data: https, or http on this machine. A slash at the
    /// end is dropped: the token's audience must be the root without it.
    package init?(_ text: String) {
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        guard let address = WebAddress(text), address.isSecure, !text.contains("?"), !text.contains("#") else {
            return nil
        }
        self.address = address
    }
}
