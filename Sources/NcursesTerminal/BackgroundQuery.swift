import Glibc
import TerminalUI

/// Asks the terminal for its background colour (OSC 11), before ncurses reads it: docs/spec/terminal.md 2.
///
/// A second question that every terminal answers follows at once, so that one that does not know the first costs no
/// waiting. Keys pressed meanwhile are handed back.
package enum BackgroundQuery {
    package struct Answer: Hashable, Sendable {
        package var background: Theme.Background
        package var typed: [KeyEvent]
    }

    private static let question = Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)

    package static func ask(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, within timeout: Duration = .milliseconds(100)
    ) -> Answer {
        var modes = termios()
        guard isatty(output) == 1, tcgetattr(input, &modes) == 0 else { return Answer(background: .any, typed: []) }
        var raw = modes
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(input, TCSANOW, &raw)
        defer { tcsetattr(input, TCSANOW, &modes) }
        guard write(output, question, question.count) == question.count else {
            return Answer(background: .any, typed: [])
        }
        return parse(replies(input, until: .now + timeout))
    }

    private static func replies(_ input: Int32, until deadline: ContinuousClock.Instant) -> [UInt8] {
        var received: [UInt8] = []
        while !hasAnsweredSecond(received) {
            let left = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard milliseconds > 0, poll(&wait, 1, Int32(clamping: milliseconds)) > 0 else { break }
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = read(input, &chunk, chunk.count)
            guard count > 0 else { break }
            received += chunk.prefix(count)
        }
        return received
    }

    /// `ESC [ ? 6 2 ; ... c`
    private static func hasAnsweredSecond(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let range = text.firstRange(of: "\u{1B}[?") else { return false }
        return text[range.upperBound...].contains("c")
    }

    /// Tells answers from keys. Public to tests.
    static func parse(_ bytes: [UInt8]) -> Answer {
        var answer = Answer(background: .any, typed: [])
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        while let first = rest.unicodeScalars.first {
            if let (body, after) = reply(rest, from: "\u{1B}]11;", to: ["\u{1B}\\", "\u{07}"]) {
                answer.background = background(body)
                rest = after
            } else if let (_, after) = reply(rest, from: "\u{1B}[?", to: ["c"]) {
                rest = after
            } else {
                answer.typed.append(KeyEvent(scalar: first))
                rest.unicodeScalars.removeFirst()
            }
        }
        return answer
    }

    private static func reply(
        _ text: Substring, from start: String, to ends: [String]
    ) -> (body: Substring, after: Substring)? {
        guard text.hasPrefix(start) else { return nil }
        let body = text.dropFirst(start.count)
        let found = ends.compactMap { body.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        return found.map { (body[..<$0.lowerBound], body[$0.upperBound...]) }
    }

    /// `rgb:1c1c/1c1c/1c1c`, each of one to four digits: dark below half of full brightness as the eye weighs it.
    private static func background(_ body: Substring) -> Theme.Background {
        guard body.hasPrefix("rgb") else { return .any }
        let parts = body.drop { $0 != ":" }.dropFirst().split(separator: "/").prefix(3)
        let levels = parts.compactMap { part in
            UInt32(part, radix: 16).map { Double($0) / Double((1 << (4 * UInt32(part.count))) - 1) }
        }
        guard levels.count == 3 else { return .any }
        return 0.299 * levels[0] + 0.587 * levels[1] + 0.114 * levels[2] < 0.5 ? .dark : .light
    }
}
