/// How far a transfer has come.
package struct TransferProgress: Hashable, Sendable {
    /// Bytes of the body as they come over the network.
    package let received: Int
    /// As the server states it; nil when it does not.
    package let expected: Int?
}

/// What a transfer may cost before it is ended.
package struct TransferLimits: Hashable, Sendable {
    /// Of the body, counted twice: as received and once decompressed.
    package var bytes: Int
    package var connectSeconds: Double
    package var totalSeconds: Double

    package init(bytes: Int, connectSeconds: Double = 10, totalSeconds: Double) {
        self.bytes = bytes
        self.connectSeconds = connectSeconds
        self.totalSeconds = totalSeconds
    }
}

/// Carries a request and brings what comes back. Decides nothing: no redirect, no retry.
package protocol Transport: Sendable {
    /// - Throws: `FetchFailure` of the network, of TLS or of a limit; `.cancelled` when the task is cancelled.
    func send(
        _ request: ProviderRequest, limits: TransferLimits, progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(FetchFailure) -> ProviderAnswer
}

/// What TLS needs of this consumer (docs/spec/fetch.md section 5). There is no switch to leave the host unverified.
package struct TLSSettings: Hashable, Sendable {
    package enum Version: String, Sendable {
        case tls12 = "1.2"
        case tls13 = "1.3"
    }

    /// Paths of PEM files; nil uses the system's authorities, and no client certificate.
    package var certificate: String?
    package var key: String?
    package var keyPassphrase: Credential?
    package var authorities: String?
    package var minimumVersion: Version

    package init(
        certificate: String? = nil, key: String? = nil, keyPassphrase: Credential? = nil, authorities: String? = nil,
        minimumVersion: Version = .tls12
    ) {
        self.certificate = certificate
        self.key = key
        self.keyPassphrase = keyPassphrase
        self.authorities = authorities
        self.minimumVersion = minimumVersion
    }
}
