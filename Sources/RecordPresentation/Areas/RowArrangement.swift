import FHIR

/// Keeps rows next to each other that must be read together, in a list sorted newest on top: parts below what they are
/// part of (docs/spec/hazards.md row 18), and documents that may be versions of one (row 67).
struct RowArrangement {
    struct Item {
        var resource: Int?
        /// Resources that this one is a part of.
        var wholes: [Int] = []
        /// Rows with the same key and near dates stand together.
        var gathering: String?
        var day: CivilDate?
    }

    /// Days between two dates that count as near.
    private static let near = 31

    private let items: [Item]
    private let byResource: [Int: Int]
    private let parts: [Int: [Int]]
    private var byKey: [String: ArraySlice<Int>]
    private var isPlaced: [Bool]
    private var order: [Int] = []

    /// The places of the items in the new order.
    static func order(of items: [Item]) -> [Int] {
        guard items.contains(where: { !$0.wholes.isEmpty || $0.gathering != nil }) else { return Array(items.indices) }
        var arrangement = RowArrangement(items)
        for index in items.indices where !arrangement.isPlaced[index] {
            arrangement.place(arrangement.top(above: index))
            arrangement.place(index)
        }
        return arrangement.order
    }

    private init(_ items: [Item]) {
        self.items = items
        var byResource: [Int: Int] = [:]
        for (index, item) in items.enumerated() {
            if let resource = item.resource, byResource[resource] == nil { byResource[resource] = index }
        }
        self.byResource = byResource
        parts = items.indices.reduce(into: [:]) { parts, index in
            for whole in items[index].wholes { parts[whole, default: []].append(index) }
        }
        byKey = Dictionary(grouping: items.indices.filter { items[$0].gathering != nil }) { items[$0].gathering ?? "" }
            .mapValues { $0[...] }
        isPlaced = items.map { _ in false }
    }

    /// The row that stands above all that this one is a part of; in a ring where the way up ends.
    private func top(above index: Int) -> Int {
        var visited: Set<Int> = [index]
        var top = index
        while let whole = items[top].wholes.lazy.compactMap({ byResource[$0] }).first(where: { !isPlaced[$0] }),
            visited.insert(whole).inserted
        {
            top = whole
        }
        return top
    }

    private mutating func place(_ top: Int) {
        var pending = [top]
        while let index = pending.popLast() {
            guard !isPlaced[index] else { continue }
            isPlaced[index] = true
            order.append(index)
            if let next = nextNear(index) { pending.append(next) }
            if let resource = items[index].resource, byResource[resource] == index {
                pending += (parts[resource] ?? []).reversed()
            }
        }
    }

    /// The next row of the same key, when its date is near.
    private mutating func nextNear(_ index: Int) -> Int? {
        guard let key = items[index].gathering, let day = items[index].day, var rest = byKey[key] else { return nil }
        while let first = rest.first, isPlaced[first] { rest.removeFirst() }
        byKey[key] = rest
        guard let next = rest.first, let other = items[next].day,
            abs(day.daysSince1970 - other.daysSince1970) <= Self.near
        else { return nil }
        return next
    }
}
