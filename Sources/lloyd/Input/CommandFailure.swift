import ArgumentParser
import FHIR
import Foundation

/// Why a command could not do its work, in one line for a person: what failed, where, what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = DisplayText.scrub(description) }
}

/// Standard output and standard error, written whole: data goes to one, messages to the other.
enum Output {
    static func data(_ text: String) { data(Array(text.utf8)) }

    /// Data that cannot be written whole, as on a full disk, ends the run as a failure: a record that was cut short must
    /// not pass for a whole one.
    static func data(_ bytes: [UInt8]) {
        guard !write(bytes, to: STDOUT_FILENO) else { return }
        message("standard output: \(String(cString: strerror(errno))); what was written is not whole")
        exit(1)
    }

    /// Data whose reader asked for it on standard error.
    static func errorData(_ bytes: [UInt8]) { _ = write(bytes, to: STDERR_FILENO) }

    /// A text made safe and written by pieces of whole lines: a long document is never held twice.
    static func safeText(_ text: String) {
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let room = rest.index(rest.startIndex, offsetBy: 1 << 16, limitedBy: rest.endIndex) ?? rest.endIndex
            let end = rest[room...].firstIndex(of: UInt8(ascii: "\n")).map { rest.index(after: $0) } ?? rest.endIndex
            data(DisplayText.scrub(String(Substring(rest[..<end]))))
            rest = rest[end...]
        }
        data("\n")
    }

    static func message(_ text: String) {
        _ = write(Array(("lloyd: " + text.replacing("\n", with: " ") + "\n").utf8), to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }
}

extension ParsableCommand {
    /// Runs the work of a command; a failure becomes one line on standard error and exit status 1.
    func reporting(_ work: () throws -> Void) throws {
        do { try work() } catch let failure as CommandFailure {
            Output.message(failure.description)
            throw ExitCode(1)
        }
    }
}
