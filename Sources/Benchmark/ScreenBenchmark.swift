import Foundation
import TerminalTestSupport

/// The viewer in a pseudo-terminal that answers no question: time to the first screen, and what a cursor move writes.
struct ScreenBenchmark {
    let lloyd: String
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 3 : 11 }
    /// A program that shows nothing by then is reported, not waited for.
    private static let patience = 30.0

    func run() {
        let hasPager = Tool.isInstalled("jq") && Tool.isInstalled("less")
        let pager = hasPager ? firstScreen(spawnPager) { $0.endsWithPrompt } : nil
        guard let viewer = firstScreen(spawnViewer, until: \.endsWithFooter) else { return print("no first screen") }
        Stopwatch.line("first screen at 80x24", viewer, beside: pager.map { ("jq -C . | less -R", $0) })
        cursorMoves()
    }

    /// - Returns: the best of the runs in milliseconds; nil when one of them showed no screen.
    private func firstScreen(
        _ spawn: (PseudoTerminal) -> ChildProcess, until isShown: ([UInt8]) -> Bool
    ) -> Double? {
        var best = Double.infinity
        for _ in 0..<runs {
            let terminal = PseudoTerminal(rows: 24, columns: 80)
            let start = DispatchTime.now().uptimeNanoseconds
            let child = spawn(terminal)
            let isThere = terminal.wait(seconds: Self.patience, until: isShown)
            best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
            end(child, terminal)
            guard isThere else { return nil }
        }
        return best
    }

    private func end(_ child: ChildProcess, _ terminal: PseudoTerminal) {
        child.signal(SIGTERM)
        _ = child.wait(seconds: 5)
        terminal.hangUp()
    }

    private func spawnViewer(_ terminal: PseudoTerminal) -> ChildProcess {
        terminal.spawn(lloyd, ["open", file.path], environment: ["HOME": BenchmarkFiles.home])
    }

    private func spawnPager(_ terminal: PseudoTerminal) -> ChildProcess {
        terminal.spawn("/bin/sh", ["-c", "jq -C . \"$1\" | less -R", "sh", file.path])
    }

    /// Three moves in the list that the record opens with, three in the menu of areas beside it.
    private func cursorMoves() {
        let terminal = PseudoTerminal(rows: 24, columns: 80)
        let child = spawnViewer(terminal)
        defer { end(child, terminal) }
        guard terminal.wait(seconds: Self.patience, until: \.endsWithFooter) else { return print("no first screen") }
        print("bytes written for three moves in the first list, where tall entries scroll: \(written("jjk", terminal))")
        terminal.send("\t")
        print("bytes written for three moves in the menu of areas, each with its list: \(written("jjk", terminal))")
    }

    private func written(_ keys: String, _ terminal: PseudoTerminal) -> [Int] {
        keys.map { key in
            terminal.waitForQuiet()
            terminal.clear()
            terminal.send(String(key))
            terminal.waitForQuiet()
            return terminal.bytes.count
        }
    }
}

extension [UInt8] {
    /// The key line is the last that the viewer draws.
    fileprivate var endsWithFooter: Bool { firstRange(of: Array("Help".utf8)) != nil }
    /// What less asks with when the screen is full.
    fileprivate var endsWithPrompt: Bool { Array(suffix(4)) == Array(":\u{1B}[K".utf8) }
}
