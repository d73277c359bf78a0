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
        let lines = Mutex<[String]>([])
    }

    var accesses: [ProviderAccess] { recorded.accesses.withLock { $0 } }

    /// What was logged, a line a request.
    var lines: [String] { recorded.lines.withLock { $0 } }

    /// Keeps what the server logs of its requests.
    private struct Lines: LogHandler {
        let recorded: Recorded
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            recorded.lines.withLock { $0.append("\(event.message)") }
        }
    }

    static func start(
        _ provider: Provider, audit: @escaping @Sendable (ProviderAccess) async throws -> Void = { _ in }
    ) async throws -> RunningServer {
        let recorded = Recorded()
        let (ports, found) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "test") { _ in Lines(recorded: recorded) }
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
