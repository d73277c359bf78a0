import FHIR
import GPConnect

/// Why a request is refused: the row of the error table it falls under, with the HTTP status where the transport has
/// one of its own (docs/spec/fetch.md section 7, docs/spec/parameters.md section 5).
package struct ProviderFault: Error, Hashable, Sendable {
    package let status: Int
    let issueType: String
    package let code: SpineErrorCode
    package let diagnostics: String?
    /// Sent in the `Allow` header of an answer to a wrong verb.
    let allowedMethods: [String]

    private init(
        _ code: SpineErrorCode, status: Int? = nil, issueType: String? = nil, _ diagnostics: String?,
        allowedMethods: [String] = []
    ) {
        self.code = code
        self.status = status ?? code.httpStatus
        self.issueType = issueType ?? code.issueType
        self.diagnostics = diagnostics
        self.allowedMethods = allowedMethods
    }

    init(_ fault: OperationOutcomeFault) { self.init(fault.code, fault.diagnostics) }

    static func code(_ code: SpineErrorCode, _ diagnostics: String? = nil) -> ProviderFault {
        ProviderFault(code, diagnostics)
    }

    static func badRequest(_ diagnostics: String) -> ProviderFault { ProviderFault(.badRequest, diagnostics) }

    static func invalidParameter(_ diagnostics: String) -> ProviderFault {
        ProviderFault(.invalidParameter, diagnostics)
    }

    /// The Spine's code list has none for a format (docs/spec/fetch.md section 10).
    static func unsupportedFormat(_ diagnostics: String) -> ProviderFault {
        ProviderFault(.badRequest, status: 415, issueType: "not-supported", diagnostics)
    }

    static let unknownPath = ProviderFault(.noRecordFound, "No such resource or operation at this address")

    static func wrongVerb(allowed: [String]) -> ProviderFault {
        ProviderFault(
            .badRequest, "Only \(allowed.joined(separator: ", ")) is possible at this address", allowedMethods: allowed)
    }

    static let bodyTooLarge = ProviderFault(
        .badRequest, status: 413, issueType: "too-long",
        "Request body is larger than \(ProviderLimits.requestBytes) bytes")

    static let bodyCutOff = badRequest("Request body is not complete")

    package static func internalError(_ diagnostics: String) -> ProviderFault {
        ProviderFault(.internalServerError, diagnostics)
    }

    package var response: ProviderResponseValue {
        let issue = OutcomeText.issue(
            severity: "error", type: issueType, code: code.code, display: code.display, text: nil,
            diagnostics: diagnostics)
        let allow = allowedMethods.isEmpty ? [] : [("Allow", allowedMethods.joined(separator: ", "))]
        return ProviderResponseValue(status: status, OutcomeText.resource([issue]), headers: allow)
    }
}
