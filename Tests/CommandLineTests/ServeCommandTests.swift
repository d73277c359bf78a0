import Foundation
import NetworkTestSupport
import TerminalTestSupport
import Testing

/// `lloyd serve` in one terminal, `lloyd fetch` in another, the network cut afterwards.
@Suite("lloyd serve", .serialized)
struct ServeCommandTests {
    let program = Program()
    private static let full = Repository.path("sample-data/full-record.json")
    private static let empty = Repository.path("sample-data/all-areas-empty.json")

    /// Starts the provider, waits until it listens, and ends it with that signal.
    private func serving(_ arguments: [String], ending signal: Int32 = SIGTERM, _ body: (String) throws -> Void) throws
    {
        let server = program.start(["serve", "--port", "0"] + arguments, name: "serve")
        defer { server.signal(SIGKILL) }
        let root = try #require(address(within: 60), "\(program.text("serve.err"))")
        try body(root)
        server.signal(signal)
        #expect(server.wait(seconds: 20) == .exited(0))
        #expect(program.text("serve.out") == "listening on \(root)\n")
    }

    private func address(within seconds: Double) -> String? {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if let match = program.text("serve.out").wholeMatch(of: /listening on (http:\/\/127\.0\.0\.1:\d+)\n/) {
                return String(match.1)
            }
            usleep(20_000)
        }
        return nil
    }

    @Test("a record and its documents are fetched; both stay when the provider has gone")
    func fetch() throws {
        try serving([Self.full, "--as-of", "2024-09-15"]) { root in
            try program.configure(root: root)
            let record = program.run("fetch", "9000000033", "-o", program.path("record.json"))
            #expect(record.status == .exited(0), "\(record.messages)")
            let evaluated = program.run(
                "evaluate", Self.full, "--full-record", "--as-of", "2024-09-15", "-o", program.path("evaluated.json"))
            #expect(evaluated.status == .exited(0))
            let id = /"id": "[0-9a-f-]{36}"/
            let sent = program.text("record.json").replacing(id, with: "", maxReplacements: 1)
            #expect(sent == program.text("evaluated.json").replacing(id, with: "", maxReplacements: 1))
            let list = program.run("documents", "9000000033", "--description", "screening")
            #expect(list.status == .exited(0) && list.output.contains("Retinal screening result"))
            let document = program.run("document", "Binary/bin-retinal", "-o", program.path("letter.txt"))
            #expect(document.status == .exited(0), "\(document.messages)")
        }
        #expect(program.text("letter.txt").hasPrefix("Anytown General Hospital"))
        #expect(program.run("library", "show", "1", "--area", "allergies").status == .exited(0))
        let served = program.run("audit", "list").output.split(separator: "\n").filter {
            $0.contains("\tserve ") || $0.contains("\tserve\t")
        }
        #expect(served.contains { $0.contains("user-7431") && $0.contains("9000000033") })
        let log = program.text("serve.err")
        #expect(log.contains("POST Patient/$gpc.getstructuredrecord 200"))
        #expect(!log.contains("9000000033") && !log.contains("SPECIMEN"))
    }

    @Test("a document that was retrieved before is served from the library")
    func keptDocument() throws {
        let copy = try program.write(String(contentsOfFile: Self.full, encoding: .utf8), to: "copy.json")
        try serving([Self.full]) { root in
            try program.configure(root: root)
            #expect(program.run("fetch", "9000000033").status == .exited(0))
            #expect(program.run("document", "Binary/bin-retinal", "-o", program.path("1")).status == .exited(0))
        }
        try serving([copy]) { root in
            try program.configure(root: root)
            let run = program.run("document", "Binary/bin-retinal", "-o", program.path("2"))
            #expect(run.status == .exited(0), "\(run.messages)")
            #expect(program.run("document", "Binary/bin-discharge").status == .exited(1))
        }
        #expect(program.text("2") == program.text("1") && program.text("2").contains("Anytown"))
    }

    @Test("patients who may not be served are refused to the consumer")
    func refused() throws {
        try serving([Repository.path("sample-data")], ending: SIGINT) { root in
            try program.configure(root: root)
            for (number, words) in [
                ("9990003726", "HTTP 403"), ("9990003718", "HTTP 404"),
                ("9990002274", "HTTP 404"), ("9999999999", "HTTP 404"),
            ] {
                let run = program.run("fetch", number)
                #expect(run.status == .exited(1))
                #expect(run.messages.contains(words), "\(run.messages)")
            }
        }
    }

    @Test(
        "what the practice refuses is refused to the consumer, and the capability that is on is answered",
        arguments: [
            (["--switch-off", "structured"], "HTTP 403", true), (["--switch-off", "documents"], nil, false),
            (["--no-consent"], "HTTP 403", false), (["--asid", "200000000999"], "HTTP 400", false),
            (["--asid", "200000000116"], nil, true),
        ] as [([String], String?, Bool)])
    func switchedOff(options: [String], words: String?, hasDocuments: Bool) throws {
        try serving([Self.full] + options) { root in
            try program.configure(root: root)
            let run = program.run("fetch", "9000000033")
            #expect(run.status == .exited(words == nil ? 0 : 1))
            if let words { #expect(run.messages.contains(words), "\(run.messages)") }
            #expect(program.run("documents", "9000000033").status == .exited(hasDocuments ? 0 : 1))
        }
    }

    @Test("an assigned number is the one a record is found by and says")
    func assigned() throws {
        let copy = try program.write(String(contentsOfFile: Self.empty, encoding: .utf8), to: "copy.json")
        try serving([Self.empty, copy, "--nhs-number", "900 000 0041=\(copy)"]) { root in
            try program.configure(root: root)
            for number in ["9990001928", "9000000041"] {
                let run = program.run("fetch", number, "-o", program.path("\(number).json"))
                #expect(run.status == .exited(0), "\(run.messages)")
                #expect(program.text("\(number).json").contains("\"value\": \"\(number)\""))
            }
        }
    }

    @Test("records that cannot be served are refused at the start")
    func refusedAtStart() throws {
        let copy = try program.write(String(contentsOfFile: Self.empty, encoding: .utf8), to: "copy.json")
        let invalid = try program.write(
            String(contentsOfFile: Self.empty, encoding: .utf8).replacing("9990001928", with: "1234567890"),
            to: "invalid.json")
        let cases: [([String], Int32, String)] = [
            ([Self.empty, copy], 1, "carry the same NHS number"), ([invalid], 1, "NHS number is missing or invalid"),
            ([program.path("none.json")], 1, "No such file"),
            ([Repository.path("sample-data/damaged-truncated.json")], 1, "line 380"),
            ([Repository.path("sample-data/missing-patient.json")], 1, "no Patient"),
            ([Repository.path("sample-data/error-outcome.json")], 1, "not a record"),
            (["--nhs-number", "9000000034=\(invalid)"], 64, "not a valid NHS number"),
            (["--nhs-number", invalid], 64, "NUMBER=FILE"), (["--asid", "A1"], 64, "--asid"),
            (["--port", "70000"], 64, "--port"),
        ]
        for (arguments, status, words) in cases {
            let server = program.start(["serve", "--port", "0"] + arguments, name: "refused")
            #expect(server.wait(seconds: 60) == .exited(status), "\(arguments)")
            #expect(program.text("refused.err").contains(words), "\(program.text("refused.err"))")
            #expect(program.text("refused.out") == "")
        }
    }

    /// Three seconds are given to requests under way; a client that never finishes its own is not waited for.
    @Test(
        "a request under way is answered before it stops, and nobody keeps it from stopping",
        arguments: [SIGTERM, SIGINT])
    func stops(signal: Int32) throws {
        let server = program.start(["serve", "--port", "0", Self.empty], name: "serve")
        defer { server.signal(SIGKILL) }
        let root = try #require(address(within: 60), "\(program.text("serve.err"))")
        let port = try #require(Int(root.split(separator: ":")[2]))
        let connections = try (0..<3).map { _ in try RawConnection(port: port) }
        defer { connections.forEach { $0.close() } }
        let head = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n12"
        for connection in connections.prefix(2) { connection.send(Array(head.utf8)) }
        usleep(300_000)
        server.signal(signal)
        usleep(300_000)
        connections[0].send(Array("34".utf8))
        #expect(connections[0].answer()?.status == 404)
        #expect(server.wait(seconds: 10) == .exited(0))
        #expect(throws: (any Error).self) { try RawConnection(port: port) }
    }

    @Test("a port that is taken is said so")
    func takenPort() throws {
        try serving([Self.empty]) { root in
            let port = String(root.split(separator: ":")[2])
            let run = program.run("serve", "--port", port, Self.empty)
            #expect(run.status == .exited(1))
            #expect(run.output == "")
            #expect(run.messages == "lloyd: http://127.0.0.1:\(port): cannot be listened on: Address already in use\n")
        }
    }
}
