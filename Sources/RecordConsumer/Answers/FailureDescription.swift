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
        case .proxy(let fault): FailureTexts.byProxyFault[fault]!
        case .network(let fault): FailureTexts.byNetworkFault[fault]!
        case .tls(let fault): FailureTexts.byTLSFault[fault]!
        case .httpStatus(let excerpt): statusText(excerpt)
        default: ownText
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

    /// Causes that Lloyd finds itself.
    private var ownText: FailureText {
        let report = "Report it to the practice, with the trace id."
        switch kind {
        case .notConfigured(let key): return FailureText("\(key) is not configured", "See lloyd config check.")
        case .unusableAddress(let text):
            return FailureText("\(text) cannot be asked", "Only https is used, or http on this machine.")
        case .foreignAddress(let host):
            return FailureText(
                "the address leads to another host, \(host)", "It is not followed; " + report.lowercased())
        case .redirect(let target):
            return FailureText(
                "the provider sends the request elsewhere" + (target.map { ", to \($0)" } ?? ""),
                "It is not followed: check the provider's address.")
        case .notFHIR(let type, let excerpt):
            return FailureText("the answer is no FHIR but \(type ?? "of no stated type"): \(excerpt)", report)
        case .notJSON(let reason): return FailureText("the answer cannot be read: \(reason)", report)
        case .charset(let name): return FailureText("the answer's text is \(name), not UTF-8", report)
        case .unexpectedResource(let expected, let found):
            return FailureText("the answer holds \(found), not \(expected)", report)
        case .tooLarge(let limit, let isDecompressed):
            let what = isDecompressed ? "the answer, decompressed," : "the answer"
            return FailureText("\(what) is larger than \(limit >> 20) MiB", "The limit can be raised in [limits].")
        case .tooManyPages(let limit):
            return FailureText("the search has more than \(limit) pages", "Narrow the search.")
        case .notBase64: return FailureText("the document's content is damaged (not base64)", report)
        case .placeholder(let reason):
            return FailureText(
                "the practice does not send this document: \(reason ?? "no reason given")", "Ask the practice.")
        case .documentTooLarge(let size, let limit):
            return FailureText(
                "the document has \(size) bytes, more than \(limit >> 20) MiB", "The limit can be raised in [limits].")
        case .cancelled: return FailureText("cancelled", "Nothing was kept.")
        case .notAudited(let why):
            return FailureText("the access cannot be recorded: \(why)", "Without the audit trail nothing is fetched.")
        case .provider, .proxy, .httpStatus, .network, .tls: return FailureText("", "")
        }
    }
}

extension FetchFailure: CustomStringConvertible {
    /// Without texts of the answer.
    package var description: String { "fetch failed: \(code)" }
}
