import FHIR
import Foundation

/// Reads a whole file, or standard input for `-`, and says plainly why it cannot
/// (docs/spec/terminal.md section 4: a folder, a device, a FIFO, a file without read permission).
enum InputFile {
    /// More than this is refused by name rather than read into memory.
    static let sizeLimit = 1 << 30

    static func read(_ path: String) throws -> [UInt8] {
        guard path != "-" else { return try readAll(STDIN_FILENO, name: "standard input", expected: 1 << 16) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw CommandFailure("\(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
        }
        try checkKind(status, path)
        guard status.st_size <= sizeLimit else {
            throw CommandFailure("\(path): larger than the limit of \(sizeLimit >> 20) MiB")
        }
        return try readAll(descriptor, name: path, expected: Int(status.st_size))
    }

    private static let kinds: [mode_t: String] = [
        S_IFDIR: "is a folder; name a file in it", S_IFIFO: "is a pipe; use - to read standard input",
        S_IFCHR: "is a device, not a file", S_IFBLK: "is a device, not a file", S_IFSOCK: "is a socket, not a file",
    ]

    private static func checkKind(_ status: stat, _ path: String) throws {
        if let words = kinds[status.st_mode & S_IFMT] { throw CommandFailure("\(path): \(words)") }
    }

    /// Reads to the end: in one go where the size is known beforehand, in pieces from a pipe.
    private static func readAll(_ descriptor: Int32, name: String, expected: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let room = max(expected + 1 - bytes.count, 1 << 16)
            let piece = try piece(of: descriptor, name: name, room: room)
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            guard bytes.count <= sizeLimit else {
                throw CommandFailure("\(name): larger than the limit of \(sizeLimit >> 20) MiB")
            }
            if piece.count < room { return bytes }
        }
    }

    /// As many bytes as there is room for, or what comes before the end.
    private static func piece(of descriptor: Int32, name: String, room: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            while count < room {
                let got = Foundation.read(descriptor, buffer.baseAddress! + count, room - count)
                if got < 0 && errno == EINTR { continue }
                guard got >= 0 else { throw CommandFailure("\(name): \(String(cString: strerror(errno)))") }
                if got == 0 { return }
                count += got
            }
        }
    }
}
