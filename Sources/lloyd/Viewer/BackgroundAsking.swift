import Foundation
import NcursesTerminal
import Synchronization

/// Asks the terminal for its background on a thread of its own, so that a terminal that is slow to answer, or never
/// does, costs little: the file is read meanwhile.
final class BackgroundAsking: Sendable {
    /// An answer that comes later is not waited for; its bytes are no keys (`KeyDecoder`).
    private static let patience = Duration.milliseconds(10)

    private let answer = Mutex<BackgroundQuery.Answer?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(keyboard: Int32) {
        Thread.detachNewThread { [self] in
            let given = BackgroundQuery.ask(input: keyboard, within: Self.patience)
            answer.withLock { $0 = given }
            isDone.signal()
        }
    }

    func wait() -> BackgroundQuery.Answer? {
        isDone.wait()
        return answer.withLock { $0 }
    }
}
