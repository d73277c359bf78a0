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

    private static func readAll(_ descriptor: Int32, name: String, expected: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: expected + 1)
        var count = 0
        while true {
            let space = bytes.count
            let got = bytes.withUnsafeMutableBytes {
                Foundation.read(descriptor, $0.baseAddress! + count, space - count)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw CommandFailure("\(name): \(String(cString: strerror(errno)))") }
            if got == 0 { break }
            count += got
            guard count <= sizeLimit else {
                throw CommandFailure("\(name): larger than the limit of \(sizeLimit >> 20) MiB")
            }
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
