import Dispatch
import Synchronization

/// Makes the elements of a long list on all cores, in order, with the wording of the caller in force.
enum SideBySide {
    /// - Parameter chunk: how many elements one core takes at a time; shorter lists are made where they are asked for.
    static func map<Element: Sendable, Made: Sendable>(
        _ elements: [Element], chunk: Int = 128, _ make: @escaping @Sendable (Element) -> Made
    ) -> [Made] {
        guard elements.count > chunk else { return elements.map(make) }
        return chunks(elements, of: chunk) { $0.map(make) }.flatMap { $0 }
    }

    /// What is made of each run of elements, in order.
    static func chunks<Element: Sendable, Made: Sendable>(
        _ elements: [Element], of size: Int = 128, _ make: @escaping @Sendable (ArraySlice<Element>) -> Made
    ) -> [Made] {
        guard elements.count > size else { return [make(elements[...])] }
        let wording = Wording.current
        let count = (elements.count + size - 1) / size
        let made = Mutex<[Int: Made]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let part = elements[number * size..<min(elements.count, (number + 1) * size)]
            let result = Wording.$current.withValue(wording) { make(part) }
            made.withLock { $0[number] = result }
        }
        return made.withLock { parts in (0..<count).compactMap { parts[$0] } }
    }
}
