import GPConnect

/// What is told of each request, before it goes out and when it has ended: for the audit trail and the log.
package struct RequestEvent: Sendable {
    package enum Phase: Sendable {
        case attempt
        case success
        case failure(FetchFailure)
    }

    package let phase: Phase
    package let interaction: InteractionID
    package let provider: ProviderConfiguration
    package let traceID: String
    /// The NHS number asked about, where the request concerns a patient.
    package let patient: String?
    /// The relative request: verb and path, without the search's words.
    package let subject: String
}

/// Who is told. When an attempt cannot be recorded, throwing keeps the request from being sent.
package typealias RequestObserver = @Sendable (RequestEvent) throws -> Void
