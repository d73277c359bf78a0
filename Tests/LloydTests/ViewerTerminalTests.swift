import Foundation
import TerminalTestSupport
import Testing

/// The built program in a terminal: opening, every screen, resize, suspend, quit (docs/spec/terminal.md sections 1 and 5).
@Suite("lloyd open in a terminal", .serialized, .enabled(if: TmuxSession.isInstalled, "tmux is not installed"))
struct ViewerTerminalTests {
    private let home = NSTemporaryDirectory() + "lloyd-home-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    private var environment: [String: String] {
        [
            "HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_STATE_HOME": home + "/state",
            "XDG_DATA_HOME": home + "/data", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("sample-data").path

    private static func sample(_ name: String) -> String { "\(samples)/\(name).json" }

    /// What the terminal broke at its right edge.
    private static func unwrapped(_ screen: String) -> String { screen.replacing("\n", with: "") }

    private func open(
        _ arguments: String, rows: Int = 24, columns: Int = 80, term: String = "screen-256color"
    ) -> TmuxSession {
        let program = BuiltProducts.path(of: "lloyd")
        return TmuxSession(
            "\(program) open \(arguments); echo ENDED $?; cat", rows: rows, columns: columns, term: term,
            environment: environment)
    }

    @Test("opens a record and shows every screen, each below the banner")
    func everyScreen() {
        let session = open(Self.sample("full-record"))
        #expect(session.waitFor(text: "MEDICATIONS  Current 19"))
        #expect(session.isOnAlternateScreen)
        let screens = [
            ("2", "ALLERGIES"), ("3", "PROBLEMS"), ("4", "CONSULTATIONS"), ("5", "IMMUNISATIONS"),
            ("6", "INVESTIGATIONS"), ("7", "UNCATEGORISED"), ("8", "REFERRALS"), ("9", "DIARY"), ("0", "DOCUMENTS"),
            ("1", "MEDICATIONS"), ("Enter", "MedicationStatement"), ("r", "\"resourceType\""), ("W", "WARNINGS"),
            ("b", "BUNDLE"), ("A", "ABOUT THIS RECORD"), ("B", "PATIENT"), ("o", "FILES 1"), ("F1", "HELP"),
            ("F12", "LOCKED"),
        ]
        for (key, words) in screens {
            session.send(key)
            #expect(session.waitFor(text: words), "\(key): \(session.screen)")
            #expect(session.screen.hasPrefix("SPECIMEN, Alexandra Jane (Mrs)"))
        }
    }

    @Test(
        "a record on standard input is shown, keys come from the terminal",
        arguments: ["-", "open -", "", "open", "infant.json -"])
    func standardInput(arguments: String) {
        let named = arguments.replacing("infant.json", with: Self.sample("infant"))
        let program = BuiltProducts.path(of: "lloyd")
        let session = TmuxSession(
            "cat \(Self.sample("full-record")) | \(program) \(named); echo ENDED $?; cat", environment: environment)
        if arguments.hasSuffix("json -") {
            #expect(session.waitFor(text: "MEDICATIONS"))
            session.send(".")
            #expect(session.waitFor(text: "file 2 of 2: standard input"))
        }
        #expect(session.waitFor(text: "SPECIMEN, Alexandra Jane (Mrs)"), "\(session.screen)")
        session.send("2")
        #expect(session.waitFor(text: "ALLERGIES"))
        session.resize(rows: 40, columns: 120)
        #expect(session.waitFor(text: "B more"))
        session.send("q")
        #expect(session.waitFor(text: "ENDED 0"))
        #expect(!session.screen.contains("SPECIMEN"))
    }

    @Test(
        "standard input that holds no record is one line and status 1",
        arguments: [
            ("lloyd -", "standard input is the terminal"), ("echo '{' | lloyd -", "standard input: line"),
            ("echo '{}' | lloyd - -", "only once"), (": | lloyd", "not a terminal"),
        ])
    func poorInput(line: String, words: String) {
        let command = line.replacing("lloyd", with: BuiltProducts.path(of: "lloyd"))
        let session = TmuxSession("\(command); echo ENDED $?; cat", environment: environment)
        #expect(session.waitFor(text: "ENDED 1"))
        #expect(Self.unwrapped(session.screen).contains(words), "\(session.screen)")
    }

    @Test("show reads what is sent to it; without anything it says how it is used")
    func shownFromInput() throws {
        let program = BuiltProducts.path(of: "lloyd")
        for arguments in ["show -", "show"] {
            let session = TmuxSession(
                "\(program) \(arguments) < \(Self.sample("infant")) | head -2; echo ENDED; cat",
                environment: environment)
            #expect(session.waitFor(text: "ENDED"))
            #expect(session.screen.contains("Patient: "), "\(session.screen)")
        }
        #expect(try run(["show"]).status == .exited(64))
    }

    @Test("--plain prints what show prints, and no escape code")
    func plain() throws {
        let plain = try run(["--plain", Self.sample("infant"), "--as-of", "2024-09-15"])
        #expect(plain.status == .exited(0))
        #expect(try plain.text == run(["show", Self.sample("infant"), "--as-of", "2024-09-15"]).text)
        #expect(plain.text.contains("Patient: ") && !plain.text.contains("\u{1B}"))
        #expect(try run(["open", "--plain"]).status == .exited(64))
    }

    @Test("without a path the library opens; a record of it is marked offline, and its opening is audited")
    func library() throws {
        let program = BuiltProducts.path(of: "lloyd")
        let session = TmuxSession(
            "\(program) library add \(Self.sample("full-record")) && \(program); echo ENDED $?; cat",
            environment: environment)
        #expect(session.waitFor(text: "LIBRARY  Patients 1  Saved records 1"), "\(session.screen)")
        session.send("Enter")
        #expect(session.waitFor(text: "MEDICATIONS  Current"), "\(session.screen)")
        #expect(session.screen.contains("OFFLINE COPY, retrieved"), "\(session.screen)")
        session.send("O")
        #expect(session.waitFor(text: "LIBRARY  Patients 1"))
        #expect(!session.screen.contains("MEDICATIONS"))
        session.send("q")
        #expect(session.waitFor(text: "ENDED 0"))
        let (audit, _) = try run(["audit", "list"])
        #expect(audit.contains("list-library") && audit.contains("open-record"), "\(audit)")
    }

    @Test("what is saved from the screen is in the audit trail, before and after")
    func saving() throws {
        let session = open(Self.sample("full-record"))
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.send("p")
        #expect(session.waitFor(text: "PARAMETERS"), "\(session.screen)")
        session.send("s")
        #expect(session.waitFor(text: "Save the regenerated Bundle as: "), "\(session.screen)")
        session.send("C-u")
        session.type("\(home)/state/out.json")
        session.send("Enter")
        #expect(session.waitFor(text: "saved the regenerated Bundle"), "\(session.screen)")
        let (audit, _) = try run(["audit", "list"])
        let rows = audit.split(separator: "\n").filter { $0.contains("\texport\t") }
        #expect(rows.count == 2 && rows[0].contains("\tattempted\t9000000033\t"), "\(audit)")
        #expect(rows.last?.contains("\tsucceeded\t9000000033\t") == true)
    }

    @Test("finds, follows a hit and comes back")
    func search() {
        let session = open(Self.sample("full-record"))
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.type("/aspirin")
        #expect(session.waitFor(text: "Find in the whole record: aspirin"))
        session.send("Enter")
        #expect(session.waitFor(text: "FOUND  7 items"))
        session.send("Enter")
        #expect(session.waitFor(text: "AllergyIntolerance"))
        session.send("n")
        #expect(session.waitFor(text: "hit 2 of 7"))
        session.send("Escape")
        #expect(session.waitFor(text: "FOUND  7 items"))
    }

    @Test("follows the size of the window, down to nothing and back")
    func resize() {
        let session = open(Self.sample("full-record"))
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.resize(rows: 60, columns: 200)
        #expect(session.waitFor(text: "B more"))
        session.resize(rows: 6, columns: 30)
        #expect(session.waitFor(text: "window too small"))
        session.resize(rows: 24, columns: 80)
        #expect(session.waitFor(text: "MEDICATIONS"))
        #expect(session.screen.hasPrefix("SPECIMEN, Alexandra Jane (Mrs)"))
    }

    @Test("gives the terminal back while it is suspended, and takes it again")
    func suspend() {
        let program = BuiltProducts.path(of: "lloyd")
        let session = TmuxSession("bash --norc --noprofile -i", environment: environment)
        #expect(session.waitFor(text: "bash"))
        session.type("\(program) open \(Self.sample("full-record"))\n")
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.send("C-z")
        #expect(session.waitFor(text: "Stopped"))
        #expect(!session.isOnAlternateScreen)
        session.type("fg\n")
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.send("q")
        #expect(session.waitFor(text: "MEDICATIONS", isThere: false))
        #expect(!session.isOnAlternateScreen)
    }

    @Test("leaves nothing of the record on the screen")
    func quit() {
        let session = open(Self.sample("full-record"))
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.send("q")
        #expect(session.waitFor(text: "ENDED 0"))
        #expect(!session.screen.contains("SPECIMEN"))
    }

    @Test("opens several files, the later ones when they are looked at; a broken one is one screen of them")
    func files() {
        let session = open(
            "\(Self.sample("infant")) \(Self.sample("damaged-truncated")) \(Self.sample("error-outcome"))")
        #expect(session.waitFor(text: "MEDICATIONS"))
        session.send(".")
        #expect(session.waitFor(text: "CANNOT BE READ"))
        session.send(".")
        #expect(session.waitFor(text: "RECORD NOT AVAILABLE"))
        session.send(".")
        #expect(session.waitFor(text: "MEDICATIONS"))
    }

    @Test(
        "terminals of all kinds show the same words",
        arguments: ["xterm-256color", "screen-256color", "xterm", "vt100"])
    func terminals(term: String) {
        let session = open(Self.sample("several-warnings"), term: term)
        #expect(session.waitFor(text: "!! RECORD IN TRANSIT"))
        #expect(session.waitFor(text: "MEDICATIONS"))
    }

    /// What is written where there is no terminal, and how the program ends.
    private func run(_ arguments: [String], term: String = "xterm-256color") throws -> (
        text: String, status: TerminalTestSupport.ExitStatus
    ) {
        let file = home + ".out"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let child = ChildProcess.start(
            BuiltProducts.path(of: "lloyd"), arguments, environment: environment.merging(["TERM": term]) { $1 },
            outputFile: file)
        let status = child.wait()
        return (String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self), status)
    }

    @Test("without a terminal there is one clear line and no escape code")
    func noTerminal() throws {
        let (text, status) = try run(["open", Self.sample("full-record")])
        #expect(status == .exited(1))
        #expect(text.contains("lloyd show") && !text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test("a terminal that cannot show a screen is named", arguments: ["dumb", "no-such-terminal"])
    func poorTerminal(term: String) {
        let session = TmuxSession(
            "env TERM=\(term) \(BuiltProducts.path(of: "lloyd")) open \(Self.sample("infant")); echo ENDED $?; cat",
            environment: environment)
        #expect(session.waitFor(text: "ENDED 1"))
        let words = Self.unwrapped(session.screen)
        #expect(words.contains(term) && words.contains("lloyd show"))
    }

    @Test("a file that cannot be read is one line and status 1")
    func broken() {
        let session = open(Self.sample("damaged-truncated"))
        #expect(session.waitFor(text: "ENDED 1"))
        let words = Self.unwrapped(session.screen)
        #expect(words.contains("line ") && words.contains("column "))
    }
}
