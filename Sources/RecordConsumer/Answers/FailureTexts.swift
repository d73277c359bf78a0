import GPConnect

/// What a person is told of a failure: what happened, and what to do.
struct FailureText {
    let summary: String
    let advice: String

    init(_ summary: String, _ advice: String) {
        self.summary = summary
        self.advice = advice
    }
}

/// The table of docs/spec/fetch.md section 7, in words.
enum FailureTexts {
    private static let report = "This is a fault of the request: report it with the trace id."
    private static let tryLater = "Try again later; if it stays, tell the practice, with the trace id."

    /// By Spine code, as `SpineErrorCode.known` spells it.
    static let bySpineCode: [String: FailureText] = [
        "INVALID_NHS_NUMBER": FailureText("the provider does not accept this NHS number", "Check the number."),
        "INVALID_IDENTIFIER_SYSTEM": FailureText("the provider refused the kind of identifier", report),
        "INVALID_IDENTIFIER_VALUE": FailureText("the provider refused the identifier", report),
        "BAD_REQUEST": FailureText(
            "the provider refused the request's form",
            "Check ASIDs, addresses and this machine's clock; else report it with the trace id."),
        "CONFLICTING_VALUES": FailureText("the provider found values in the request that conflict", report),
        "NO_PATIENT_CONSENT": FailureText(
            "the patient does not consent to sharing the record", "This cannot be overridden."),
        "NO_ORGANISATION_CONSENT": FailureText(
            "the practice does not consent to sharing records", "Ask the practice."),
        "ACCESS_DENIED": FailureText(
            "the practice has switched GP Connect or this part of it off", "Ask the practice."),
        "NO_RELATIONSHIP": FailureText(
            "your organisation has no relationship with this patient", "Ask the patient's registered practice."),
        "PATIENT_NOT_FOUND": FailureText(
            "the patient's record is not available from this practice",
            "Check the NHS number and the practice. The reason is not given, to protect the patient."),
        "NO_RECORD_FOUND": FailureText(
            "the document is not available",
            "The practice does not know it or may not send it (documents over 5 MB are not sent): ask the practice."),
        "ORGANISATION_NOT_FOUND": FailureText("the provider does not know the organisation", report),
        "PRACTITIONER_NOT_FOUND": FailureText("the provider does not know the practitioner", report),
        "DUPLICATE_REJECTED": FailureText("the provider has this already", report),
        "INVALID_PARAMETER": FailureText("the provider refused a parameter", "Change the parameter it names."),
        "INVALID_RESOURCE": FailureText("the provider refused the request's content", "Change what it names."),
        "REFERENCE_NOT_FOUND": FailureText("the provider misses what the request refers to", report),
        "INVALID_PATIENT_DEMOGRAPHICS": FailureText("the provider could not trace the patient", "Check the details."),
        "INTERNAL_SERVER_ERROR": FailureText("the provider's system failed", tryLater),
        "NOT_IMPLEMENTED": FailureText(
            "the provider's system does not know this operation", "It is too old for what was asked."),
    ]

    /// By HTTP status, where no code says more.
    static let byStatus: [Int: FailureText] = [
        400: bySpineCode["BAD_REQUEST"]!,
        401: FailureText(
            "the provider does not accept the token", "Check the consumer's details in the configuration."),
        403: FailureText("the provider refused access", "Ask the practice."),
        404: FailureText("the provider does not know what was asked for", "Check the provider's address."),
        405: FailureText("the provider does not allow the request's method there", report),
        409: bySpineCode["DUPLICATE_REJECTED"]!,
        415: FailureText("the provider does not accept the request's format", report),
        422: FailureText("the provider refused the request's content", "Change what it names."),
        429: FailureText("the provider has too much to do", tryLater),
        500: bySpineCode["INTERNAL_SERVER_ERROR"]!,
        501: bySpineCode["NOT_IMPLEMENTED"]!,
        502: FailureText("the provider's system could not be reached", tryLater),
        503: FailureText("the provider's system is not available", tryLater),
        504: FailureText("the provider's system did not answer in time", tryLater),
    ]

    static let byProxyFault: [ProxyFault: FailureText] = [
        .endpointVaries: FailureText(
            "the proxy knows the provider under another address", "Check the provider's addresses."),
        .senderNotKnown: FailureText(
            "the proxy does not know the consumer's ASID for this connection",
            "Check asid of [consumer] and the certificate."),
        .receiverNotRegistered: FailureText(
            "the provider is not registered for this interaction", "Check the provider's asid; else ask the practice."),
        .notPaired: FailureText(
            "the proxy does not let this consumer ask this provider", "Check both ASIDs; else ask Spine support."),
        .methodNotAllowed: FailureText("the proxy does not allow the request's method", report),
        .unsupportedMediaType: FailureText("the proxy does not accept the request's format", report),
        .providerUnreachable: FailureText("the proxy could not reach the provider's system", tryLater),
        .other: FailureText("the proxy refused the request", "Report it with the trace id."),
    ]

    static let byNetworkFault: [NetworkFault: FailureText] = [
        .nameNotResolved: FailureText(
            "the host's name is not known", "Check the address and this machine's network."),
        .connectionRefused: FailureText(
            "no connection to the host", "Check the address and the network; is the provider running?"),
        .connectTimeout: FailureText("the host did not answer in time", tryLater),
        .totalTimeout: FailureText(
            "the answer was not complete in time", "Try again, or raise total_seconds in [limits]."),
        .cutShort: FailureText("the connection was cut before the answer was complete", "Try again."),
        .badEncoding: FailureText("the answer's compression is damaged", tryLater),
        .notHTTP: FailureText("what listens there is no web server", "Check the provider's address and port."),
        .other: FailureText("the network failed", "Check this machine's network."),
    ]

    static let byTLSFault: [TLSFault: FailureText] = [
        .notTrusted: FailureText(
            "the host's certificate is not from a trusted authority", "Check ca in [tls]. Do not go on without."),
        .expired: FailureText("the host's certificate has expired", "Tell whoever runs the host; check the clock."),
        .wrongHost: FailureText(
            "the host's certificate is for another host", "Check the address: this may not be the provider."),
        .handshake: FailureText(
            "no secure connection could be agreed", "The host may ask for a certificate or another TLS version."),
        .clientCertificateMissing: FailureText(
            "the host asks for a client certificate", "Set certificate and key in [tls]."),
        .clientCertificateRefused: FailureText(
            "the host does not accept the client certificate", "Check certificate in [tls]: is it current?"),
        .clientCertificateUnusable: FailureText(
            "the client certificate or its key cannot be used",
            "Check certificate, key and key_passphrase_file in [tls]."),
        .authorityFileUnusable: FailureText("the file of trusted authorities cannot be read", "Check ca in [tls]."),
        .other: FailureText("the secure connection failed", "Check [tls] in the configuration."),
    ]
}
