import Foundation
import Synchronization

/// Work on a thread of its own while the caller goes on; what came of it is waited for where it is needed.
final class Alongside<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let result = Result(catching: work)
            outcome.withLock { $0 = result }
            isDone.signal()
        }
    }

    /// Waits for the end of the work; may be asked any number of times.
    ///
    /// - Throws: what the work threw.
    func value() throws -> Value {
        isDone.wait()
        isDone.signal()
        guard let result = outcome.withLock({ $0 }) else {
            preconditionFailure("signalled before its outcome was kept")
        }
        return try result.get()
    }
}
