import Glibc

/// A lock between processes, and between threads of one: held while a body runs, given up by the system when the
/// process dies.
enum FileLock {
    static func holding<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileError(path: path, errno: errno) }
        }
        return try body()
    }
}
