/// The requests of a session, for undo and redo.
package struct RequestHistory: Hashable, Sendable {
    package private(set) var present: RequestDraft
    private var past: [RequestDraft] = []
    private var future: [RequestDraft] = []
    private static let most = 200

    package init(_ draft: RequestDraft) { present = draft }

    package mutating func change(to draft: RequestDraft) {
        guard draft != present else { return }
        past = past.suffix(Self.most - 1) + [present]
        present = draft
        future = []
    }

    /// - Returns: whether there was anything to undo.
    package mutating func undo() -> Bool {
        guard let last = past.popLast() else { return false }
        future.append(present)
        present = last
        return true
    }

    package mutating func redo() -> Bool {
        guard let next = future.popLast() else { return false }
        past.append(present)
        present = next
        return true
    }
}
