import GPConnect
import RecordEvaluation

/// What a request changes in each area against the record as received: counts before and after, and the items that left or
/// came. Numbers are those of the record as received.
package struct RecordChanges: Sendable {
    package struct Area: Sendable {
        /// Entries of the primary lists, then of the secondary ones.
        package let before: (own: Int, linked: Int)
        package let after: (own: Int, linked: Int)
        /// Items in the order of the lists as received, then what came.
        package let items: [Item]

        package var left: Int { items.count { $0.standing == .left } }
        package var came: Int { items.count { $0.standing == .came } }
    }

    package struct Item: Hashable, Sendable {
        package enum Standing: Hashable, Sendable { case kept, left, came }

        package let resource: Int
        package let standing: Standing
    }

    private let areas: [ClinicalArea: Area]

    init(received: StructuredRecord, evaluation: Evaluation) {
        var areas: [ClinicalArea: Area] = [:]
        for area in ClinicalArea.allCases {
            let summary = received.area(area)
            let own = summary.primaryLists.map { received.lists[$0].entries }
            let linked = summary.secondaryLists.map { received.lists[$0].entries }
            let now = evaluation.lists.filter { $0.code.area == area }
            let count = { (lists: [EvaluatedList]) in lists.reduce(0) { $0 + $1.entries.count } }
            areas[area] = Area(
                before: (own.reduce(0) { $0 + $1.count }, linked.reduce(0) { $0 + $1.count }),
                after: (count(now.filter { !$0.code.isSecondary }), count(now.filter(\.code.isSecondary))),
                items: Self.items(
                    before: (own + linked).flatMap { $0.compactMap(\.target) }, after: now.flatMap(\.resources)))
        }
        self.areas = areas
    }

    package subscript(_ area: ClinicalArea) -> Area {
        areas[area] ?? Area(before: (0, 0), after: (0, 0), items: [])
    }

    private static func items(before: [Int], after: [Int]) -> [Item] {
        let now = Set(after)
        var seen: Set<Int> = []
        let first = before.filter { seen.insert($0).inserted }
        let kept = first.map { Item(resource: $0, standing: now.contains($0) ? .kept : .left) }
        return kept + after.filter { seen.insert($0).inserted }.map { Item(resource: $0, standing: .came) }
    }
}
