import Foundation
import TerminalTestSupport
import Testing

/// The terminal is given back however the program ends: docs/spec/terminal.md 2 and 5. On the real program in a
/// pseudo-terminal of its own.
@Suite(.serialized) struct LifeCycleTests {
    static let probe = BuiltProducts.path(of: "terminal-probe")

    struct Run {
        let pty = PseudoTerminal(rows: 24, columns: 80)
        let before: TerminalModes
        let child: ChildProcess

        init(environment: [String: String] = [:]) {
            before = pty.modes
            child = pty.spawn(LifeCycleTests.probe, environment: environment)
        }

        /// Cursor shown, main screen, modes as they were.
        func expectRestored(_ location: SourceLocation = #_sourceLocation) {
            #expect(pty.waitFor(text: "\u{1B}[?1049l"), sourceLocation: location)
            #expect(pty.text.contains("\u{1B}[?25h"), sourceLocation: location)
            #expect(pty.modes == before, sourceLocation: location)
        }
    }

    @Test func orderlyEnd() {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        #expect(!run.pty.modes.isCooked)
        run.pty.send("q")
        #expect(run.child.wait() == .exited(0))
        run.expectRestored()
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGTRAP, SIGILL])
    func signal(number: Int32) {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.child.signal(number)
        #expect(run.child.wait() == .signalled(number))
        run.expectRestored()
    }

    @Test(arguments: [("A", SIGABRT), ("S", SIGSEGV), ("O", SIGSEGV)])
    func crash(key: String, number: Int32) {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.pty.send(key)
        #expect(run.child.wait() == .signalled(number))
        run.expectRestored()
    }

    @Test func exitFromAnywhereRestores() {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.pty.send("X")
        #expect(run.child.wait() == .exited(7))
        run.expectRestored()
    }

    /// A record is in the memory of the program: docs/spec/terminal.md 6.
    @Test func noCoreFileIsWritten() throws {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        let limits = try String(contentsOfFile: "/proc/\(run.child.pid)/limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
        run.pty.send("q")
        #expect(run.child.wait() == .exited(0))
    }

    @Test func trapRestoresAndItsMessageIsReadable() throws {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.pty.send("T")
        let status = run.child.wait()
        #expect([.signalled(SIGILL), .signalled(SIGTRAP)].contains(status))
        run.expectRestored()
        #expect(run.pty.waitFor(text: "probe trapped"))
        // On the main screen, after the alternate one was left.
        let text = run.pty.text
        let leaving = try #require(text.firstRange(of: "\u{1B}[?1049l"))
        #expect(text[leaving.upperBound...].contains("probe trapped"))
    }

    @Test func standardErrorDoesNotDisturbTheScreen() throws {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.pty.send("E")
        #expect(run.pty.waitFor(text: "E"))
        run.pty.waitForQuiet()
        #expect(!run.pty.text.contains("spoken-later"))
        run.pty.send("q")
        #expect(run.child.wait() == .exited(0))
        #expect(run.pty.waitFor(text: "spoken-later"))
    }

    @Test func resizeIsSeen() {
        let run = Run()
        #expect(run.pty.waitFor(text: "size=24x80"))
        run.pty.resize(rows: 18, columns: 60)
        #expect(run.pty.waitFor(text: "18x60"))
        run.pty.resize(rows: 1, columns: 1)
        run.pty.waitForQuiet()
        run.pty.clear()
        run.pty.resize(rows: 30, columns: 100)
        #expect(run.pty.waitFor(text: "30x100"))
        run.pty.send("q")
        #expect(run.child.wait() == .exited(0))
        run.expectRestored()
    }

    @Test func anotherThreadWakesTheWait() {
        let run = Run()
        #expect(run.pty.waitFor(text: "last=none"))
        run.pty.send("W")
        #expect(run.pty.waitFor(text: "woken"))
        run.pty.send("q")
        #expect(run.child.wait() == .exited(0))
    }

    /// The window was closed: no signal comes where hang-ups are ignored, but nothing can be read any more.
    @Test func closedTerminalEndsTheProgram() {
        let pty = PseudoTerminal()
        let child = ChildProcess.start(
            "/bin/sh", ["-c", "trap '' HUP; exec \(Self.probe)"],
            environment: ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"],
            terminal: pty.path)
        #expect(pty.waitFor(text: "last=none"))
        pty.hangUp()
        #expect(child.wait() == .exited(3))
    }

    @Test(arguments: [("", "TERM is not set"), ("nonsense", "nonsense"), ("dumb", "dumb")])
    func unsuitableTerminalGetsOneLine(term: String, words: String) {
        let run = Run(environment: ["TERM": term])
        #expect(run.child.wait() == .exited(1))
        #expect(run.pty.waitFor(text: "lloyd show"))
        #expect(run.pty.text.contains(words))
        #expect(!run.pty.text.contains("\u{1B}"))
        #expect(run.pty.modes == run.before)
    }
}

/// ^Z and fg need a shell with job control; one that leaves the terminal's modes alone shows what we left.
@Suite(.serialized) struct SuspendTests {
    @Test(.enabled(if: TmuxSession.isInstalled), arguments: ["C-z", "Z"])
    func stopAndComeBack(key: String) {
        let tmux = TmuxSession("env PS1='prompt> ' /bin/dash -i", rows: 24, columns: 80)
        #expect(tmux.waitFor(text: "prompt>"))
        tmux.type("SWIFT_BACKTRACE=enable=no \(LifeCycleTests.probe)\n")
        #expect(tmux.waitFor(text: "last=none"))
        #expect(tmux.isOnAlternateScreen)
        tmux.send(key)
        #expect(tmux.waitFor(text: "Stopped"))
        #expect(!tmux.isOnAlternateScreen)
        tmux.type("stty -a | tr ' ' '\\n' | grep -x -e icanon -e -icanon -e echo -e -echo | sed s/^/mode=/\n")
        #expect(tmux.waitFor(text: "mode=icanon"))
        #expect(tmux.waitFor(text: "mode=echo"))
        tmux.resize(rows: 20, columns: 70)
        tmux.type("fg\n")
        #expect(tmux.waitFor(text: "size=20x70"))
        #expect(tmux.isOnAlternateScreen)
        tmux.type("x")
        #expect(tmux.waitFor(text: "last=x"))
        tmux.type("q")
        #expect(tmux.waitFor(text: "prompt> fg"))
        #expect(!tmux.isOnAlternateScreen)
    }

    /// Stopped by a signal that cannot be caught, the program puts its screen and modes back when continued.
    @Test(.enabled(if: TmuxSession.isInstalled))
    func continuedAfterAHardStop() {
        let tmux = TmuxSession("env PS1='prompt> ' /bin/dash -i", rows: 24, columns: 80)
        #expect(tmux.waitFor(text: "prompt>"))
        tmux.type("SWIFT_BACKTRACE=enable=no \(LifeCycleTests.probe) & sleep 0.3; kill -STOP $!; fg\n")
        #expect(tmux.waitFor(text: "last="))
        tmux.type("x")
        #expect(tmux.waitFor(text: "last=x"))
        tmux.type("q")
        #expect(tmux.waitFor(text: "last=", isThere: false))
        #expect(!tmux.isOnAlternateScreen)
    }
}
