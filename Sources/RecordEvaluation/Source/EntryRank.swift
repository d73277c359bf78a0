import FHIR

/// The order in which query lists name their items: clinical date descending, unknown last, then id
/// (docs/spec/clinical-areas.md section 1.5, docs/spec/README.md question Q20).
enum EntryRank {
    /// For each resource its place among all of the record.
    static func ranks(of resources: [Resource]) -> [Int32] {
        let keys = resources.map { ItemDates.clinicalDate(of: $0).date?.sortKey }
        let order = resources.indices.sorted { left, right in
            switch (keys[left], keys[right]) {
            case (let first?, let second?) where first != second: return first > second
            case (.some, nil): return true
            case (nil, .some): return false
            default: return isBefore(left, right, resources)
            }
        }
        var ranks = [Int32](repeating: 0, count: resources.count)
        for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
        return ranks
    }

    private static func isBefore(_ left: Int, _ right: Int, _ resources: [Resource]) -> Bool {
        let first = resources[left].id ?? ""
        let second = resources[right].id ?? ""
        return first == second ? left < right : first < second
    }
}
