import Foundation
import Synchronization

/// A pseudo-terminal with a program on it, for tests: sends keys, waits for what is written.
///
/// The master side is drained by a thread: without that a program blocks when 4 KiB wait to be read.
package final class PseudoTerminal: Sendable {
    package let master: Int32
    package let slave: Int32
    /// The slave's name, to open it as a controlling terminal.
    package let path: String
    private let output = Mutex<[UInt8]>([])
    private let stop = Pipe()
    private let drained = DispatchSemaphore(value: 0)

    // ioctl numbers that are macros of expressions in C.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    package init(rows: Int = 24, columns: Int = 80) {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        precondition(master >= 0, "no pseudo-terminals here")
        var zero: Int32 = 0
        var index: Int32 = 0
        precondition(ioctl(master, Self.unlock, &zero) == 0 && ioctl(master, Self.number, &index) == 0)
        path = "/dev/pts/\(index)"
        slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        precondition(slave >= 0)
        resize(rows: rows, columns: columns)
        Thread.detachNewThread { [self] in drain() }
    }

    /// Reads until the program is gone or `hangUp` says so.
    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 65536)
        while true {
            var waits = [master, stop.fileHandleForReading.fileDescriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            if poll(&waits, 2, -1) < 0 { continue }
            if waits[1].revents != 0 { break }
            let count = read(master, &bytes, bytes.count)
            if count <= 0 { break }
            output.withLock { $0.append(contentsOf: bytes[0..<count]) }
        }
        drained.signal()
    }

    /// Everything written so far, or since `clear`.
    package var bytes: [UInt8] { output.withLock { $0 } }
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func clear() { output.withLock { $0 = [] } }

    package func send(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    package func resize(rows: Int, columns: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    package func wait(seconds: Double = 5, until isDone: ([UInt8]) -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        repeat {
            if isDone(bytes) { return true }
            usleep(500)
        } while Date() < end
        return isDone(bytes)
    }

    /// Whether a text was written. What a program draws cell by cell may come in pieces: choose words without gaps.
    package func waitFor(text: String, seconds: Double = 5) -> Bool {
        wait(seconds: seconds) { String(decoding: $0, as: UTF8.self).contains(text) }
    }

    /// Waits until nothing was written for a while.
    package func waitForQuiet() {
        var before = -1
        while before != bytes.count {
            before = bytes.count
            usleep(40_000)
        }
    }

    /// The modes of the terminal now.
    package var modes: TerminalModes { TerminalModes(of: slave) }

    /// What closing the terminal's window does.
    package func hangUp() {
        stop.fileHandleForWriting.write(Data([1]))
        drained.wait()
        close(slave)
        close(master)
    }
}

/// The modes of a terminal, to compare.
package struct TerminalModes: Hashable, Sendable {
    package let input: UInt32
    package let output: UInt32
    package let control: UInt32
    package let local: UInt32

    init(of descriptor: Int32) {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        input = modes.c_iflag
        output = modes.c_oflag
        control = modes.c_cflag
        local = modes.c_lflag
    }

    /// Lines are edited by the terminal and echoed: what a shell expects.
    package var isCooked: Bool { local & UInt32(ICANON) != 0 && local & UInt32(ECHO) != 0 }
}
