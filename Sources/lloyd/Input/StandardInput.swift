import Foundation

/// What standard input is: the keyboard, or a record that somebody hands over.
enum StandardInput {
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether a pipe, a file or a socket hands something over; waits until that is known.
    static var hasData: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return status.st_size > 0
        case S_IFIFO, S_IFSOCK:
            var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            while poll(&wait, 1, -1) < 0 && errno == EINTR {}
            return wait.revents & Int16(POLLIN) != 0
        default: return false
        }
    }

    /// The terminal itself, for keys while standard input carries a record; nil where there is none.
    static func openKeyboard() -> Int32? {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
    }
}
