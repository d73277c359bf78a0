import Foundation
import Testing

/// `docs/lloyd.1` is what the program says of itself: a command, option or key that comes or goes makes it stale.
@Suite("manual page")
struct ManualPageTests {
    private static func page() throws -> ManualPage {
        let dump = Program().run("--experimental-dump-help")
        let tail = try String(contentsOfFile: Repository.path("docs/manual.roff"), encoding: .utf8)
        return try ManualPage(dump: dump.output, tail: tail)
    }

    /// `LLOYD_GOLDEN=1` writes the page anew, and fails so that it is looked at.
    @Test("the page in the repository is the one that would be generated")
    func isFresh() throws {
        let file = Repository.path("docs/lloyd.1")
        let written = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let page = try Self.page().text
        if ProcessInfo.processInfo.environment["LLOYD_GOLDEN"] == "1" {
            try page.write(toFile: file, atomically: true, encoding: .utf8)
        }
        #expect(written == page, "docs/lloyd.1 is stale: make docs writes it anew")
    }

    @Test("every command, option and exit status is on it, and it holds no raw backslash or tab")
    func isComplete() throws {
        let page = try Self.page()
        let text = page.text
        let commands = ManualPage.flat(page.program)
        #expect(commands.count > 15)
        for (name, command) in commands {
            #expect(text.contains("\n.SS \(ManualPage.roff(name))\n"), "\(name)")
            for option in command.arguments?.filter({ !$0.isCommon }).flatMap(\.spellings) ?? [] {
                #expect(text.contains("\\fB\(ManualPage.roff(option))\\fR"), "\(name) \(option)")
            }
        }
        for heading in ["ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "CAVEATS", "KEYS"] {
            #expect(text.contains("\n.SH \(heading)\n"), "\(heading)")
        }
        #expect(!text.contains("\t"))
    }
}
