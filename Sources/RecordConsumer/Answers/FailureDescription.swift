import GPConnect

extension FetchFailure {
    /// A short stable name of the cause, for the audit trail and the log.
    package var code: String {
        switch kind {
        case .notConfigured: "not-configured"
        case .unusableAddress: "unusable-address"
        case .foreignAddress: "foreign-address"
        case .provider(let code): code ?? "operation-outcome-\(status ?? 0)"
        case .proxy(let fault): "proxy-\(fault)"
        case .httpStatus: "http-\(status ?? 0)"
        case .redirect: "redirect"
        case .empty: "empty-answer"
        case .notFHIR: "not-fhir"
        case .notJSON: "not-json"
        case .charset: "charset"
        case .unexpectedResource: "unexpected-resource"
        case .network(let fault): fault.rawValue
        case .tls(let fault): "tls-\(fault.rawValue)"
        case .tooLarge: "too-large"
        case .tooManyPages: "too-many-pages"
        case .notBase64: "not-base64"
        case .placeholder: "placeholder"
        case .documentTooLarge: "document-too-large"
        case .cancelled: "cancelled"
        case .notAudited: "not-audited"
        }
    }

    /// What happened, in one line. Texts of the answer are in it as sent: whoever shows it makes them safe.
    package var summary: String {
        let words = issue?.words.map { ": \($0)" } ?? detail.map { " (\($0))" } ?? ""
        return text.summary + words + (status.map { " [HTTP \($0)]" } ?? "")
    }

    /// What to do about it.
    package var advice: String { text.advice }

    private var text: FailureText {
        switch kind {
        case .provider(let code): providerText(code)
        case .proxy(let fault): FailureTexts.byProxyFault[fault] ?? statusText("")
        case .network(let fault): FailureTexts.byNetworkFault[fault] ?? statusText("")
        case .tls(let fault): FailureTexts.byTLSFault[fault] ?? statusText("")
        case .httpStatus(let excerpt): statusText(excerpt)
        case .empty, .notFHIR, .notJSON, .charset, .unexpectedResource, .redirect, .foreignAddress, .notBase64:
            FailureText(unusableAnswer, "Report it to the practice, with the trace id; nothing is kept.")
        case .tooLarge, .documentTooLarge: FailureText(limit, "The limit can be raised in [limits].")
        case .tooManyPages: FailureText(limit, "Narrow the search.")
        case .notConfigured, .unusableAddress, .placeholder, .cancelled, .notAudited: refusal
        }
    }

    private func providerText(_ code: String?) -> FailureText {
        let known = code.flatMap { SpineErrorCode.known($0)?.code }
        return known.flatMap { FailureTexts.bySpineCode[$0] } ?? statusText("")
    }

    private func statusText(_ excerpt: String) -> FailureText {
        let known =
            status.flatMap { FailureTexts.byStatus[$0] }
            ?? FailureText("the provider answered with an error", "Report it with the trace id.")
        return excerpt.isEmpty ? known : FailureText("\(known.summary): \(excerpt)", known.advice)
    }

    /// An answer came and is not what it should be.
    private var unusableAnswer: String {
        switch kind {
        case .empty: "the answer is empty: neither a record nor a reason"
        case .notFHIR(let type, let excerpt): "the answer is no FHIR but \(type ?? "of no stated type"): \(excerpt)"
        case .notJSON(let reason): "the answer cannot be read: \(reason)"
        case .charset(let name): "the answer's text is \(name), not UTF-8"
        case .unexpectedResource(let expected, let found): "the answer holds \(found), not \(expected)"
        case .redirect(let target):
            "the provider sends the request elsewhere\(target.map { ", to \($0)" } ?? ""), which is not followed"
        case .foreignAddress(let host): "the address leads to another host, \(host), which is not asked"
        default: "the document's content is damaged (not base64)"
        }
    }

    /// Something is larger than the configuration lets through.
    private var limit: String {
        switch kind {
        case .tooLarge(let limit, let isDecompressed):
            "the answer\(isDecompressed ? ", decompressed," : "") is larger than \(limit >> 20) MiB"
        case .documentTooLarge(let size, let limit): "the document has \(size) bytes, more than \(limit >> 20) MiB"
        case .tooManyPages(let limit): "the search has more than \(limit) pages, or its links lead in a circle"
        default: "a limit is exceeded"
        }
    }

    /// Nothing was asked, or the user called it off.
    private var refusal: FailureText {
        switch kind {
        case .notConfigured(let key): FailureText("\(key) is not configured", "See lloyd config check.")
        case .unusableAddress(let text):
            FailureText("\(text) cannot be asked", "Only https is used, or http on this machine.")
        case .placeholder(let reason):
            FailureText(
                "the practice does not send this document: \(reason ?? "no reason given")", "Ask the practice.")
        case .notAudited(let why):
            FailureText("the access cannot be recorded: \(why)", "Without the audit trail nothing is fetched.")
        default: FailureText("cancelled", "Nothing was kept.")
        }
    }
}

extension FetchFailure: CustomStringConvertible {
    /// Without texts of the answer.
    package var description: String { "fetch failed: \(code)" }
}
