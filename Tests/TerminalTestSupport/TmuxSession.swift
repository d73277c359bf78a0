import Foundation

/// A program in tmux, for tests that compare what a person would see: sends keys, captures the screen.
package final class TmuxSession: Sendable {
    package static let program = "/usr/bin/tmux"
    package static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let socket = "lloyd-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    /// - Parameter command: as the shell reads it; the screen stays when it ends, so that its last words can be read.
    package init(
        _ command: String, rows: Int = 24, columns: Int = 80, term: String = "screen-256color",
        environment: [String: String] = [:]
    ) {
        let variables = environment.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0.key)=\($0.value)"] }
        tmux(
            ["set-option", "-g", "default-terminal", term, ";", "set-option", "-g", "remain-on-exit", "on", ";"]
                + ["set-option", "-sg", "escape-time", "0", ";", "new-session", "-d"]
                + ["-x", "\(columns)", "-y", "\(rows)"] + variables + [command])
    }

    deinit { tmux(["kill-server"]) }

    /// Runs a command of tmux and gives what it prints. Not with Foundation's Process: tmux's server would inherit the
    /// descriptor that it waits for.
    @discardableResult
    private func tmux(_ arguments: [String]) -> String {
        let file = NSTemporaryDirectory() + "tmux-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        defer { unlink(file) }
        let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp", "SWIFT_BACKTRACE": "enable=no"]
        let child = ChildProcess.start(
            Self.program, ["-L", socket, "-f", "/dev/null", "-u"] + arguments, environment: environment,
            outputFile: file)
        _ = child.wait()
        return String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }

    /// Keys by tmux's names: `Down`, `F1`, `C-l`, `Escape`, `q`.
    package func send(_ keys: String...) { tmux(["send-keys"] + keys) }

    /// Text as typed, whatever it says.
    package func type(_ text: String) { tmux(["send-keys", "-l", text]) }

    package func resize(rows: Int, columns: Int) {
        tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The screen as lines without trailing spaces; empty lines at the end are left out.
    package var screen: String {
        var lines = tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// Whether the alternate screen is on.
    package var isOnAlternateScreen: Bool { format("#{alternate_on}") == "1" }

    private func format(_ text: String) -> String {
        tmux(["display-message", "-p", text]).trimmingCharacters(in: .newlines)
    }

    /// Waits until the screen holds a text, or no longer holds it.
    package func waitFor(text: String, isThere: Bool = true, seconds: Double = 10) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        repeat {
            if screen.contains(text) == isThere { return true }
            usleep(20_000)
        } while Date() < end
        return false
    }
}
