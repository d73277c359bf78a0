import Foundation
import TerminalTestSupport

/// The viewer in a pseudo-terminal: time to the first screen, and what a cursor move writes.
struct ScreenBenchmark {
    let lloyd: String
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 3 : 7 }

    func run() {
        let pager = Tool.isInstalled("jq") && Tool.isInstalled("less") ? firstScreen(ofPager: true) : 0
        Stopwatch.line("first screen at 80x24", firstScreen(ofPager: false), beside: ("jq -C . | less -R", pager))
        cursorMove()
    }

    private func firstScreen(ofPager isPager: Bool) -> Double {
        (0..<runs).map { _ in
            let terminal = PseudoTerminal(rows: 24, columns: 80)
            let start = DispatchTime.now().uptimeNanoseconds
            let child = isPager ? spawnPager(terminal) : spawnViewer(terminal)
            // The screen is there when its last line is: the viewer's key line, or less's prompt.
            _ = terminal.wait(seconds: 20) { bytes in
                isPager ? bytes.count > 1500 : bytes.containsText("Help")
            }
            let elapsed = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
            terminal.send("q")
            child.signal(SIGTERM)
            _ = child.wait(seconds: 5)
            return elapsed
        }.min() ?? 0
    }

    private func spawnViewer(_ terminal: PseudoTerminal) -> ChildProcess {
        terminal.spawn(lloyd, ["open", file.path], environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
    }

    private func spawnPager(_ terminal: PseudoTerminal) -> ChildProcess {
        terminal.spawn(
            "/bin/sh", ["-c", "jq -C . \"$1\" | less -R", "sh", file.path],
            environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"])
    }

    private func cursorMove() {
        let terminal = PseudoTerminal(rows: 24, columns: 80)
        let child = spawnViewer(terminal)
        guard terminal.waitFor(text: "Help", seconds: 20) else { return print("no first screen") }
        let moves = ["j", "j", "k"].map { key in
            terminal.waitForQuiet()
            terminal.clear()
            terminal.send(key)
            terminal.waitForQuiet()
            return terminal.bytes.count
        }
        print("bytes written for three cursor moves at 80x24: \(moves)")
        terminal.send("q")
        _ = child.wait(seconds: 5)
    }
}

extension [UInt8] {
    fileprivate func containsText(_ text: String) -> Bool {
        firstRange(of: Array(text.utf8)) != nil
    }
}
