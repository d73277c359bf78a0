import Synchronization

/// Whether a task has been called off, for work that waits for nothing and so never notices.
final class CallingOff: Sendable {
    private let flag = Atomic<Bool>(false)

    var isCalledOff: Bool { flag.load(ordering: .acquiring) }

    static func watching<Value: Sendable>(
        _ work: @Sendable (CallingOff) throws -> Value
    ) async throws -> Value {
        let watch = CallingOff()
        return try await withTaskCancellationHandler {
            guard !Task.isCancelled else { throw CancellationError() }
            return try work(watch)
        } onCancel: {
            watch.flag.store(true, ordering: .releasing)
        }
    }
}
