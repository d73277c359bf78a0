import GPConnect

/// How the provider is set up: what an operator decides, apart from the records it serves.
package struct ProviderConfiguration: Sendable {
    /// The ASID it answers to; nil for any.
    package var asid: ASID?
    /// The clock of every evaluation; nil for the moment of each request.
    package var clock: EvaluationClock?
    package var softwareVersion: String
    /// Capabilities the practice has switched off (docs/spec/parameters.md section 5 row 24).
    package var switchedOff: Set<InteractionID.Capability> = []
    /// Whether the organisation shares records at all (row 23).
    package var hasOrganisationConsent = true
    /// For how many days after a death documents are still given (docs/spec/fetch.md section 8.4).
    package var daysAfterDeath = 28

    package init(softwareVersion: String) { self.softwareVersion = softwareVersion }

    func checkEnabled(_ capability: InteractionID.Capability) throws(ProviderFault) {
        if switchedOff.contains(capability) {
            throw .code(.accessDenied, "The \(Self.names[capability] ?? "") capability is disabled at this practice")
        }
        if !hasOrganisationConsent { throw .code(.noOrganisationConsent) }
    }

    private static let names: [InteractionID.Capability: String] = [
        .structured: "Access Record Structured", .documents: "Access Document", .foundations: "Foundations",
    ]
}
