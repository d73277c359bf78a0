import ArgumentParser
import FHIR
import Foundation
import RecordConsumer
import RecordLibrary

extension AsyncParsableCommand {
    /// Runs the work of a command that waits; any failure becomes one line on standard error and exit status 1.
    func reporting(_ work: () async throws -> Void) async throws {
        do { try await work() } catch let exit as ExitCode { throw exit } catch {
            Output.message(CommandFailure(error).description)
            throw ExitCode(1)
        }
    }
}

extension CommandFailure {
    /// Any error of the rooms below, in one line.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as FetchFailure:
            let trace = failure.traceID.map { " [trace id \($0)]" } ?? ""
            self.init("\(failure.summary). \(failure.advice)\(trace)")
        default: self.init("\(error)")
        }
    }
}

/// Lets the first Ctrl-C call off the work instead of killing the program, so that the audit trail tells how it ended.
struct Interruption {
    private let source: any DispatchSourceSignal

    private init(_ source: any DispatchSourceSignal) { self.source = source }

    static func watching<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = Task { try await work() }
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler { task.cancel() }
        signal(SIGINT, SIG_IGN)
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        return try await task.value
    }
}

/// How far a transfer is, on the last line of a terminal; nothing when standard error is a file.
enum ProgressLine {
    static var handler: ProviderClient.Progress? { isatty(STDERR_FILENO) == 0 ? nil : show }

    @Sendable private static func show(_ step: TransferProgress) {
        Output.errorData(Array("\r\(text(step))\u{1B}[K".utf8))
    }

    static func clear() {
        if handler != nil { Output.errorData(Array("\r\u{1B}[K".utf8)) }
    }

    private static func text(_ step: TransferProgress) -> String {
        let received = "\(step.received / 1024) KiB"
        return step.expected.map { "\(received) of \($0 / 1024) KiB" } ?? received
    }
}
