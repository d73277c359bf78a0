import Foundation
import GPConnect
import NetworkTestSupport
import Synchronization
import Testing

@testable import RecordConsumer

@Suite("the transport against a server that does as it likes")
struct CurlTransportTests {
    static let limits = TransferLimits(bytes: 1 << 20, connectSeconds: 2, totalSeconds: 5)

    static func request(_ url: String, post body: [UInt8]? = nil) throws -> ProviderRequest {
        let url = try #require(WebAddress(url))
        return ProviderRequest(
            interaction: body == nil ? .structuredCapability : .structuredRecord, url: url,
            headers: [.init(name: "Accept", value: "a/b"), .init(name: "Accept-Encoding", value: "gzip")],
            authorization: Credential("Bearer x"), body: body, traceID: "t")
    }

    private func send(
        to server: ScriptedServer, path: String = "/", limits: TransferLimits = limits
    ) async throws(FetchFailure) -> ProviderAnswer {
        let request: ProviderRequest
        do { request = try Self.request(server.root + path) } catch { fatalError("\(error)") }
        return try await CurlTransport().send(request, limits: limits, progress: nil)
    }

    @Test("request and answer arrive as they were sent")
    func roundTrip() async throws {
        let path = "/https://gp.example.nhs.uk/A99999/STU3/1/x/../Patient/$gpc.getstructuredrecord?a=%7Cb"
        let body = Array("{\"a\":\"é\"}".utf8)
        try await withServer({ _, connection in
            connection.answer(201, ["X-One: 1", "x-two:  2  "], Array("ok\0é".utf8))
        }) { server in
            let request = try Self.request(server.root + path, post: body)
            let answer = try await CurlTransport().send(request, limits: Self.limits, progress: nil)
            #expect(answer.status == 201)
            #expect(answer.body == Array("ok\0é".utf8))
            #expect(answer.header("x-ONE") == "1" && answer.header("X-Two") == "2")
            let seen = try #require(server.requests.first)
            #expect(seen.method == "POST" && seen.target == path && seen.body == body)
            #expect(seen.header("Authorization") == "Bearer x" && seen.header("Accept") == "a/b")
            #expect(seen.header("Accept-Encoding") == "gzip" && seen.header("Expect") == nil)
            #expect(seen.headers.filter { $0.name == "Accept-Encoding" }.count == 1)
        }
    }

    @Test("chunks are put together and gzip is undone")
    func encodings() async throws {
        let zipped = try Self.gzip("hello hello hello")
        try await withServer({ _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
            for part in [zipped[..<10], zipped[10...]] {
                connection.send(String(part.count, radix: 16) + "\r\n")
                connection.send(Array(part))
                connection.send("\r\n")
            }
            connection.send("0\r\n\r\n")
        }) { server in
            let answer = try await send(to: server)
            #expect(answer.body == Array("hello hello hello".utf8))
        }
    }

    /// "hello, hello, hello" by zlib, which `deflate` means (RFC 9110 section 8.4.1.2).
    private static let deflated: [UInt8] = [
        0x78, 0x9C, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xD7, 0x51, 0xC8, 0x40, 0xA2, 0x00, 0x44, 0x28, 0x06, 0xD5,
    ]

    @Test("deflate is undone too, and no encoding at all is none")
    func otherEncodings() async throws {
        for (encoding, body) in [("deflate", Self.deflated), ("identity", Array("hello, hello, hello".utf8))] {
            try await withServer({ _, connection in
                connection.answer(200, ["Content-Encoding: \(encoding)"], body)
            }) { server in
                let answer = try await send(to: server)
                #expect(String(decoding: answer.body, as: UTF8.self) == "hello, hello, hello")
            }
        }
    }

    @Test("a redirect is an answer, not a way")
    func redirect() async throws {
        try await withServer({ request, connection in
            connection.answer(302, ["Location: /elsewhere"], [])
        }) { server in
            let answer = try await send(to: server)
            #expect(answer.status == 302 && server.requests.count == 1)
        }
    }

    /// Each is ended in time, with its name, and leaves nothing behind.
    struct Hostility: Sendable, CustomTestStringConvertible {
        let name: String
        let code: String
        let script: ScriptedServer.Script
        var testDescription: String { name }
    }

    static let megabyte = [UInt8](repeating: 0x61, count: 1 << 20)

    /// 64 MiB of zeros.
    static let bomb = (try? gzip([UInt8](repeating: 0, count: 64 << 20))) ?? []
    static let doubleBomb = (try? gzip(bomb)) ?? []

