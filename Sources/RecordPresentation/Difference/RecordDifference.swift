import FHIR
import GPConnect

/// What differs between two records of a patient, by area, from the earlier to the later one.
package struct RecordDifference: Sendable {
    package let before: RecordContext
    package let after: RecordContext
    /// The areas of the menu, then what belongs to none (its area is nil).
    package let areas: [AreaDifference]

    package init(before: RecordContext, after: RecordContext) {
        self.before = before
        self.after = after
        let items = ItemDifferences(before: before, after: after).byArea()
        let placed = ClinicalArea.allCases.map { area in
            AreaDifference(area, items[area] ?? [], before: before, after: after)
        }
        areas = placed + [AreaDifference(nil, items[nil] ?? [], before: before, after: after)]
    }

    /// No element of any item differs, ids and versions included.
    package var isEmpty: Bool { areas.allSatisfy { $0.items.isEmpty && $0.before == $0.after } }

    /// Nil when one of the records does not say whose it is.
    package var isSamePatient: Bool? {
        guard let left = Self.nhsNumber(before), let right = Self.nhsNumber(after) else { return nil }
        return left == right
    }

    static func nhsNumber(_ context: RecordContext) -> String? {
        guard let patient = context.record.patient else { return nil }
        let identifiers = context.resource(patient).value.all("identifier").map(Identifier.init)
        return identifiers.first { $0.system == IdentifierSystem.nhsNumber }?.value
    }
}

/// What differs in one area.
package struct AreaDifference: Sendable {
    package struct Standing: Hashable, Sendable {
        package let state: AreaSummary.State
        package let count: Int
        package let linked: Int
        package let warningCodes: [String]
    }

    /// Nil for people, places and what belongs to no area.
    package let area: ClinicalArea?
    package let before: Standing?
    package let after: Standing?
    package let items: [ItemDifference]

    init(_ area: ClinicalArea?, _ items: [ItemDifference], before: RecordContext, after: RecordContext) {
        self.area = area
        self.items = items
        self.before = area.map { Self.standing($0, before.record) }
        self.after = area.map { Self.standing($0, after.record) }
    }

    private static func standing(_ area: ClinicalArea, _ record: StructuredRecord) -> Standing {
        let summary = record.area(area)
        let entries = { (numbers: [Int]) in numbers.reduce(0) { $0 + record.lists[$1].entries.count } }
        return Standing(
            state: summary.state, count: entries(summary.primaryLists), linked: entries(summary.secondaryLists),
            warningCodes: summary.warningCodes)
    }

    package var title: String { area?.title ?? "People, places and other resources" }
    package var isEmpty: Bool { items.isEmpty && before == after }
}

/// One item that differs.
package struct ItemDifference: Sendable {
    package enum Change: String, Sendable {
        case noLongerReturned, newlyReturned, changed
        /// Only ids, versions or references to renamed items differ.
        case technical
    }

    package let change: Change
    /// Numbers in the two records.
    package let before: Int?
    package let after: Int?
    package let name: String
    /// Codes of the query lists that name the item.
    package let listsBefore: [String]
    package let listsAfter: [String]
    package let elements: [ElementChange]
}
