import FHIR
import Foundation
import Testing

/// What `lloyd evaluate` promises outside: output, messages, exit status, files.
@Suite("lloyd evaluate")
struct EvaluateCommandTests {
    private let program = Program()
    private static let record = Repository.path("sample-data/full-record.json")
    private static let day = "2024-09-15"

    private func evaluate(_ options: [String], source: String = record) -> Program.Run {
        let name = UUID().uuidString
        let status = program.start(["evaluate", source] + options, name: name).wait(seconds: 60)
        return Program.Run(status: status, output: program.text("\(name).out"), messages: program.text("\(name).err"))
    }

    private func spineCodes(_ run: Program.Run) throws -> [String?] {
        OperationOutcome(try JSONDocument(bytes: Array(run.output.utf8)).root).issues.map(\.spineCode)
    }

    @Test("Options and a parameters file give the same bytes")
    func sameBytes() throws {
        let options = evaluate(["--full-record", "--as-of", Self.day])
        let body = Repository.path("sample-data/full-record.request.json")
        let file = evaluate(["--parameters", body, "--as-of", Self.day])
        #expect(options.status == .exited(0))
        #expect(options.output == file.output)
        #expect(try FHIR.Bundle(bytes: Array(options.output.utf8)).kind == .bundle(type: "collection"))
    }

    @Test("A refused value prints the OperationOutcome and ends with 1")
    func refusedValue() throws {
        let run = evaluate(["--include-medication", "--medication-search-from-date", "2024-09-16", "--as-of", Self.day])
        #expect(run.status == .exited(1))
        #expect(try spineCodes(run) == ["INVALID_PARAMETER"])
        #expect(
            run.messages == "lloyd: Invalid parameter: includeMedication.medicationSearchFromDate is in the future\n")
    }

    static let wrongOptions: [[String]] = [
        ["--filter-status", "active"], ["--include-everything"], ["--full-record", "--include-problems"],
        ["--parameters", "x.json", "--full-record"], ["--trace-id", "abc"], ["--as-of", "2024"],
    ]

    @Test("Wrong usage ends with 64 and prints nothing", arguments: wrongOptions)
    func wrongUsage(options: [String]) {
        let run = evaluate(options)
        #expect(run.status == .exited(64))
        #expect(run.output.isEmpty)
    }

    @Test("A body that is no JSON, a source that is no record")
    func unreadableInput() throws {
        let body = try program.write("{", to: "body.json")
        let request = evaluate(["--parameters", body])
        #expect(request.status == .exited(1))
        #expect(try spineCodes(request) == ["BAD_REQUEST"])
        let source = evaluate(["--full-record"], source: body)
        #expect(source.status == .exited(1))
        #expect(source.output.isEmpty)
        #expect(source.messages.contains("line 1"))
    }

    @Test("Output goes to a file whole, and a failed run leaves what was there")
    func outputFile() throws {
        let file = program.path("answer.json")
        let printed = evaluate(["--full-record", "--as-of", Self.day])
        let run = evaluate(["--full-record", "--as-of", Self.day, "-o", file])
        #expect(run.output.isEmpty)
        #expect(program.text("answer.json") == printed.output)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? Int) == 0o600)
        let failed = evaluate(["--include-allergies", "-o", file])
        #expect(failed.status == .exited(1))
        #expect(program.text("answer.json") == printed.output)
    }

    @Test("A record that cannot be written whole is a failure", arguments: ["show", "evaluate"])
    func fullDisk(command: String) throws {
        let arguments = command == "show" ? [command, Self.record] : [command, Self.record, "--full-record"]
        let child = program.start(arguments, name: "full", output: "/dev/full")
        #expect(child.wait(seconds: 60) == .exited(1))
        #expect(program.text("full.err").contains("standard output: No space left on device"))
    }

    @Test("Explanations are one JSON object a line, one for each resource of the source")
    func explanations() throws {
        let run = evaluate(["--include-diary-entries", "--as-of", Self.day, "--explain", program.path("why.jsonl")])
        #expect(run.status == .exited(0))
        let source = try FHIR.Bundle(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.record))))
        let lines = program.text("why.jsonl").split(separator: "\n")
        #expect(lines.count == source.resources.count)
        for line in lines {
            let names = try JSONDocument(bytes: Array(line.utf8)).root.members.map(\.name)
            #expect(names == ["reference", "included", "area", "rule", "compared", "source"])
        }
        let errors = evaluate(["--include-diary-entries", "--as-of", Self.day, "--explain", "-"])
        #expect(errors.messages.split(separator: "\n").count { $0.hasPrefix("{") } == lines.count)
    }

    static let sidecars: [(text: String, status: Int32, message: String)] = [
        ("disabled = [\"referrals\"]", 0, "lloyd: warning: includeReferrals has been disabled"),
        ("patient = \"dissent\"", 1, "Patient has not provided consent to share data"),
        ("patient = \"sensitive\"", 1, "Patient not found"),
        ("disabled = [\"referral\"]", 1, "disabled must be a list of"),
        ("confidental = []", 1, "unknown key confidental"),
        ("transit_since = 2024", 1, "transit_since must be a text"),
        ("= 1", 1, "record.lloyd.toml: line 1"),
    ]

    @Test("The switches of a sidecar, and what is not understood in one", arguments: sidecars)
    func sidecar(text: String, status: Int32, message: String) throws {
        let record = program.path("record.json")
        try FileManager.default.copyItem(atPath: Self.record, toPath: record)
        try program.write(text, to: "record.lloyd.toml")
        let run = evaluate(["--full-record", "--as-of", Self.day], source: record)
        #expect(run.status == .exited(status))
        #expect(run.messages.contains(message), "\(run.messages)")
    }

    @Test("What the source lacks is said on standard error and in the Bundle, with status 0")
    func missingArea() {
        let run = evaluate(
            ["--include-referrals", "--as-of", Self.day],
            source: Repository.path("sample-data/medication-scenarios.json"))
        let line = "includeReferrals is not in the source: fetch again"
        #expect(run.status == .exited(0))
        #expect(run.messages.contains(line))
        #expect(run.output.contains(line))
    }
}
