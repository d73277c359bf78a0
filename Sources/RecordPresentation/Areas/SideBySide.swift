import Dispatch
import Synchronization

/// Makes the elements of a long list on all cores, in order, with the wording of the caller in force.
enum SideBySide {
    /// - Parameter chunk: how many elements one core takes at a time; shorter lists are made where they are asked for.
    static func map<Element: Sendable, Made: Sendable>(
        _ elements: [Element], chunk: Int = 128, _ make: @escaping @Sendable (Element) -> Made
    ) -> [Made] {
        guard elements.count > chunk else { return elements.map(make) }
        let wording = Wording.current
        let chunks = (elements.count + chunk - 1) / chunk
        let made = Mutex<[Int: [Made]]>([:])
        DispatchQueue.concurrentPerform(iterations: chunks) { number in
            let part = elements[number * chunk..<min(elements.count, (number + 1) * chunk)]
            let results = Wording.$current.withValue(wording) { part.map(make) }
            made.withLock { $0[number] = results }
        }
        return made.withLock { parts in (0..<chunks).flatMap { parts[$0] ?? [] } }
    }
}
