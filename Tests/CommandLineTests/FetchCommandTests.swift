import FHIR
import Foundation
import GPConnect
import NetworkTestSupport
import TerminalTestSupport
import Testing

@Suite("lloyd fetch, documents and document")
struct FetchCommandTests {
    let program = Program()
    static let operation = "$gpc.getstructuredrecord"

    private func withProvider(
        _ answers: [String: (status: Int, body: String)], _ body: (ScriptedServer) throws -> Void
    ) async throws {
        try await withServer(Provider.script(answers)) { server in
            try program.configure(root: server.root)
            try body(server)
        }
    }

    private var audit: [[String]] {
        program.run("audit", "list").output.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("a record is kept, summarised and written as received; it opens when the provider is gone")
    func fetch() async throws {
        try await withProvider([Self.operation: (200, Provider.record())]) { server in
            let run = program.run("fetch", "900 000 0033", "-o", program.path("out.json"))
            #expect(run.status == .exited(0))
            #expect(run.messages == "")
            #expect(run.output.hasPrefix("Patient: EXAMPLE, Robin, born 29-Feb-1960"))
            #expect(run.output.contains("\nSaved as record 1 in the library"))
            #expect(program.text("out.json").contains("Clinic letter"))
            let body = try JSONDocument(bytes: try #require(server.requests.first).body).root
            let names = body.all("parameter").compactMap { $0["name"]?.string }
            #expect(names.first == "patientNHSNumber" && names.count == 10)
            #expect(body.all("parameter").first?["valueIdentifier"]?["value"]?.string == "9000000033")
        }
        let shown = program.run("library", "show", "1", "--area", "allergies")
        #expect(shown.status == .exited(0) && shown.output.contains("Penicillin"))
        #expect(
            audit.map { $0[5] + " " + $0[6] } == [
                "retrieve-record attempted", "retrieve-record succeeded", "export succeeded", "open-record succeeded",
            ])
        #expect(
            audit.allSatisfy {
                $0[2] == "user-7431" && $0[3] == "Z26556" && $0[4] == "TERM-0042" && $0[7] == "9000000033"
            })
        #expect(program.run("audit", "verify").status == .exited(0))
    }

