import FHIR
import Foundation
import Testing

/// What `lloyd evaluate` promises outside: output, messages, exit status, files.
@Suite("lloyd evaluate")
struct EvaluateCommandTests {
    private static let record = Samples.fullRecord.path()
    private static let day = ["--as-of", "2024-09-15"]

    @Test("Options, a parameters file and standard input give the same bytes")
    func sameBytes() throws {
        try LloydRun.inFolder { folder in
            let options = try LloydRun(["evaluate", Self.record, "--full-record"] + Self.day, in: folder)
            let body = Samples.folder.appending(path: "full-record.request.json").path()
            let file = try LloydRun(["evaluate", Self.record, "--parameters", body] + Self.day, in: folder)
            let input = try LloydRun(
                ["evaluate", "-", "--full-record"] + Self.day, in: folder, input: Samples.fullRecord)
            #expect([options.status, file.status, input.status] == [0, 0, 0])
            #expect(options.output == file.output)
            #expect(options.output == input.output)
            #expect(try FHIR.Bundle(bytes: options.output).kind == .bundle(type: "collection"))
        }
    }

    @Test("A refused value prints the OperationOutcome and ends with 1")
    func refusedValue() throws {
        try LloydRun.inFolder { folder in
            let options = ["--include-medication", "--medication-search-from-date", "2024-09-16"]
            let run = try LloydRun(["evaluate", Self.record] + options + Self.day, in: folder)
            #expect(run.status == 1)
            let outcome = OperationOutcome(try JSONDocument(bytes: run.output).root)
            #expect(outcome.issues.map(\.spineCode) == ["INVALID_PARAMETER"])
            #expect(
                run.messages
                    == "lloyd: Invalid parameter: includeMedication.medicationSearchFromDate is in the future\n")
        }
    }

    static let wrongOptions: [[String]] = [
        ["--filter-status", "active"], ["--include-everything"], ["--full-record", "--include-problems"],
        ["--parameters", "x.json", "--full-record"], ["--trace-id", "abc"], ["--as-of", "2024"],
    ]

    @Test("Wrong usage ends with 64 and prints nothing", arguments: wrongOptions)
    func wrongUsage(options: [String]) throws {
        try LloydRun.inFolder { folder in
            let run = try LloydRun(["evaluate", Self.record] + options, in: folder)
            #expect(run.status == 64)
            #expect(run.output.isEmpty)
        }
    }

    @Test("A body that is no JSON, a source that is no record")
    func unreadableInput() throws {
        try LloydRun.inFolder { folder in
            let body = folder.appending(path: "body.json")
            try Data("{".utf8).write(to: body)
            let request = try LloydRun(["evaluate", Self.record, "--parameters", body.path()], in: folder)
            #expect(request.status == 1)
            #expect(
                OperationOutcome(try JSONDocument(bytes: request.output).root).issues.map(\.spineCode) == [
                    "BAD_REQUEST"
                ])
            let source = try LloydRun(["evaluate", body.path(), "--full-record"], in: folder)
            #expect(source.status == 1)
            #expect(source.output.isEmpty)
            #expect(source.messages.contains("line 1"))
        }
    }

    @Test("Output goes to a file whole, and a failed run leaves what was there")
    func outputFile() throws {
        try LloydRun.inFolder { folder in
            let file = folder.appending(path: "answer.json")
            let printed = try LloydRun(["evaluate", Self.record, "--full-record"] + Self.day, in: folder)
            let run = try LloydRun(
                ["evaluate", Self.record, "--full-record", "-o", file.path()] + Self.day, in: folder)
            #expect(run.output.isEmpty)
            #expect([UInt8](try Data(contentsOf: file)) == printed.output)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path())
            #expect((attributes[.posixPermissions] as? Int) == 0o600)
            let failed = try LloydRun(
                ["evaluate", Self.record, "--include-allergies", "-o", file.path()] + Self.day, in: folder)
            #expect(failed.status == 1)
            #expect([UInt8](try Data(contentsOf: file)) == printed.output)
        }
    }

    @Test("Explanations are one JSON object a line, one for each resource of the source")
    func explanations() throws {
        try LloydRun.inFolder { folder in
            let file = folder.appending(path: "reasons.jsonl")
            let run = try LloydRun(
                ["evaluate", Self.record, "--include-diary-entries", "--explain", file.path()] + Self.day, in: folder)
            #expect(run.status == 0)
            let source = try FHIR.Bundle(bytes: [UInt8](try Data(contentsOf: Samples.fullRecord)))
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == source.resources.count)
            for line in lines {
                let names = try JSONDocument(bytes: Array(line.utf8)).root.members.map(\.name)
                #expect(names == ["reference", "included", "area", "rule", "compared", "source"])
            }
            let errors = try LloydRun(
                ["evaluate", Self.record, "--include-diary-entries", "--explain", "-"] + Self.day, in: folder)
            #expect(errors.messages.split(separator: "\n").count { $0.hasPrefix("{") } == lines.count)
        }
    }

    @Test("The switches of a sidecar, and one that is not understood")
    func sidecar() throws {
        try LloydRun.inFolder { folder in
            let record = folder.appending(path: "record.json")
            try FileManager.default.copyItem(at: Samples.fullRecord, to: record)
            let sidecar = folder.appending(path: "record.lloyd.toml")
            let cases: [(text: String, status: Int32, message: String)] = [
                ("disabled = [\"referrals\"]", 0, "lloyd: warning: includeReferrals has been disabled"),
                ("patient = \"dissent\"", 1, "Patient has not provided consent to share data"),
                ("patient = \"sensitive\"", 1, "Patient not found"),
                ("disabled = [\"referral\"]", 1, "disabled must be a list of"),
                ("confidental = []", 1, "unknown key confidental"),
                ("transit_since = 2024", 1, "transit_since must be a text"),
                ("= 1", 1, "record.lloyd.toml: line 1"),
            ]
            for expected in cases {
                try Data(expected.text.utf8).write(to: sidecar)
                let run = try LloydRun(["evaluate", record.path(), "--full-record"] + Self.day, in: folder)
                #expect(run.status == expected.status, "\(expected.text)")
                #expect(run.messages.contains(expected.message), "\(expected.text): \(run.messages)")
            }
        }
    }

    @Test("What the source lacks is said on standard error and in the Bundle, with status 0")
    func missingArea() throws {
        try LloydRun.inFolder { folder in
            let scenarios = Samples.folder.appending(path: "medication-scenarios.json").path()
            let run = try LloydRun(["evaluate", scenarios, "--include-referrals"] + Self.day, in: folder)
            let line = "includeReferrals is not in the source: fetch again"
            #expect(run.status == 0)
            #expect(run.messages.contains(line))
            #expect(run.text.contains(line))
        }
    }
}
