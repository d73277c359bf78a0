import Foundation
import Glibc
import Synchronization

/// A web server on loopback that does what a test tells it, bytes and silences too.
package final class ScriptedServer: Sendable {
    package struct Request: Sendable {
        package var method = ""
        package var target = ""
        package var headers: [(name: String, value: String)] = []
        package var body: [UInt8] = []

        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// One connection, as the script sees it.
    package struct Connection: Sendable {
        package let descriptor: Int32

        /// False when the other side is gone.
        @discardableResult
        package func send(_ bytes: [UInt8]) -> Bool {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }

        @discardableResult
        package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

        package func answer(
            _ status: Int = 200, type: String? = "application/fhir+json;charset=utf-8", _ headers: [String] = [],
            _ body: [UInt8]
        ) {
            var lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)", "Connection: close"] + headers
            if let type { lines.append("Content-Type: \(type)") }
            send(lines.joined(separator: "\r\n") + "\r\n\r\n")
            send(body)
        }
    }

    package typealias Script = @Sendable (Request, Connection) -> Void

    package let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    package init(_ script: @escaping Script) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in accept(listener, script) }
    }

    package var requests: [Request] { seen.withLock { $0 } }
    package var root: String { "http://127.0.0.1:\(port)" }

    /// Ends the listener; the thread then ends and lets go of the server.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept(_ listener: Int32, _ script: @escaping Script) {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            Thread.detachNewThread { [self] in
                if let request = Self.read(descriptor) {
                    seen.withLock { $0.append(request) }
                    script(request, Connection(descriptor: descriptor))
                }
                close(descriptor)
            }
        }
        close(listener)
    }

    private static func read(_ descriptor: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        var headEnd: Int?
        while headEnd == nil {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            headEnd = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        }
        var request = parse(String(decoding: bytes[..<headEnd!], as: UTF8.self))
        request.body = Array(bytes[(headEnd! + 4)...])
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while request.body.count < length {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            request.body += buffer[..<count]
        }
        return request
    }

    private static func parse(_ head: String) -> Request {
        var lines = head.components(separatedBy: "\r\n")
        let first = lines.removeFirst().split(separator: " ").map(String.init)
        var request = Request()
        request.method = first[0]
        request.target = first[1]
        request.headers = lines.compactMap { line in
            line.firstIndex(of: ":").map {
                (String(line[..<$0]), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces))
            }
        }
        return request
    }
}

/// Runs a body with a server and stops it afterwards.
package func withServer<Value>(
    _ script: @escaping ScriptedServer.Script, _ body: (ScriptedServer) async throws -> Value
) async throws -> Value {
    let server = try ScriptedServer(script)
    defer { server.stop() }
    return try await body(server)
}

/// Runs a body that blocks on a thread of its own: the few threads that run tests stay free for the others.
package func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
