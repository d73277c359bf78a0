import Foundation
import TerminalTestSupport
import Testing

/// "Two terminals" of the README, word for word: only the port is another, and the program is the one just built.
@Suite("the README's two terminals")
struct ReadmeTests {
    let program = Program()

    /// The commands of each block of the section, in order.
    private static func blocks() throws -> [[String]] {
        let readme = try String(contentsOfFile: Repository.path("README.md"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: "### Two terminals\n").last)
        let parts = section.components(separatedBy: "### ")[0].components(separatedBy: "```\n")
        return stride(from: 1, to: parts.count, by: 2).map { index in
            parts[index].split(separator: "\n").map(String.init)
        }
    }

    private var environment: [String: String] {
        [
            "HOME": program.path("home"), "PATH": "\(program.path("bin")):/usr/bin:/bin", "LANG": "C.UTF-8",
            "TZ": "Europe/London", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// As a shell in the checkout runs it.
    private func start(_ command: String, name: String) -> ChildProcess {
        ChildProcess.start(
            "/bin/sh", ["-c", "cd '\(Repository.path(""))' && exec \(command)"], environment: environment,
            outputFile: program.path("\(name).out"), errorFile: program.path("\(name).err"))
    }

    private func address() throws -> String {
        for _ in 0..<3000 {
            if let match = program.text("serve.out").wholeMatch(of: /listening on (http:\/\/127\.0\.0\.1:\d+)\n/) {
                return String(match.1)
            }
            usleep(20_000)
        }
        throw CocoaError(.fileReadUnknown)
    }

    @Test("they work, and the record opens offline afterwards", .enabled(if: TmuxSession.isInstalled))
    func wordForWord() throws {
        let blocks = try Self.blocks()
        #expect(blocks.count == 2 && blocks[0] == ["lloyd serve --port 8080"])
        let viewing = try #require(blocks[1].last)
        try FileManager.default.createDirectory(atPath: program.path("bin"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: program.path("home"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: program.path("bin/lloyd"), withDestinationPath: BuiltProducts.path(of: "lloyd"))
        let server = start(blocks[0][0].replacing("8080", with: "0"), name: "serve")
        defer { server.signal(SIGKILL) }
        let root = try address()
        for command in blocks[1].dropLast() {
            #expect(start(command, name: "command").wait(seconds: 60) == .exited(0), "\(command)")
            if command.hasPrefix("cp ") {
                let file = "home/.config/lloyd/config.toml"
                try program.write(program.text(file).replacing("http://127.0.0.1:8080", with: root), to: file)
            }
        }
        server.signal(SIGINT)
        #expect(server.wait(seconds: 20) == .exited(0))
        // A shell of tmux may set a PATH of its own.
        let path = try #require(environment["PATH"])
        let session = TmuxSession(
            "cd '\(Repository.path(""))' && export PATH='\(path)' && \(viewing)", rows: 40, columns: 120,
            environment: environment)
        #expect(session.waitFor(text: "record 1  retrieved"), "\(session.screen)")
        session.send("Enter")
        #expect(session.waitFor(text: "OFFLINE COPY, retrieved"))
        #expect(session.waitFor(text: "Metformin"))
        session.send("q")
        #expect(start("lloyd library list", name: "list").wait(seconds: 60) == .exited(0))
        #expect(program.text("list.out").contains("SPECIMEN"))
    }
}
