import Foundation
import Glibc

/// Folders and files that hold patient data: 0700 and 0600, whatever the umask (docs/spec/terminal.md section 6).
package enum PrivateFiles {
    /// Creates the folder of `path` and its missing parents, each 0700; folders that exist keep their mode.
    package static func createFolder(forFile path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Creates the file empty with 0600; one that exists is narrowed to that.
    static func createFile(_ path: String) throws {
        let descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            return
        }
        guard errno == EEXIST else { throw FileError(path: path, errno: errno) }
        // By its name, never opened: closing a database's file would give up the locks that SQLite holds on it.
        guard chmod(path, 0o600) == 0 else { throw FileError(path: path, errno: errno) }
    }

    /// Writes the whole file under another name, syncs it and renames it: the path never holds half a record.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = path + ".\(getpid()).part"
        let descriptor = Glibc.open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        do {
            defer { close(descriptor) }
            try writeAll(bytes, to: descriptor, path: path)
            guard fsync(descriptor) == 0 else { throw FileError(path: path, errno: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let failure = FileError(path: path, errno: errno)
            unlink(temporary)
            throw failure
        }
    }

    /// The whole of a regular file, refused when it is larger than `limit`.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        // Non-blocking: opening a FIFO without a writer would wait for ever.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, errno: EINVAL) }
        guard status.st_size <= limit else { throw FileError(path: path, errno: EFBIG) }
        return try readAll(descriptor, size: Int(status.st_size), path: path)
    }

    private static func readAll(_ descriptor: Int32, size: Int, path: String) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
                if part < 0, errno == EINTR { continue }
                guard part >= 0 else { throw FileError(path: path, errno: errno) }
                if part == 0 { return }
                count += part
            }
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw FileError(path: path, errno: errno) }
                written += count
            }
        }
    }
}

/// A file operation that the system refused.
package struct FileError: Error, CustomStringConvertible {
    package let path: String
    package let errno: Int32
    package var description: String { "\(path): \(String(cString: strerror(errno)))" }
}
