import Dispatch
import Foundation
import NetworkTestSupport
import TerminalTestSupport
import Testing

/// Retrieving in the built program on a terminal: progress, calling off, trying again, and what is shown when nothing or
/// somebody else came (docs/spec/hazards.md rows 42 to 46).
@Suite("retrieving in a terminal", .serialized, .enabled(if: TmuxSession.isInstalled, "tmux is not installed"))
struct FetchTerminalTests {
    private let home = NSTemporaryDirectory() + "lloyd-fetch-home-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private var environment: [String: String] {
        [
            "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
            "XDG_DATA_HOME": home + "/data", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    private static func record(number: String = "9000000033", trace: String) -> [UInt8] {
        Array(
            """
            {"resourceType":"Bundle","id":"\(trace)","type":"collection","entry":[{"resource":{"resourceType":"Patient",
            "id":"1","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"\(number)"}],"name":[{
            "use":"official","family":"Example","given":["Robin"]}],"gender":"female","birthDate":"1960-02-29"}},
            {"resource":{"resourceType":"DocumentReference","id":"d1","description":"Clinic letter","content":[{
            "attachment":{"contentType":"text/plain","url":"Binary/b1","size":5}}]}}]}
            """.utf8)
    }

    private static func outcome(_ code: String) -> [UInt8] {
        Array(
            #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden","details":{"coding":[{"code":"\#(code)"}]}}]}"#
                .utf8)
    }

    /// The viewer on an empty library, with the server as its one provider and the form filled and sent.
    private func asking(_ server: ScriptedServer) throws -> TmuxSession {
        let example = try String(
            contentsOf: Self.root.appendingPathComponent("docs/config.example.toml"), encoding: .utf8)
        try FileManager.default.createDirectory(atPath: home + "/config/lloyd", withIntermediateDirectories: true)
        try Data(example.replacing("http://127.0.0.1:8080", with: server.root).utf8)
            .write(to: URL(fileURLWithPath: home + "/config/lloyd/config.toml"))
        let session = TmuxSession(
            "\(BuiltProducts.path(of: "lloyd")); echo ENDED $?; cat", environment: environment)
        #expect(session.waitFor(text: "LIBRARY  Patients 0"), "\(session.screen)")
        session.send("f", "Down", "Enter")
        #expect(session.waitFor(text: "NHS number: ", seconds: 5))
        session.type("9000000033")
        session.send("Enter")
        #expect(session.waitFor(text: "NHS number: 900 000 0033"), "\(session.screen)")
        session.send("f")
        return session
    }

    private func audit() -> String {
        let file = home + "/audit.out"
        let child = ChildProcess.start(
            BuiltProducts.path(of: "lloyd"), ["audit", "list"], environment: environment, outputFile: file)
        _ = child.wait()
        return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }

    @Test("progress is shown while other keys work; Esc calls off at once, and nothing is kept")
    func progressAndCancel() async throws {
        let gate = DispatchSemaphore(value: 0)
        defer { gate.signal() }
        try await withServer({ _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 4000000\r\n\r\n")
            connection.send([UInt8](repeating: 0x20, count: 1_000_000))
            gate.wait()
        }) { server in
            let session = try asking(server)
            #expect(session.waitFor(text: "Received 1 MB of 4 MB"), "\(session.screen)")
            #expect(session.screen.contains("RETRIEVING") && session.screen.contains("Esc calls it off"))
            session.send("F1")
            #expect(session.waitFor(text: "HELP"))
            session.send("Escape")
            #expect(session.waitFor(text: "RETRIEVING"))
            session.send("Escape")
            #expect(session.waitFor(text: "called off: nothing was kept", seconds: 2), "\(session.screen)")
            session.send("Escape")
            #expect(session.waitFor(text: "LIBRARY  Patients 0"))
            session.send("q")
            #expect(session.waitFor(text: "ENDED 0"))
        }
        #expect(audit().contains("retrieve-record\tfailed: cancelled"), "\(audit())")
    }

    @Test("a failure names its cause and what to do; the same request is sent again by a key, and the record opens")
    func retry() async throws {
        try await withServer({ request, connection in
            // The first two: the client tries once more by itself.
            if Self.tries.next() <= 2 {
                connection.answer(502, type: "text/html", [], Array("<h1>Bad gateway</h1>".utf8))
            } else {
                connection.answer(200, [], Self.record(trace: request.header("Ssp-TraceID") ?? ""))
            }
        }) { server in
            let session = try asking(server)
            #expect(session.waitFor(text: "!! RECORD NOT AVAILABLE"), "\(session.screen)")
            for words in ["could not be reached: Bad gateway", "Try again later", "HTTP status: 502", "Trace id: "] {
                #expect(session.screen.contains(words), "\(words): \(session.screen)")
            }
            #expect(session.screen.contains("This is not an empty record"))
            session.send("f")
            #expect(session.waitFor(text: "Born 29-Feb-1960"), "\(session.screen)")
            #expect(session.screen.hasPrefix("EXAMPLE, Robin"))
            #expect(server.requests.count == 3)
            #expect(Set(server.requests.compactMap { $0.header("Ssp-TraceID") }).count == 3)
        }
    }

    private static let tries = Counter()

    @Test("a refusal shows nothing else and has no key that asks again")
    func refusal() async throws {
        try await withServer({ _, connection in
            connection.answer(403, [], Self.outcome("NO_PATIENT_CONSENT"))
        }) { server in
            let session = try asking(server)
            #expect(session.waitFor(text: "!! REFUSED: NO_PATIENT_CONSENT"), "\(session.screen)")
            session.send("f")
            session.send("Escape")
            #expect(session.waitFor(text: "FETCH A RECORD"))
            #expect(server.requests.count == 1)
        }
    }

    @Test("another patient stands beside the one asked for, before the record opens and when it does")
    func mismatch() async throws {
        try await withServer({ request, connection in
            connection.answer(
                200, [], Self.record(number: "9999999999", trace: request.header("Ssp-TraceID") ?? ""))
        }) { server in
            let session = try asking(server)
            #expect(session.waitFor(text: "READ THIS FIRST"), "\(session.screen)")
            #expect(session.screen.contains("!! NHS No.   900 000 0033     999 999 9999"), "\(session.screen)")
            #expect(session.screen.contains("Name      not known here   EXAMPLE, Robin"), "\(session.screen)")
            session.send("Down", "Down", "Enter")
            #expect(session.waitFor(text: "!! PATIENT MISMATCH"), "\(session.screen)")
            session.send("O")
            #expect(session.waitFor(text: "!! ASKED FOR 900 000 0033, ANSWERED 999 999 9999"), "\(session.screen)")
        }
    }

    @Test("documents are searched, retrieved, shown and saved; afterwards both are there without the provider")
    func documents() async throws {
        try await withServer({ request, connection in
            let isDocument = request.target.contains("/Binary/")
            let binary = Array(#"{"resourceType":"Binary","contentType":"text/plain","content":"aGVsbG8="}"#.utf8)
            connection.answer(200, [], isDocument ? binary : Self.record(trace: request.header("Ssp-TraceID") ?? ""))
        }) { server in
            let session = try asking(server)
            #expect(session.waitFor(text: "Born 29-Feb-1960"), "\(session.screen)")
            session.send("O")
            #expect(session.waitFor(text: "LIBRARY  Patients 1"), "\(session.screen)")
            session.send("D", "f")
            #expect(session.waitFor(text: "DOCUMENTS FOUND  1"), "\(session.screen)")
            session.send("f")
            #expect(session.waitFor(text: "text, 5 bytes"), "\(session.screen)")
            #expect(session.screen.contains("hello"))
            server.stop()
            session.send("O")
            #expect(session.waitFor(text: "Documents 1"), "\(session.screen)")
            #expect(session.screen.contains("document 1") && session.screen.contains("search 1"))
            session.send("Down", "Enter")
            #expect(session.waitFor(text: "OFFLINE COPY"), "\(session.screen)")
            #expect(session.screen.contains("hello"))
            session.send("O")
            #expect(session.waitFor(text: "LIBRARY"))
            session.send("Down", "Enter")
            #expect(session.waitFor(text: "DOCUMENTS FOUND  1"), "\(session.screen)")
        }
        let rows = audit()
        for words in ["find-patient", "search-documents", "retrieve-document", "view-document"] {
            #expect(rows.contains(words), "\(words)")
        }
    }
}

/// Numbers from one on, for scripts that answer from several threads.
private final class Counter: Sendable {
    private let queue = DispatchQueue(label: "counter")
    nonisolated(unsafe) private var value = 0

    func next() -> Int {
        queue.sync {
            value += 1
            return value
        }
    }
}
