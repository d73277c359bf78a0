import Foundation

/// How a program ended.
package enum ExitStatus: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It did not end in time and was killed.
    case timedOut
}

/// A program started for a test.
package struct ChildProcess: Sendable {
    package let pid: pid_t

    /// Starts a program with a clean signal mask: threads that run tests block most signals, and a child that inherits
    /// that is deaf to SIGTERM.
    ///
    /// - Parameters:
    ///   - terminal: becomes the controlling terminal and standard input, output and error.
    ///   - outputFile: otherwise takes standard output, and standard error too unless it has a file of its own.
    package static func start(
        _ program: String, _ arguments: [String], environment: [String: String], terminal: String? = nil,
        outputFile: String = "/dev/null", errorFile: String? = nil
    ) -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // Opened by name in a session of its own, a terminal becomes the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, terminal ?? "/dev/null", O_RDWR, 0)
        if terminal == nil {
            posix_spawn_file_actions_addopen(&actions, 1, outputFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
        }
        if let errorFile {
            posix_spawn_file_actions_addopen(&actions, 2, errorFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        setSignals(&attributes, ownSession: terminal != nil)
        var pid: pid_t = 0
        let result = withCStrings([program] + arguments) { argv in
            withCStrings(environment.map { "\($0)=\($1)" }) { envp in
                posix_spawn(&pid, program, &actions, &attributes, argv, envp)
            }
        }
        precondition(result == 0, "\(program): \(String(cString: strerror(result)))")
        return ChildProcess(pid: pid)
    }

    private static func setSignals(_ attributes: inout posix_spawnattr_t, ownSession: Bool) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which Swift does not see
        let flags = Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | (ownSession ? newSession : 0)
        posix_spawnattr_setflags(&attributes, flags)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { (string: String) -> UnsafeMutablePointer<CChar>? in strdup(string) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }

    package func signal(_ number: Int32) { kill(pid, number) }

    /// Waits for the end. A program that does not end in time is killed.
    package func wait(seconds: Double = 10) -> ExitStatus {
        let end = Date(timeIntervalSinceNow: seconds)
        var status: Int32 = 0
        while Date() < end {
            if waitpid(pid, &status, WNOHANG) == pid {
                let signal = status & 0x7F
                return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
            }
            usleep(5_000)
        }
        kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
        return .timedOut
    }
}

extension PseudoTerminal {
    /// Starts a program with this as its controlling terminal. No backtraces: they would hold the terminal.
    package func spawn(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:]
    ) -> ChildProcess {
        let standard = [
            "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]
        let merged = standard.merging(environment) { $1 }.filter { !$0.value.isEmpty }
        return ChildProcess.start(program, arguments, environment: merged, terminal: path)
    }
}
