import FHIR
import GPConnect

/// Reads an answer as what was asked for, or as the failure it is (docs/spec/fetch.md section 7).
package enum AnswerReading {
    /// How much of an answer that is no FHIR is shown.
    static let excerptLength = 200

    /// The answer's Bundle.
    package static func bundle(_ answer: ProviderAnswer) throws(FetchFailure) -> Bundle {
        let bundle = try fhir(answer)
        guard case .bundle = bundle.kind else { throw unexpected(bundle, expected: "a Bundle", answer) }
        return bundle
    }

    package static func capability(_ answer: ProviderAnswer) throws(FetchFailure) -> CapabilityStatement {
        let bundle = try fhir(answer)
        guard bundle.kind == .single(ResourceType("CapabilityStatement")) else {
            throw unexpected(bundle, expected: "a CapabilityStatement", answer)
        }
        return CapabilityStatement(bundle.document.root)
    }

    /// A document: a Binary resource, or the raw bytes of another type
    /// (docs/spec/fetch.md section 8.4).
    package static func document(_ answer: ProviderAnswer) throws(FetchFailure) -> DocumentBody {
        if isRawDocument(answer) {
            return DocumentBody(
                content: answer.body, contentType: answer.contentType?.description, id: nil, version: nil, isRaw: true)
        }
        let bundle: Bundle = try fhir(answer)
        guard bundle.kind == .single(.binary) else { throw unexpected(bundle, expected: "a Binary", answer) }
        let binary = Binary(bundle.document.root)
        guard binary.hasContent else {
            throw FetchFailure(
                .unexpectedResource(expected: "a Binary with content", found: "one without"), status: answer.status)
        }
        guard let content = binary.content() else { throw FetchFailure(.notBase64, status: answer.status) }
        return DocumentBody(
            content: content, contentType: binary.contentType, id: binary.id,
            version: binary.versionID ?? entityTag(answer), isRaw: false)
    }

    /// Whether the body is the document itself. A resource that is sent under another type is a resource all the same:
    /// an OperationOutcome must not be shown as a letter.
    private static func isRawDocument(_ answer: ProviderAnswer) -> Bool {
        let type = answer.contentType
        guard answer.status == 200, !answer.isEmpty, type?.isJSON != true, type?.isFHIRXML != true else { return false }
        guard answer.beginsObject else { return OutcomeXML.read(answer.body) == nil }
        let document = Result { () throws(JSONSyntaxError) in try Bundle(bytes: answer.body) }
        return (try? document.get()).map { $0.kind == .notFHIR } ?? true
    }

    /// `W/"3"` or `"3"` without its dress.
    private static func entityTag(_ answer: ProviderAnswer) -> String? {
        guard let tag = answer.header("ETag") else { return nil }
        let bare = tag.hasPrefix("W/") ? tag.dropFirst(2) : Substring(tag)
        return String(bare.filter { $0 != "\"" })
    }

    /// Any FHIR document of a successful answer; a 200 with an OperationOutcome is a failure.
    private static func fhir(_ answer: ProviderAnswer) throws(FetchFailure) -> Bundle {
        if (300..<400).contains(answer.status) {
            throw FetchFailure(.redirect(to: answer.header("Location")), status: answer.status)
        }
        let document = Result { () throws(JSONSyntaxError) in try Bundle(bytes: answer.body) }
        if let outcome = outcome(document, answer) { throw failure(outcome, answer) }
        guard answer.status == 200 else { throw statusFailure(answer) }
        guard !answer.isEmpty else { throw FetchFailure(.empty, status: answer.status) }
        try checkCharset(answer)
        switch document {
        case .success(let bundle) where bundle.kind == .notFHIR: throw notFHIR(answer)
        case .success(let bundle): return bundle
        case .failure where answer.contentType?.isFHIRXML == true:
            throw FetchFailure(.notJSON("FHIR as XML, not the JSON that was asked for"), status: answer.status)
        case .failure(let error) where answer.contentType?.isJSON == true || answer.beginsObject:
            throw notJSON(error, answer)
        case .failure: throw notFHIR(answer)
        }
    }

    /// The outcome that an answer is, or that an error's Bundle holds; in JSON, or as gateways write it in XML.
    private static func outcome(
        _ document: Result<Bundle, JSONSyntaxError>, _ answer: ProviderAnswer
    ) -> OperationOutcome? {
        guard let bundle = try? document.get() else { return OutcomeXML.read(answer.body) }
        if let outcome = bundle.failure { return outcome }
        guard answer.status >= 400 else { return nil }
        return bundle.resources.first { $0.type == .operationOutcome }.map { OperationOutcome($0.value) }
    }

    /// UTF-8 only. Another declared charset does no harm while every byte is ASCII, which all of them share.
    private static func checkCharset(_ answer: ProviderAnswer) throws(FetchFailure) {
        guard let charset = answer.contentType?.charset, charset != "utf-8", charset != "utf8" else { return }
        guard answer.body.contains(where: { $0 >= 0x80 }) else { return }
        throw FetchFailure(.charset(charset), status: answer.status)
    }

    private static func notJSON(_ error: JSONSyntaxError, _ answer: ProviderAnswer) -> FetchFailure {
        if error.reason == .notUTF8 { return FetchFailure(.charset("in another encoding"), status: answer.status) }
        let position = JSONDocument.position(ofByte: error.offset, in: answer.body)
        return FetchFailure(.notJSON("\(position): \(error)"), status: answer.status)
    }

    private static func notFHIR(_ answer: ProviderAnswer) -> FetchFailure {
        FetchFailure(
            .notFHIR(contentType: answer.contentType?.description, excerpt: excerpt(answer)), status: answer.status)
    }

    private static func unexpected(_ bundle: Bundle, expected: String, _ answer: ProviderAnswer) -> FetchFailure {
        let found =
            switch bundle.kind {
            case .bundle: "a Bundle"
            case .single(let type): "a single \(type.rawValue.prefix(40))"
            case .notFHIR: "no FHIR"
            }
        return FetchFailure(.unexpectedResource(expected: expected, found: found), status: answer.status)
    }

    private static func failure(_ outcome: OperationOutcome, _ answer: ProviderAnswer) -> FetchFailure {
        let issue = telling(outcome.issues)
        let text = issue.map(FetchFailure.IssueText.init)
        if let issue, let fault = ProxyFault(issue: issue) {
            return FetchFailure(.proxy(fault), status: answer.status, issue: text)
        }
        return FetchFailure(.provider(code: issue?.spineCode), status: answer.status, issue: text)
    }

    /// The issue that says why it failed: information may stand before it.
    private static func telling(_ issues: [OperationOutcome.Issue]) -> OperationOutcome.Issue? {
        issues.first { $0.severity == "error" || $0.severity == "fatal" } ?? issues.first
    }

    /// Web servers' own pages for a client certificate that is missing (496) or wrong (495).
    private static let certificatePages: [(status: Int, words: String, fault: TLSFault)] = [
        (496, "No required SSL certificate was sent", .clientCertificateMissing),
        (495, "The SSL certificate error", .clientCertificateRefused),
    ]

    private static func statusFailure(_ answer: ProviderAnswer) -> FetchFailure {
        let excerpt = excerpt(answer)
        for page in certificatePages where answer.status == page.status || excerpt.contains(page.words) {
            return FetchFailure(.tls(page.fault), status: answer.status)
        }
        return FetchFailure(.httpStatus(excerpt: excerpt), status: answer.status)
    }

    /// The beginning of a body that is no FHIR: the words of a page, control characters removed, white space drawn
    /// together.
    static func excerpt(_ answer: ProviderAnswer) -> String {
        var text = String(decoding: answer.body.prefix(excerptLength * 40), as: UTF8.self)
        if answer.contentType?.type == "text/html" { text = HTMLText.convert(text) }
        let visible = text.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: " "
            default: Character(scalar)
            }
        }
        let words = String(visible).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        return String(words.prefix(excerptLength))
    }
}

/// A document as it came: decoded, or raw.
package struct DocumentBody: Hashable, Sendable {
    package let content: [UInt8]
    /// As stated with it; nil when nothing states it.
    package let contentType: String?
    package let id: String?
    package let version: String?
    /// Sent as itself, not as a Binary resource.
    package let isRaw: Bool
}

extension ProxyFault {
    private static let system = "gpconnect-schedule-response-code-1-0"

    /// Nil for an issue that the provider itself made.
    init?(issue: OperationOutcome.Issue) {
        let codings = issue.details?.codings ?? []
        let texts = (codings.compactMap(\.display) + [issue.diagnostics, issue.text].compactMap(\.self)).map {
            $0.uppercased()
        }
        let fault = Self.allCases.first { fault in
            fault != .other && texts.contains { $0.hasPrefix(fault.rawValue) }
        }
        let isProxys = codings.contains { $0.system?.hasSuffix(Self.system) == true }
        guard let fault = fault ?? (isProxys ? .other : nil) else { return nil }
        self = fault
    }
}
