import GPConnect

/// One HTTP request to a provider, complete: what a transport sends without deciding anything.
package struct ProviderRequest: Hashable, Sendable {
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let interaction: InteractionID
    package let url: WebAddress
    /// The headers but for `Authorization`.
    package let headers: [Header]
    /// The value of `Authorization`, apart from the others so that nothing that prints headers prints it.
    package let authorization: Credential
    package let body: [UInt8]?
    package let traceID: String

    package var verb: String { interaction.verb }
}

/// A text that is sent and never shown.
package struct Credential: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    package let secret: String

    package init(_ secret: String) { self.secret = secret }

    package var description: String { "(not shown)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What makes each request a new one: a trace id and the moment, for the token.
package struct RequestStamp: Hashable, Sendable {
    /// A UUID, which the provider gives back as the Bundle's id.
    package let traceID: String
    /// Seconds since 1970 UTC.
    package let time: Int

    package init(traceID: String, time: Int) {
        self.traceID = traceID
        self.time = time
    }
}
