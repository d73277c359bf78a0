import CNcurses
import Glibc

/// A pipe that ends the wait of the terminal from any thread.
final class Waker: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init?() {
        var ends: (read: Int32, write: Int32) = (-1, -1)
        guard term_pipe(&ends.read, &ends.write) else { return nil }
        readEnd = ends.read
        writeEnd = ends.write
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// A full pipe wakes as well, so what `write` says does not matter.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writeEnd, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
