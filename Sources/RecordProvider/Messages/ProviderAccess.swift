import GPConnect

/// One request as the audit trail keeps it, whether it was answered or refused (docs/spec/fetch.md section 10).
package struct ProviderAccess: Hashable, Sendable {
    /// Nil as long as no token was read that says so.
    package let requester: Requester?
    package let consumer: ASID?
    package let interaction: InteractionID?
    package let traceID: String?
    /// The NHS number the request names or leads to.
    package let patient: String?
    /// The path's own name with `[id]` in the place of ids: a consumer can write anything there.
    package let operation: String
    /// `Binary/ID` of a document, else the operation.
    package let subject: String
    package let status: Int
    /// The Spine code of a refusal; nil for an answer.
    package let refusal: String?
}

/// An answer, and what is to be recorded of it.
package struct ProviderAnswer: Sendable {
    package let response: ProviderResponseValue
    package let access: ProviderAccess
}
