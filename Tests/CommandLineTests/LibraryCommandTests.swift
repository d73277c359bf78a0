import Foundation
import NetworkTestSupport
import RecordLibrary
import TerminalTestSupport
import Testing

@Suite("lloyd library and audit")
struct LibraryCommandTests {
    let program = Program()

    @Test("add, list, search, show, export and remove")
    func life() throws {
        let record = try program.write(Provider.record(), to: "in/record.json")
        try program.write(
            "[request]\nretrieved = \"2024-09-15T09:58:00+01:00\"\nprovider = \"A82617\"\n", to: "in/record.lloyd.toml")
        try program.write("{", to: "in/broken.json")
        let added = program.run("library", "add", program.path("in"))
        #expect(added.status == .exited(1))
        #expect(added.output.hasPrefix("added: record 1, EXAMPLE, Robin, born 29-Feb-1960, NHS No. 900 000 0033"))
        #expect(added.messages.contains("broken.json: line 1, column 2"))
        #expect(program.run("library", "add", record).output.hasPrefix("known already: record 1"))
        let list = program.run("library", "list").output
        #expect(list.contains("  record 1: retrieved 15-Sep-2024 09:58, ") && list.contains(" days old, A82617, "))
        #expect(
            program.run("library", "list", "--search", "penici").output.contains(
                "Allergies, AllergyIntolerance/a1: *Penicillin*"))
        let shown = program.run("library", "show", "1", "--format", "json")
        #expect(shown.output.contains("\"nhsNumber\": \"9000000033\""))
        #expect(program.run("library", "show", "1").output.contains("retrieved 15 September 2024"))
        let exported = program.run("library", "export", "1", "-o", program.path("out.json"))
        #expect(exported.status == .exited(0) && program.text("out.json") == Provider.record())
        #expect(
            exported.output
                == program.text("out.json.sha256").replacingOccurrences(of: "out.json", with: program.path("out.json")))
        #expect(program.run("library", "remove", "1").output == "removed: record 1\n")
        #expect(program.run("library", "show", "1").messages == "lloyd: library: no saved record has the number 1\n")
        #expect(program.run("audit", "verify").status == .exited(0))
    }

    @Test("a changed audit trail is found out, and one that cannot be written stops the work")
    func audit() throws {
        let record = try program.write(Provider.record(), to: "record.json")
        #expect(program.run("show", record).status == .exited(0))
        let trail = try AuditTrail(
            path: program.path("state/lloyd/audit.sqlite"), actor: AuditActor(user: "u", organisation: nil, device: "d")
        )
        #expect(try trail.rows().map(\.action) == ["open-record"])
        #expect(try trail.rows().first?.patient == "9000000033")
        try FileManager.default.removeItem(atPath: program.path("state"))
        try program.write("in the way", to: "state")
        let stopped = program.run("show", record)
        #expect(stopped.status == .exited(1) && stopped.output == "")
        #expect(stopped.messages.contains("audit trail cannot be opened"))
    }

    /// The promise of the library: what is reported as saved survives a kill at any moment.
    @Test("killed two hundred times, nothing that was reported as saved is lost", .timeLimit(.minutes(10)))
    func kills() async throws { try await onThread { try killTwoHundredTimes() } }

    private func killTwoHundredTimes() throws {
        var reported: Set<Int64> = []
        var midway = 0
        for round in 0..<200 {
            for file in 0..<8 { try program.write(Provider.record(note: "\(round)-\(file)"), to: "in/\(file).json") }
            let child = program.start(["library", "add", program.path("in")], name: "add")
            killSomewhere(child)
            if child.wait() == .signalled(SIGKILL) { midway += 1 }
            reported.formUnion(reportedRecords)
        }
        #expect(midway > 50 && reported.count > 100, "\(midway) killed, \(reported.count) reported")
        let library = try Library(path: program.path("data/lloyd/library.sqlite"))
        for id in reported { #expect(try library.bytes(ofRecord: id).count == library.record(id).size) }
        let trail = try AuditTrail(
            path: program.path("state/lloyd/audit.sqlite"),
            actor: AuditActor(user: "u", organisation: nil, device: "d"))
        #expect(try trail.verify().isIntact)
        let rows = try trail.rows()
        let audited = Set(rows.compactMap(\.subject))
        // Reported or not: what is in the library was attempted first, as often as it came there.
        let attempts = rows.filter { $0.action == "import-record" && $0.outcome == "attempted" }
        #expect(try attempts.count >= library.records().count && attempts.allSatisfy { $0.patient == "9000000033" })
        for (name, records) in Dictionary(grouping: try library.records(), by: \.provenance.fileName) {
            let ending = "/" + (name ?? "")
            #expect(attempts.count { $0.subject?.hasSuffix(ending) == true } >= records.count)
        }
        #expect(reported.allSatisfy { audited.contains("record \($0)") })
    }

    /// Once it has reported none to six records, and then up to 8 ms later.
    private func killSomewhere(_ child: ChildProcess) {
        let count = Int.random(in: 0...6)
        let end = Date(timeIntervalSinceNow: 10)
        while program.text("add.out").filter({ $0 == "\n" }).count < count, Date() < end { usleep(1000) }
        usleep(UInt32.random(in: 0...8000))
        child.signal(SIGKILL)
    }

    /// The numbers in the whole lines that the program wrote.
    private var reportedRecords: [Int64] {
        program.text("add.out").split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            guard line.hasPrefix("added: record ") else { return nil }
            return Int64(line.dropFirst("added: record ".count).prefix { $0.isNumber })
        }
    }

    @Test("eight programs at once add to one library and one audit trail")
    func processes() async throws { try await onThread { try runEight() } }

    private func runEight() throws {
        let children = try (0..<8).map { number in
            let folder = "in\(number)"
            for file in 0..<5 {
                try program.write(Provider.record(note: "\(number)-\(file)"), to: "\(folder)/\(file).json")
            }
            return program.start(["library", "add", program.path(folder)], name: "add\(number)")
        }
        #expect(children.map { $0.wait(seconds: 60) }.allSatisfy { $0 == .exited(0) })
        let library = try Library(path: program.path("data/lloyd/library.sqlite"))
        #expect(try library.records().count == 40)
        let trail = try AuditTrail(
            path: program.path("state/lloyd/audit.sqlite"), actor: AuditActor(user: "u", organisation: nil, device: "d")
        )
        #expect(try trail.verify().isIntact && trail.rows().count == 80)
    }
}
