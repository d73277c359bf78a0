import FHIR
import GPConnect

/// Why nothing could be fetched: a typed cause, one line on what happened and one on what to do about it. Holds no
/// credential; `outcome` holds what the provider wrote.
package struct FetchFailure: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A key that the configuration lacks.
        case notConfigured(String)
        /// An address that cannot or must not be asked.
        case unusableAddress(String)
        /// An answer or a record points to another host than the configured one.
        case foreignAddress(host: String)
        /// The provider answered with an OperationOutcome; its Spine code as sent, if it has one.
        case provider(code: String?)
        /// The Spine Secure Proxy refused before the provider was reached.
        case proxy(ProxyFault)
        /// An error status without an OperationOutcome; the beginning of what was sent.
        case httpStatus(excerpt: String)
        case redirect(to: String?)
        /// A success without any content.
        case empty
        case notFHIR(contentType: String?, excerpt: String)
        case notJSON(String)
        case charset(String)
        case unexpectedResource(expected: String, found: String)
        case network(NetworkFault)
        case tls(TLSFault)
        case tooLarge(limit: Int, isDecompressed: Bool)
        case tooManyPages(limit: Int)
        case notBase64
        case placeholder(reason: String?)
        case documentTooLarge(size: Int, limit: Int)
        case cancelled
        /// The access could not be written to the audit trail, so it did not take place.
        case notAudited(String)
    }

    package let kind: Kind
    package var status: Int?
    package var traceID: String?
    /// The first issue of the OperationOutcome that came with it.
    package var issue: IssueText?
    /// What the system said of a network or TLS fault.
    package var detail: String?

    package init(
        _ kind: Kind, status: Int? = nil, traceID: String? = nil, issue: IssueText? = nil, detail: String? = nil
    ) {
        self.kind = kind
        self.status = status
        self.traceID = traceID
        self.issue = issue
        self.detail = detail
    }

    /// What an OperationOutcome issue says, as sent.
    package struct IssueText: Hashable, Sendable {
        package let code: String?
        package let display: String?
        package let text: String?
        package let diagnostics: String?

        package init(_ issue: OperationOutcome.Issue) {
            code = issue.spineCode
            display = issue.spineDisplay
            text = issue.text
            diagnostics = issue.diagnostics
        }

        /// The most telling of its texts.
        package var words: String? { diagnostics ?? text ?? display }
    }

    func traced(_ traceID: String) -> FetchFailure {
        var copy = self
        copy.traceID = traceID
        return copy
    }
}

/// What the proxy finds wrong; told by how its `display` begins (docs/spec/fetch.md section 7).
package enum ProxyFault: String, CaseIterable, Hashable, Sendable {
    case endpointVaries = "ENDPOINT_"
    case senderNotKnown = "ASID_CHECK_FAILED_MESSAGESENDER"
    case receiverNotRegistered = "PARTYKEY_INTERACTION_CHECK_FAILED_MESSAGERECEIVER"
    case notPaired = "FOT_CHECK_FAILED_MESSAGESENDER"
    case methodNotAllowed = "405: METHOD NOT ALLOWED"
    case unsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
    case providerUnreachable = "ERROR_COMMUNICATING_TO_ENDPOINT_URL"
    /// Made by the proxy, for a reason that the table does not know.
    case other = ""
}

package enum NetworkFault: String, CaseIterable, Hashable, Sendable {
    case nameNotResolved = "name-not-resolved"
    case connectionRefused = "connection-refused"
    case connectTimeout = "connect-timeout"
    case totalTimeout = "total-timeout"
    case cutShort = "cut-short"
    case badEncoding = "bad-encoding"
    case notHTTP = "not-http"
    case other = "network"
}

package enum TLSFault: String, CaseIterable, Hashable, Sendable {
    case notTrusted = "not-trusted"
    case expired = "expired"
    case wrongHost = "wrong-host"
    case handshake = "handshake"
    case clientCertificateMissing = "client-certificate-missing"
    case clientCertificateRefused = "client-certificate-refused"
    case clientCertificateUnusable = "client-certificate-unusable"
    case authorityFileUnusable = "authority-file-unusable"
    case other = "tls"
}
