import FHIR
import GPConnect

/// Builds the requests of one consumer to one provider. Pure: the same operation and stamp give the same request
/// (docs/spec/fetch.md sections 1 to 4).
package struct RequestBuilder: Sendable {
    package let identity: ConsumerIdentity
    package let provider: ProviderConfiguration

    package init(identity: ConsumerIdentity, provider: ProviderConfiguration) {
        self.identity = identity
        self.provider = provider
    }

    /// No space after the semicolon: some providers compare the text.
    static let fhirJSON = "application/fhir+json;charset=utf-8"

    /// - Throws: `FetchFailure` when the configuration lacks the capability's address or an id does not fit a URL.
    package func request(for operation: ProviderOperation, stamp: RequestStamp) throws(FetchFailure) -> ProviderRequest
    {
        let interaction = operation.interaction
        guard let root = provider.root(for: interaction.capability) else {
            throw FetchFailure(.notConfigured("\(interaction.capability)_url of provider \(provider.name)"))
        }
        let token = AuditToken(
            identity: identity, audience: root.description, scope: interaction.scope, issuedAt: stamp.time)
        return ProviderRequest(
            interaction: interaction, url: try url(for: operation, root: root),
            headers: headers(interaction, traceID: stamp.traceID),
            authorization: Credential("Bearer " + token.text), body: Self.body(of: operation), traceID: stamp.traceID)
    }

    private func headers(_ interaction: InteractionID, traceID: String) -> [ProviderRequest.Header] {
        [
            ("Accept", Self.fhirJSON), ("Content-Type", Self.fhirJSON), ("Accept-Encoding", "gzip"),
            ("Ssp-TraceID", traceID), ("Ssp-From", identity.asid.description), ("Ssp-To", provider.asid.description),
            ("Ssp-InteractionID", interaction.description),
        ].map { ProviderRequest.Header(name: $0.0, value: $0.1) }
    }

    private static func body(of operation: ProviderOperation) -> [UInt8]? {
        if case .structuredRecord(let body) = operation { body } else { nil }
    }

    /// The provider's full URL, scheme included, follows the proxy's slash.
    private func url(for operation: ProviderOperation, root: ServiceRoot) throws(FetchFailure) -> WebAddress {
        let target = try target(of: operation, root: root)
        let text = provider.proxy.map { "\($0)/\(target)" } ?? target
        guard let url = WebAddress(text), url.isSecure else { throw FetchFailure(.unusableAddress(text)) }
        return url
    }

    private func target(of operation: ProviderOperation, root: ServiceRoot) throws(FetchFailure) -> String {
        switch operation {
        case .structuredRecord, .structuredCapability, .documentsCapability:
            return "\(root)\(operation.interaction.path)"
        case .findPatient(let number):
            return "\(root)/Patient?identifier=\(IdentifierSystem.nhsNumber)%7C\(number)"
        case .searchDocuments(let id, let search):
            return "\(root)/Patient/\(try Self.segment(id))/DocumentReference?\(Self.query(of: search))"
        case .documentsPage(let address):
            return try provided(address, root: root)
        case .readDocument(.url(let address)):
            return try provided(address, root: root)
        case .readDocument(.id(let id)):
            return "\(root)/Binary/\(try Self.segment(id))"
        }
    }

    /// An address that a record or an answer gave: it is only followed to where the configuration points, since a
    /// request carries who asks and about whom.
    private func provided(_ address: WebAddress, root: ServiceRoot) throws(FetchFailure) -> String {
        guard address.hasSameOrigin(as: root.address) else { throw FetchFailure(.foreignAddress(host: address.host)) }
        return address.description
    }

    /// A logical id as one segment of a path. Suppliers' ids hold characters that FHIR forbids: they are sent as given,
    /// encoded where a URL asks for it.
    private static func segment(_ id: String) throws(FetchFailure) -> String {
        guard !id.isEmpty, id != ".", id != ".." else { throw FetchFailure(.unusableAddress("id \(id)")) }
        return PercentEncoding.encode(id)
    }

    /// Without the includes providers answer 422.
    private static func query(of search: DocumentSearch) -> String {
        let chosen = [
            search.createdFrom.map { "created=ge\($0)" },
            search.createdTo.map { "created=le\($0)" },
            search.author.map { "author=\(IdentifierSystem.odsOrganisation)%7C\($0)" },
            search.description.map { "description=\(PercentEncoding.encode($0))" },
        ]
        let includes = DocumentInclude.mandatory.map { "\($0.name)=\($0.value)" }
        return (includes + chosen.compactMap(\.self)).joined(separator: "&")
    }
}

/// Addresses that answers and records give.
extension RequestBuilder {
    /// The link of an answer as an address at the provider: whole, with the proxy before it, or relative to the host or
    /// to the page that holds it. Nil for what is no address.
    func address(ofLink link: String, in operation: ProviderOperation) -> WebAddress? {
        let link = withoutProxy(link)
        guard let root = provider.root(for: operation.interaction.capability) else { return nil }
        if link.hasPrefix("//") { return WebAddress("\(root.address.scheme):\(link)") }
        if link.hasPrefix("/") { return WebAddress(root.address.description.dropLast(root.address.path.count) + link) }
        guard link.hasPrefix("?") else { return WebAddress(link) }
        guard let page = try? target(of: operation, root: root) else { return nil }
        return WebAddress(page.prefix { $0 != "?" } + link)
    }

    /// A URL as the provider itself writes it: what came through the proxy may carry its name in front.
    func withoutProxy(_ text: String) -> String {
        guard let proxy = provider.proxy, text.hasPrefix("\(proxy)/http") else { return text }
        return String(text.dropFirst(proxy.description.count + 1))
    }
}
