import FHIR
import Foundation
import GPConnect
import NetworkTestSupport
import Testing

@testable import RecordProvider

/// The provider over HTTP on the loopback interface.
@Suite("the server", .serialized)
struct ServerTests {
    /// The server judges tokens by its own clock.
    private static var now: Int { Int(Date().timeIntervalSince1970) }

    private static let body = Consumer.body(
        Practice.full,
        #"{"name": "includeAllergies", "part": [{"name": "includeResolvedAllergies", "valueBoolean": true}]}"#)

    private static var record: ProviderRequestValue { Consumer.request(.structuredRecord, body: body, now: now) }

    private func exchange(_ server: RunningServer, _ bytes: [UInt8], hasBody: Bool = true) throws
        -> RawConnection.Answer
    {
        let connection = try RawConnection(port: server.port)
        defer { connection.close() }
        connection.send(bytes)
        return try #require(connection.answer(hasBody: hasBody))
    }

    @Test("an answer over the network is the pure answer")
    func sameAnswer() async throws {
        let provider = try Practice.full()
        try await RunningServer.with(provider) { server in
            let answer = try exchange(server, Self.record.http())
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/fhir+json; charset=utf-8")
            #expect(answer.headers["cache-control"] == "no-store")
            #expect(answer.body == provider.answer(Self.record, now: Self.now).response.body)
            #expect(server.accesses.map(\.patient) == [Practice.full])
        }
    }

    @Test("a body in pieces, answers packed, several requests on one connection")
    func transfers() async throws {
        try await RunningServer.with(try Practice.full()) { server in
            let whole = try exchange(server, Self.record.http())
            let pieces = try exchange(server, Self.record.http(isChunked: true))
            #expect(pieces.body == whole.body)
            let packed = try exchange(server, Self.record.with("Accept-Encoding", "gzip").http())
            #expect(packed.headers["content-encoding"] == "gzip")
            #expect(packed.body.count < whole.body.count)
            guard case .unpacked(let bytes) = Gzip.unpack(packed.body, limit: 1 << 24) else {
                Issue.record("the answer is not gzip")
                return
            }
            #expect(bytes == whole.body)
            let connection = try RawConnection(port: server.port)
            defer { connection.close() }
            for _ in 0..<3 { connection.send(Self.record.http()) }
            for _ in 0..<3 { #expect(connection.answer()?.body == whole.body) }
        }
    }

    @Test("a body over the limit is refused, a verb without a body too")
    func limits() async throws {
        try await RunningServer.with(try Practice.full()) { server in
            var large = Self.record
            large.body = [UInt8](repeating: 0x20, count: ProviderLimits.requestBytes + 1)
            let answer = try exchange(server, large.http())
            #expect(answer.status == 413)
            #expect(answer.headers["cache-control"] == "no-store")
            let head = try exchange(server, Self.record.with(method: "HEAD").http(), hasBody: false)
            #expect(head.status == 400)
            let metadata = Consumer.request(.structuredCapability, now: Self.now)
            #expect(try exchange(server, metadata.http()).status == 200)
        }
    }

    @Test("a body that is cut off or broken is a bad request, and the server goes on", arguments: [false, true])
    func brokenBody(isChunked: Bool) async throws {
        try await RunningServer.with(try Practice.full()) { server in
            let connection = try RawConnection(port: server.port)
            defer { connection.close() }
            var request = Self.record
            request.body = []
            let length = isChunked ? ("Transfer-Encoding", "chunked") : ("Content-Length", "5000")
            connection.send(request.adding(length.0, length.1).http() + Array((isChunked ? "zz\r\nx" : "{").utf8))
            connection.finishSending()
            let answer = try #require(connection.answer())
            #expect(answer.status == 400)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Request body is not complete"))
            #expect(try exchange(server, Self.record.http()).status == 200)
        }
    }

    @Test("requests that stand on one connection at once are answered in their order")
    func pipelining() async throws {
        try await RunningServer.with(try Practice.full()) { server in
            let connection = try RawConnection(port: server.port)
            defer { connection.close() }
            let ids = (0..<30).map { _ in UUID().uuidString.lowercased() }
            connection.send(ids.flatMap { Self.record.with("Ssp-TraceID", $0).http() })
            for id in ids {
                let answer = try #require(connection.answer())
                #expect(try JSONDocument(bytes: answer.body).root["id"]?.string == id)
            }
        }
    }

    @Test(
        "a refused request does not end the connection, whatever its body",
        arguments: [("POST", "/x", 404), ("PUT", "/metadata", 400), ("HEAD", "/metadata", 400)])
    func refusedThenRight(method: String, path: String, status: Int) async throws {
        try await RunningServer.with(try Practice.full()) { server in
            let connection = try RawConnection(port: server.port)
            defer { connection.close() }
            var refused = Consumer.request(.structuredCapability, now: Self.now).with(method: method)
            refused.target = path
            if method != "HEAD" { refused.body = [UInt8](repeating: 0x7B, count: 100_000) }
            connection.send(refused.http() + Self.record.http())
            #expect(connection.answer(hasBody: method != "HEAD")?.status == status)
            #expect(connection.answer()?.status == 200)
        }
    }

    /// The line says what was asked, not about whom; nothing of an address stands in it as it was sent.
    @Test(
        "the log of a request names no patient",
        arguments: [
            (Consumer.find(nhsNumber: Practice.full), "GET Patient 200"),
            (Consumer.documents(of: Practice.full), "GET Patient/[id]/DocumentReference 404 PATIENT_NOT_FOUND"),
            (Consumer.binary(Practice.full), "GET Binary/[id] 404 NO_RECORD_FOUND"),
            (Consumer.binary("SPECIMEN%0AFORGED%1B%5B31m"), "GET Binary/[id] 404 NO_RECORD_FOUND"),
            (Consumer.request(.findPatient, path: "/Patient/9000000033"), "GET unknown path 404 NO_RECORD_FOUND"),
            (Consumer.find("identifier=%zz9000000033"), "GET unknown path 400 BAD_REQUEST"),
            (
                Consumer.request(.structuredRecord, body: Consumer.body(Practice.full)),
                "POST Patient/$gpc.getstructuredrecord 200"
            ),
        ])
    func log(request: ProviderRequestValue, start: String) async throws {
        let isRecord = request.method == "POST"
        let token = Consumer.token(scope: "patient/*.read", now: Self.now)
        try await RunningServer.with(try Practice.full()) { server in
            #expect(try exchange(server, request.with("Authorization", "Bearer \(token)").http()).status != 0)
            let line = try #require(server.lines.first)
            #expect(server.lines.count == 1)
            #expect(line.hasPrefix(start + " "), "\(line)")
            for secret in [Practice.full, "SPECIMEN", "FORGED", "\n", "\u{1B}", token, "Okafor"] {
                #expect(!line.contains(secret), "\(line)")
            }
            #expect(line.contains(" trace \(Consumer.traceID)") == !start.contains("unknown"))
            #expect(isRecord == line.contains("getstructuredrecord"))
        }
    }

    @Test("what cannot be recorded is not given")
    func audit() async throws {
        struct Full: Error {}
        try await RunningServer.with(try Practice.full(), audit: { _ in throw Full() }) { server in
            let answer = try exchange(server, Self.record.http())
            #expect(answer.status == 500)
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(text.contains("INTERNAL_SERVER_ERROR"))
            #expect(!text.contains("AllergyIntolerance"))
        }
    }

    /// Each connection asks for another patient and another id, so that a mixed-up answer shows.
    @Test("no answer goes astray under 64 connections")
    func concurrency() async throws {
        let numbers = ["9000000041", "9000000068", "9000000025", "9000000017"]
        let records = try numbers.map { number in
            try Practice.record(
                "\(number).json",
                Practice.bundle([Practice.patient("p\(number)", nhsNumber: number)] + Practice.organisations))
        }
        let provider = try Practice.provider(records)
        try await RunningServer.with(provider) { server in
            let port = server.port
            let wrong = await withTaskGroup(of: Int.self) { group in
                for index in 0..<64 {
                    group.addTask { await Self.wrongAnswers(index, numbers[index % numbers.count], port) }
                }
                return await group.reduce(0, +)
            }
            #expect(wrong == 0)
            #expect(server.accesses.count == 64 * 10)
        }
    }

    /// Ten requests on one connection; how many were not answered as they should be.
    private static func wrongAnswers(_ index: Int, _ number: String, _ port: Int) async -> Int {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                guard let connection = try? RawConnection(port: port) else { return continuation.resume(returning: 10) }
                defer { connection.close() }
                var wrong = 0
                for _ in 0..<10 {
                    let trace = UUID().uuidString.lowercased()
                    let request = Consumer.request(.structuredRecord, body: Consumer.body(number), now: now)
                    connection.send(request.with("Ssp-TraceID", trace).http())
                    let answer = connection.answer()
                    let root = answer.flatMap { try? JSONDocument(bytes: $0.body).root }
                    let patient = root?.all("entry").first?["resource"]?["id"]?.string
                    if root?["id"]?.string != trace || patient != "p\(number)" { wrong += 1 }
                }
                continuation.resume(returning: wrong)
            }
            thread.start()
        }
    }

    @Test("it stops although a connection is still open")
    func stops() async throws {
        let server = try await RunningServer.start(try Practice.full())
        let connection = try RawConnection(port: server.port)
        connection.send(Self.record.http())
        #expect(connection.answer()?.status == 200)
        let start = ContinuousClock.now
        await server.stop()
        #expect(ContinuousClock.now - start < .seconds(10))
        // That the port is free again cannot be asked: another test's server may have it already.
        #expect(connection.answer() == nil)
        connection.close()
    }
}
