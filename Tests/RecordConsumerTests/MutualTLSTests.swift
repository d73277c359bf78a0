import Foundation
import Testing

@testable import RecordConsumer

@Suite("mutual TLS against nginx, as fetch.md section 5 says")
struct MutualTLSTests {
    /// One nginx for all cases: certificates and a process for each would take seconds.
    struct Bench: Sendable {
        let workshop: CertificateWorkshop
        let server: TLSServer
        /// By the name of the site.
        let ports: [String: UInt16]

        static let sites: [(name: String, site: TLSServer.Site)] = [
            ("mutual", .init(certificate: "server", clientAuthority: "authority")),
            ("mutual 1.2", .init(certificate: "server", protocols: "TLSv1.2", clientAuthority: "authority")),
            ("open", .init(certificate: "server")), ("expired", .init(certificate: "expired-server")),
            ("other host", .init(certificate: "other-server")), ("untrusted", .init(certificate: "stranger-server")),
            ("only 1.1", .init(certificate: "server", protocols: "TLSv1.1")),
            ("only 1.2", .init(certificate: "server", protocols: "TLSv1.2")),
            ("only 1.3", .init(certificate: "server", protocols: "TLSv1.3")),
        ]

        init() throws {
            let workshop = try CertificateWorkshop()
            try workshop.makeAuthority("authority")
            try workshop.makeAuthority("stranger")
            let here = "IP:127.0.0.1,DNS:localhost"
            try workshop.makeCertificate("server", by: "authority", subject: here)
            try workshop.makeCertificate("expired-server", by: "authority", subject: here, days: -1)
            try workshop.makeCertificate("other-server", by: "authority", subject: "DNS:other.example")
            try workshop.makeCertificate("stranger-server", by: "stranger", subject: here)
            try workshop.makeCertificate("client", by: "authority")
            try workshop.makeCertificate("locked", by: "authority", passphrase: "open sesame")
            try workshop.makeCertificate("expired-client", by: "authority", days: -1)
            try workshop.makeCertificate("stranger-client", by: "stranger")
            self.workshop = workshop
            server = try TLSServer(Self.sites.map(\.site), in: workshop)
            ports = Dictionary(uniqueKeysWithValues: zip(Self.sites.map(\.name), server.ports))
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let site: String
        var host = "127.0.0.1"
        var client: String?
        var passphrase: String?
        var authority: String? = "authority"
        var minimum = TLSSettings.Version.tls12
        /// Nil where the answer arrives; else the failure's possible codes.
        var codes: [String]?
        var testDescription: String { name }
    }

    static let refused = ["tls-client-certificate-refused"]
    static let missing = ["tls-client-certificate-missing"]

    static let cases: [Case] = [
        Case(name: "the right certificate", site: "mutual", client: "client"),
        Case(name: "the right certificate by TLS 1.2", site: "mutual 1.2", client: "client"),
        Case(name: "by the host's name", site: "mutual", host: "localhost", client: "client"),
        Case(name: "a key with its passphrase", site: "mutual", client: "locked", passphrase: "open sesame"),
        Case(
            name: "a wrong passphrase", site: "mutual", client: "locked", passphrase: "open barley",
            codes: ["tls-client-certificate-unusable"]),
        Case(
            name: "no passphrase: nothing is asked at the terminal", site: "mutual", client: "locked",
            codes: ["tls-client-certificate-unusable"]),
        Case(name: "no client certificate", site: "mutual", codes: missing),
        Case(name: "an expired client certificate", site: "mutual", client: "expired-client", codes: refused),
        Case(name: "a stranger's client certificate", site: "mutual", client: "stranger-client", codes: refused),
        Case(
            name: "a client certificate that is no file", site: "mutual", client: "nobody",
            codes: ["tls-client-certificate-unusable"]),
        Case(name: "no authority's file", site: "open", authority: "nobody", codes: ["tls-authority-file-unusable"]),
        Case(name: "an expired host", site: "expired", codes: ["tls-expired"]),
        Case(name: "another host's certificate", site: "other host", codes: ["tls-wrong-host"]),
        Case(name: "an untrusted authority", site: "untrusted", codes: ["tls-not-trusted"]),
        Case(name: "the system's authorities do not know it", site: "open", authority: nil, codes: ["tls-not-trusted"]),
        Case(name: "TLS 1.1 is refused", site: "only 1.1", codes: ["tls-handshake"]),
        Case(name: "TLS 1.2", site: "only 1.2"), Case(name: "TLS 1.3", site: "only 1.3"),
        Case(name: "TLS 1.2 where 1.3 is the least", site: "only 1.2", minimum: .tls13, codes: ["tls-handshake"]),
        Case(name: "TLS 1.3 where it is the least", site: "only 1.3", minimum: .tls13),
    ]

    @Test(
        "who is let in, and why not",
        .enabled(if: CertificateWorkshop.isComplete, "nginx or openssl is not installed"))
    func handshakes() async throws {
        let bench = try Bench()
        defer { bench.server.stop() }
        for wanted in Self.cases {
            let code = try await Self.answer(to: wanted, at: bench)
            #expect(
                wanted.codes.map { $0.contains(code ?? "") } ?? (code == nil), "\(wanted.name): \(code ?? "answer")")
        }
    }

    /// Nil for an answer that can be read.
    private static func answer(to wanted: Case, at bench: Bench) async throws -> String? {
        let tls = TLSSettings(
            certificate: wanted.client.map { bench.workshop.path($0 + ".pem") },
            key: wanted.client.map { bench.workshop.path($0 + ".key") },
            keyPassphrase: wanted.passphrase.map(Credential.init),
            authorities: wanted.authority.map { bench.workshop.path($0 + ".pem") }, minimumVersion: wanted.minimum)
        let port = try #require(bench.ports[wanted.site])
        let request = try CurlTransportTests.request("https://\(wanted.host):\(port)/metadata")
        let limits = TransferLimits(bytes: 1 << 20, connectSeconds: 5, totalSeconds: 10)
        do throws(FetchFailure) {
            let answer = try await CurlTransport(tls: tls).send(request, limits: limits, progress: nil)
            _ = try AnswerReading.bundle(answer)
            return nil
        } catch {
            return error.code
        }
    }
}