    static let hostilities: [Hostility] = [
        Hostility(name: "an endless body", code: "too-large") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n\r\n")
            while connection.send(megabyte) {}
        },
        Hostility(name: "endless chunks", code: "too-large") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while connection.send("100000\r\n") && connection.send(megabyte) && connection.send("\r\n") {}
        },
        Hostility(name: "a length over the limit", code: "too-large") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n{")
            sleep(1)
        },
        Hostility(name: "a gzip bomb", code: "too-large") { _, connection in
            connection.answer(200, ["Content-Encoding: gzip"], bomb)
        },
        Hostility(name: "gzip of gzip", code: "too-large") { _, connection in
            connection.answer(200, ["Content-Encoding: gzip, gzip"], doubleBomb)
        },
        Hostility(name: "a slow drip", code: "total-timeout") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while connection.send("x") { usleep(100_000) }
        },
        Hostility(name: "silence", code: "total-timeout") { _, connection in sleep(4) },
        Hostility(name: "a header without end", code: "network") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nX: ")
            while connection.send(megabyte) {}
        },
        Hostility(name: "a connection cut in the body", code: "cut-short") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"resourceType\":\"Bundle\"}")
        },
        Hostility(name: "a connection cut in a chunk", code: "cut-short") { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{}")
        },
        Hostility(name: "no answer at all", code: "cut-short") { _, _ in },
        Hostility(name: "no HTTP", code: "not-http") { _, connection in connection.send("SSH-2.0-OpenSSH\r\n") },
        Hostility(name: "damaged gzip", code: "bad-encoding") { _, connection in
            connection.answer(200, ["Content-Encoding: gzip"], Array("this is not gzip at all".utf8))
        },
    ]

    @Test("is ended with its name", arguments: hostilities)
    func hostility(_ hostile: Hostility) async throws {
        try #require(Self.bomb.count > 1000 && Self.doubleBomb.count > 100)
        try await withServer(hostile.script) { server in
            let limits = TransferLimits(bytes: 8 << 20, connectSeconds: 1, totalSeconds: 1.5)
            let clock = ContinuousClock()
            let start = clock.now
            let found = try await failure { () throws(FetchFailure) in try await send(to: server, limits: limits) }
            #expect(found.code == hostile.code)
            #expect(clock.now - start < .seconds(60))
        }
    }

    @Test("nobody listening, and a name that nobody has")
    func unreachable() async throws {
        let transport = CurlTransport()
        for (url, code) in [
            ("http://127.0.0.1:1/", "connection-refused"), ("https://lloyd.invalid/", "name-not-resolved"),
        ] {
            let request = try Self.request(url)
            let found = try await failure { () throws(FetchFailure) in
                try await transport.send(request, limits: Self.limits, progress: nil)
            }
            #expect(found.code == code)
        }
    }

    @Test("plain http leaves this machine never")
    func plain() async throws {
        let request = try Self.request("http://192.0.2.1/")
        let found = try await failure { () throws(FetchFailure) in
            try await CurlTransport().send(request, limits: Self.limits, progress: nil)
        }
        #expect(found.code == "unusable-address")
    }

    /// The best of some tries, since other programs may hold the processor for longer than what is measured.
    @Test("calling off ends the connection within 100 ms, whatever the server does", arguments: [true, false])
    func cancellation(hasBegun: Bool) async throws {
        var best = Duration.seconds(60)
        for _ in 0..<8 where best >= .milliseconds(100) {
            best = min(best, try await timeToHangUp(hasBegun: hasBegun))
        }
        #expect(best < .milliseconds(100))
    }

    /// From calling off to the end of the connection, seen from the server.
    private func timeToHangUp(hasBegun: Bool) async throws -> Duration {
        let hangUp = Mutex<ContinuousClock.Instant?>(nil)
        return try await withServer({ _, connection in
            if hasBegun { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nabc") }
            var byte: UInt8 = 0
            recv(connection.descriptor, &byte, 1, 0)
            hangUp.withLock { $0 = ContinuousClock.now }
        }) { server in
            let request = try Self.request(server.root)
            let transport = CurlTransport()
            let limits = TransferLimits(bytes: 1 << 20, totalSeconds: 30)
            let task = Task { () throws(FetchFailure) in
                try await transport.send(request, limits: limits, progress: nil)
            }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            try await Task.sleep(for: .milliseconds(50))
            let start = ContinuousClock.now
            task.cancel()
            let result = await task.result
            #expect((result.error as? FetchFailure)?.kind == .cancelled)
            while hangUp.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(10)) }
            return try #require(hangUp.withLock { $0 }) - start
        }
    }

    @Test("progress rises to the stated length")
    func progress() async throws {
        try await withServer({ _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1048576\r\n\r\n")
            for start in stride(from: 0, to: 1 << 20, by: 1 << 17) {
                connection.send(Array(Self.megabyte[start..<start + (1 << 17)]))
                usleep(60_000)
            }
        }) { server in
            let seen = Mutex<[TransferProgress]>([])
            let request = try Self.request(server.root)
            _ = try await CurlTransport().send(request, limits: Self.limits) { step in seen.withLock { $0.append(step) }
            }
            let steps = seen.withLock { $0 }
            #expect(steps.count > 3)
            #expect(steps.map(\.received) == steps.map(\.received).sorted())
            #expect(steps.last == TransferProgress(received: 1 << 20, expected: 1 << 20))
        }
    }

    @Test("sixty-four transfers at once on one transport")
    func concurrency() async throws {
        try await withServer({ request, connection in
            usleep(UInt32.random(in: 0..<20_000))
            connection.answer(200, [], Array(request.target.utf8))
        }) { server in
            let transport = CurlTransport()
            let answers = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
                for number in 0..<64 {
                    let request = try Self.request("\(server.root)/\(number)")
                    group.addTask {
                        (number, try await transport.send(request, limits: Self.limits, progress: nil).body)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(answers.count == 64)
            #expect(answers.allSatisfy { $0.value == Array("/\($0.key)".utf8) })
        }
    }

    /// By the system's gzip: zlib is no dependency of this project.
    static func gzip(_ text: String) throws -> [UInt8] { try gzip(Array(text.utf8)) }

    static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "lloyd-gzip-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path + ".gz") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", path]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
    }
}
