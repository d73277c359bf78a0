/// Finds members that repeat a name of the same object: kept, and reported with their path, because which of them
/// a reader takes is nobody's to decide silently (docs/spec/terminal.md section 4).
struct DuplicateKeys {
    /// Objects with more members than this are compared through a set.
    private static let pairwiseLimit = 24

    /// The nodes of the second and later keys of one name, in document order.
    static func find(in document: JSONDocument) -> [Int] {
        var found: [Int] = []
        var finder = DuplicateKeys(document: document)
        for index in document.nodes.indices where document.nodes[index].kind == .object {
            finder.collect(object: index, into: &found)
        }
        return found
    }

    private let document: JSONDocument
    private var keys: [Int] = []

    private init(document: JSONDocument) { self.document = document }

    private mutating func collect(object: Int, into found: inout [Int]) {
        keys.removeAll(keepingCapacity: true)
        var key = object + 1
        let end = Int(document.nodes[object].next)
        while key < end {
            keys.append(key)
            key = Int(document.nodes[key + 1].next)
        }
        keys.count <= Self.pairwiseLimit ? comparePairs(&found) : compareThroughSet(&found)
    }

    private func comparePairs(_ found: inout [Int]) {
        guard keys.count > 1 else { return }
        for later in 1..<keys.count where keys[..<later].contains(where: { sameName($0, keys[later]) }) {
            found.append(keys[later])
        }
    }

    private func compareThroughSet(_ found: inout [Int]) {
        var names: Set<String> = []
        for key in keys where !names.insert(document.string(key)).inserted { found.append(key) }
    }

    private func sameName(_ left: Int, _ right: Int) -> Bool {
        let first = document.nodes[left]
        let second = document.nodes[right]
        if first.hasEscape || second.hasEscape { return document.string(left) == document.string(right) }
        guard first.length == second.length else { return false }
        return document.raw(left).elementsEqual(document.raw(right))
    }
}

extension JSONDocument {
    /// A name that one of its objects gives more than once; nil when none does. A request must not leave open which of
    /// two values is meant.
    package var repeatedName: String? { DuplicateKeys.find(in: self).first.map { string($0) } }
}