    @Test("options are sent exactly as given; medication alone is warned about and not completed")
    func options() async throws {
        try await withProvider([Self.operation: (200, Provider.record())]) { server in
            let run = program.run(
                "fetch", "9000000033", "--include-medication", "--medication-search-from-date", "2024-02")
            #expect(run.status == .exited(0))
            #expect(run.messages.contains("medication is asked for without allergies"))
            let body = String(decoding: try #require(server.requests.first).body, as: UTF8.self)
            #expect(body.contains("\"2024-02\"") && !body.contains("includeAllergies"))
        }
    }

    @Test("another patient is the first thing said")
    func anotherPatient() async throws {
        try await withProvider([Self.operation: (200, Provider.record(number: "9999999999"))]) { _ in
            let run = program.run("fetch", "9000000033")
            #expect(run.status == .exited(0))
            #expect(run.messages.contains("patient differs: NHS number 9999999999, asked for 9000000033"))
            #expect(program.run("library", "list").output.contains("999 999 9999"))
        }
    }

    @Test("what the library knows of the patient is held against the answer")
    func knownPatient() async throws {
        let other = Provider.record().replacingOccurrences(of: "\"family\":\"Example\"", with: "\"family\":\"Other\"")
        try await withProvider([Self.operation: (200, other)]) { _ in
            let known = try program.write(Provider.record(), to: "known.json")
            #expect(program.run("library", "add", known).status == .exited(0))
            let run = program.run("fetch", "9000000033")
            #expect(run.messages.contains("family name Other, asked for example"))
            let list = program.run("library", "list").output
            #expect(list.components(separatedBy: "NHS NUMBER SHARED WITH ANOTHER PERSON").count == 3)
        }
    }

    @Test(
        "a failure is one line with cause, advice and trace id, exit status 1, and nothing is kept",
        arguments: [
            (404, Provider.outcome("PATIENT_NOT_FOUND"), "not available from this practice"),
            (403, Provider.outcome("NO_PATIENT_CONSENT"), "does not consent"),
            (200, Provider.outcome("ACCESS_DENIED"), "switched GP Connect"),
            (500, "<html>\u{1B}]0;oops\u{7}</html>", "the provider's system failed: <html>"),
            (200, "{}", "no FHIR"), (302, "", "elsewhere"),
        ])
    func failures(status: Int, body: String, words: String) async throws {
        try await withProvider([Self.operation: (status, body)]) { _ in
            let run = program.run("fetch", "9000000033", "-o", program.path("out.json"))
            #expect(run.status == .exited(1))
            #expect(run.messages.hasPrefix("lloyd: ") && run.messages.contains(words))
            #expect(run.messages.contains("[trace id ") && run.messages.filter { $0 == "\n" }.count == 1)
            #expect(!run.messages.contains("\u{1B}") && run.output == "")
            #expect(!FileManager.default.fileExists(atPath: program.path("out.json")))
            #expect(program.run("library", "list").output == "The library is empty.\n")
            #expect(audit.first { $0[6].hasPrefix("failed") } != nil)
        }
    }

    @Test("nobody listens; a number that is none; a provider that is not configured")
    func wrong() throws {
        try program.configure(root: "http://127.0.0.1:1")
        let refused = program.run("fetch", "9000000033")
        #expect(refused.status == .exited(1) && refused.messages.contains("no connection to the host"))
        #expect(program.run("fetch", "9000000034").messages.contains("not a valid NHS number"))
        #expect(program.run("fetch", "9000000033", "--provider", "x").messages.contains("known: local"))
        #expect(program.run("fetch", "9000000033", "--include-resolved-allergies", "true").status == .exited(64))
        #expect(program.run("fetch").status == .exited(64))
    }

    @Test("Ctrl-C calls a retrieval off, and the audit trail says so")
    func interrupt() async throws {
        try await withServer({ _, _ in sleep(60) }) { server in
            try program.configure(root: server.root)
            let child = program.start(["fetch", "9000000033"], name: "interrupted")
            // Not Task.sleep: with every thread of the pool in a test that waits, its wake-up comes too late.
            while server.requests.isEmpty { usleep(20_000) }
            child.signal(SIGINT)
            #expect(child.wait(seconds: 5) == .exited(1))
            #expect(program.text("interrupted.err").hasPrefix("lloyd: cancelled"))
            #expect(audit.last?[6] == "failed: cancelled")
        }
    }

    @Test("documents: the patient's id first, then the list; a placeholder says why it is one")
    func documents() async throws {
        let search = Provider.record().replacingOccurrences(of: "collection", with: "searchset")
        let answers = ["/Patient": (200, search), "/Patient/p1/DocumentReference": (200, search)]
        try await withProvider(answers) { server in
            let run = program.run("documents", "9000000033", "--created-from", "2024-01-01", "--author", "B82617")
            #expect(run.status == .exited(0))
            #expect(run.output.contains("Clinic letter") && run.output.contains("Binary/b1"))
            #expect(run.output.contains("not available: Too large to send"))
            #expect(
                run.output.hasSuffix("2 documents.\nKept as search 1: lloyd library show --search 1\n"))
            #expect(server.requests.last?.target.contains("&created=ge2024-01-01&author=") == true)
            #expect(program.run("documents", "9000000033", "--created-from", "2024").status == .exited(64))
        }
        // The provider is gone.
        let kept = program.run("library", "show", "--search", "1")
        #expect(
            kept.output.hasPrefix("EXAMPLE, Robin, born 29-Feb-1960, NHS No. 900 000 0033\nOFFLINE COPY, retrieved"))
        #expect(kept.output.contains("created from 01-Jan-2024, written by B82617"))
        #expect(kept.output.hasSuffix("2 documents.\n") && kept.output.contains("not available: Too large to send"))
        #expect(program.run("library", "list").output.contains("  search 1: retrieved"))
        #expect(program.run("library", "remove", "--search", "1").output == "removed: search 1\n")
        #expect(program.run("library", "list").output == "The library is empty.\n")
    }

    @Test("the library tells a record's warnings and another patient than was asked for, in words and for programs")
    func libraryWarnings() async throws {
        let list =
            #"{"resource":{"resourceType":"List","extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1","valueCode":"data-in-transit"}]}},"#
        let record = Provider.record(number: "9999999999").replacing(#""entry":["#, with: #""entry":["# + list)
        try await withProvider([Self.operation: (200, record)]) { _ in
            #expect(program.run("fetch", "9000000033").status == .exited(0))
        }
        let text = program.run("library", "list").output
        #expect(text.contains("    !! ASKED FOR 900 000 0033, ANSWERED 999 999 9999\n    !! RECORD IN TRANSIT\n"))
        let json = try JSONDocument(bytes: Array(program.run("library", "list", "--format", "json").output.utf8)).root
        let person = try #require(json.all("patients").first)
        let saved = try #require(person.all("records").first)
        #expect(person["nhsNumber"]?.string == "9999999999" && saved["askedNHSNumber"]?.string == "9000000033")
        #expect(saved["isOtherPatient"]?.recorded == "true" && saved["ageDays"]?.recorded == "0")
        #expect(saved.all("warnings").first?["code"]?.string == "data-in-transit")
        #expect(program.run("library", "list", "--format", "json", "--search", "x").status == .exited(64))
    }

    static let binary = #"{"resourceType":"Binary","contentType":"text/html","content":"PHA+SGVsbG88L3A+"}"#

    @Test(
        "a document by each form of reference, from the configured provider only",
        arguments: ["Binary/b1", "https://elsewhere.nhs.uk/docs/Binary/b1", "DocumentReference/dr1"])
    func document(reference: String) async throws {
        try await withProvider(["/gpconnect/documents/Binary/b1": (200, Self.binary)]) { server in
            let record = try program.write(Provider.record(), to: "record.json")
            program.run("library", "add", record)
            let run = program.run("document", reference)
            #expect(run.output == "Hello\n")
            #expect(run.messages.contains("the record names elsewhere.nhs.uk as the document's host"))
            #expect(run.messages.contains("the document has 12 bytes, its reference states 14"))
            #expect(server.requests.count == 1)
            #expect(audit.suffix(3).map { $0[5] } == ["retrieve-document", "retrieve-document", "view-document"])
            #expect(audit.suffix(3).allSatisfy { $0[7] == "9000000033" })
            #expect(program.run("library", "list").output.contains("document 1: retrieved"))
        }
        // The provider is gone.
        let offline = program.run("document", reference)
        #expect(offline.status == .exited(1) && offline.messages.contains("lloyd library show --document 1"))
        #expect(program.run("library", "show", "--document", "1").output == "Hello\n")
    }

    @Test("-o writes the document's own bytes; an image is described; a placeholder is not asked for")
    func documentOutput() async throws {
        let image = #"{"resourceType":"Binary","contentType":"image/gif","content":"R0lGODlhLAHIAA=="}"#
        try await withProvider(["/Binary/g": (200, image), "/Binary/h": (200, Self.binary)]) { server in
            #expect(program.run("document", "Binary/g").output.hasPrefix("GIF image, 300 × 200 pixels, 10 bytes"))
            let written = program.run("document", "Binary/h", "-o", program.path("letter.html"))
            #expect(written.status == .exited(0) && program.text("letter.html") == "<p>Hello</p>")
            let record = try program.write(Provider.record(), to: "record.json")
            program.run("library", "add", record)
            let count = server.requests.count
            let placeholder = program.run("document", "DocumentReference/dr2")
            #expect(placeholder.status == .exited(1) && placeholder.messages.contains("Too large to send"))
            #expect(server.requests.count == count)
            let unknown = program.run("document", "Binary/nowhere")
            #expect(unknown.status == .exited(1) && unknown.messages.contains("document is not available"))
        }
    }
}
