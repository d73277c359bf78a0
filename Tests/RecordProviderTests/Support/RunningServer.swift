import Foundation
import Logging
import Synchronization

@testable import RecordProvider

/// A server on a free port of the loopback interface for the time of a test, with all it was asked to record.
final class RunningServer: Sendable {
    let port: Int
    private let task: Task<Void, any Error>
    private let recorded: Recorded

    private final class Recorded: Sendable {
        let accesses = Mutex<[ProviderAccess]>([])
    }

    var accesses: [ProviderAccess] { recorded.accesses.withLock { $0 } }

    static func start(
        _ provider: Provider, audit: @escaping @Sendable (ProviderAccess) async throws -> Void = { _ in }
    ) async throws -> RunningServer {
        let recorded = Recorded()
        let (ports, found) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let server = ProviderServer(
            provider: provider, port: 0, logger: logger,
            audit: { access in
                recorded.accesses.withLock { $0.append(access) }
                try await audit(access)
            },
            onListening: { found.yield($0) })
        let task = Task { try await server.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw CancellationError() }
        return RunningServer(port: port, task: task, recorded: recorded)
    }

    private init(port: Int, task: Task<Void, any Error>, recorded: Recorded) {
        self.port = port
        self.task = task
        self.recorded = recorded
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }

    static func with(
        _ provider: Provider, audit: @escaping @Sendable (ProviderAccess) async throws -> Void = { _ in },
        _ body: (RunningServer) async throws -> Void
    ) async throws {
        let server = try await start(provider, audit: audit)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}

/// A connection that sends exactly the bytes it is given.
struct RawConnection {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard result == 0 else { throw CocoaError(.fileReadUnknown) }
    }

    func close() { _ = Foundation.close(descriptor) }

    func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            start += count
        }
    }

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]
    }

    /// Reads one answer; nil when the connection ends first.
    func answer(hasBody: Bool = true) -> Answer? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while bytes.count < 4 || Array(bytes.suffix(4)) != end {
            guard let byte = receive(1)?.first else { return nil }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() where !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        guard let body = length == 0 ? [] : receive(length) else { return nil }
        return Answer(status: status, headers: headers, body: body)
    }

    private func receive(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + filled, count - filled, 0) }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }
}

extension ProviderRequestValue {
    /// As HTTP/1.1 sends it.
    func http(isChunked: Bool = false) -> [UInt8] {
        var text = "\(method) \(target) HTTP/1.1\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        guard isChunked else {
            if !body.isEmpty { text += "Content-Length: \(body.count)\r\n" }
            return Array((text + "\r\n").utf8) + body
        }
        text += "Transfer-Encoding: chunked\r\n\r\n"
        var bytes = Array(text.utf8)
        for start in stride(from: 0, to: body.count, by: 7) {
            let piece = body[start..<min(start + 7, body.count)]
            bytes += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}
