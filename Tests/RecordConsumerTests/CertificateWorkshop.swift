import Foundation

/// Makes certificates with the system's openssl, in a folder of its own that goes away with it.
final class CertificateWorkshop: Sendable {
    struct ToolFailure: Error, CustomStringConvertible {
        let description: String
    }

    static let openssl = tool("openssl")
    static let nginx = tool("nginx")
    static let isComplete = openssl != nil && nginx != nil

    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "lloyd-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func tool(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// `NAME.pem` and `NAME.key` of an authority.
    func makeAuthority(_ name: String) throws {
        try run(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
                + ["-keyout", path("\(name).key"), "-out", path("\(name).pem"), "-subj", "/CN=\(name)"])
    }

    /// `NAME.pem` and `NAME.key`, signed by an authority. Below zero days it has expired.
    func makeCertificate(
        _ name: String, by authority: String, subject: String = "DNS:client.example", days: Int = 2,
        passphrase: String? = nil
    ) throws {
        let protection = passphrase.map { ["-passout", "pass:\($0)"] } ?? ["-nodes"]
        try run(
            ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", path("\(name).key")]
                + protection + ["-out", path("\(name).csr"), "-subj", "/CN=\(name)"])
        try Data("subjectAltName=\(subject)\n".utf8).write(to: URL(fileURLWithPath: path("\(name).ext")))
        try run(
            ["x509", "-req", "-in", path("\(name).csr"), "-CA", path("\(authority).pem")]
                + ["-CAkey", path("\(authority).key"), "-CAcreateserial", "-days", String(days)]
                + ["-extfile", path("\(name).ext"), "-out", path("\(name).pem")])
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl ?? "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ToolFailure(description: "openssl \(arguments.joined(separator: " "))")
        }
    }
}

/// An nginx of the test's own, on ports that were free.
final class TLSServer: Sendable {
    struct Site: Sendable {
        let certificate: String
        var protocols = "TLSv1.2 TLSv1.3"
        /// Verifies clients against this authority.
        var clientAuthority: String?
    }

    let ports: [UInt16]
    private let process: pid_t

    init(_ sites: [Site], in workshop: CertificateWorkshop) throws {
        ports = try sites.map { _ in try Self.freePort() }
        let servers = zip(sites, ports).map { site, port in
            let clients = site.clientAuthority.map {
                "ssl_verify_client on; ssl_client_certificate \(workshop.path($0)).pem;"
            }
            return """
                server {
                    listen 127.0.0.1:\(port) ssl;
                    ssl_certificate \(workshop.path(site.certificate)).pem;
                    ssl_certificate_key \(workshop.path(site.certificate)).key;
                    ssl_protocols \(site.protocols);
                    ssl_ciphers ALL:@SECLEVEL=0;
                    \(clients ?? "")
                    location / { default_type application/fhir+json; return 200 '{"resourceType":"Bundle"}'; }
                }
                """
        }
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(workshop.path($0));" }.joined(separator: "\n")
        let configuration = """
            daemon off; master_process off; pid \(workshop.path("nginx.pid")); error_log \(workshop.path("error.log"));
            events { worker_connections 64; }
            http { access_log off; \(temporary)
            \(servers.joined(separator: "\n")) }
            """
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: workshop.path("nginx.conf")))
        process = try Self.launch(workshop)
        guard ports.allSatisfy(Self.isListening) else {
            throw CertificateWorkshop.ToolFailure(description: "nginx does not listen")
        }
    }

    func stop() {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    private static func launch(_ workshop: CertificateWorkshop) throws -> pid_t {
        var process: pid_t = 0
        let arguments = [
            "nginx", "-p", workshop.folder, "-c", workshop.path("nginx.conf"), "-e", workshop.path("error.log"),
        ]
        let pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let result = posix_spawn(&process, CertificateWorkshop.nginx ?? "nginx", nil, nil, pointers, environ)
        guard result == 0 else { throw CertificateWorkshop.ToolFailure(description: "nginx cannot be started") }
        return process
    }

    private static func withSocket(_ port: UInt16, _ use: (Int32, inout sockaddr_in) -> Bool) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return use(descriptor, &address)
    }

    private static func freePort() throws -> UInt16 {
        var port: UInt16 = 0
        let isFree = withSocket(0) { descriptor, address in
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
                }
            }
            port = UInt16(bigEndian: address.sin_port)
            return isBound
        }
        guard isFree else { throw CertificateWorkshop.ToolFailure(description: "no free port") }
        return port
    }

    private static func isListening(_ port: UInt16) -> Bool {
        for _ in 0..<500 {
            let isOpen = withSocket(port) { descriptor, address in
                let size = socklen_t(MemoryLayout<sockaddr_in>.size)
                return withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
                }
            }
            if isOpen { return true }
            usleep(10_000)
        }
        return false
    }
}
