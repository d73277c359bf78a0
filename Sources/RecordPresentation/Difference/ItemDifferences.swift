import FHIR
import GPConnect

/// Goes through the items of two records, matched, and keeps those that differ.
struct ItemDifferences {
    private let old: RecordContext
    private let new: RecordContext
    private let matching: ItemMatching
    private let listsBefore: [Int: [String]]
    private let listsAfter: [Int: [String]]

    init(before: RecordContext, after: RecordContext) {
        old = before
        new = after
        matching = ItemMatching(before: before.record, after: after.record)
        listsBefore = Self.lists(before.record)
        listsAfter = Self.lists(after.record)
    }

    /// What left, what changed, then what came, each in the order of its record.
    func byArea() -> [ClinicalArea?: [ItemDifference]] {
        var found: [ClinicalArea?: [ItemDifference]] = [:]
        let items = (0..<old.record.resources.count).filter { ItemMatching.isItem(old.resource($0)) }
        for number in items where matching.after[number] == nil {
            found[area(number, old), default: []].append(lone(.noLongerReturned, number, old))
        }
        for number in items {
            guard let other = matching.after[number], let difference = changed(number, other) else { continue }
            found[area(number, old), default: []].append(difference)
        }
        for number in new.record.resources.indices
        where matching.before[number] == nil && ItemMatching.isItem(new.resource(number)) {
            found[area(number, new), default: []].append(lone(.newlyReturned, number, new))
        }
        return found
    }

    private func lone(_ change: ItemDifference.Change, _ number: Int, _ context: RecordContext) -> ItemDifference {
        let isOld = change == .noLongerReturned
        return ItemDifference(
            change: change, before: isOld ? number : nil, after: isOld ? nil : number,
            name: ItemName.text(number, in: context), listsBefore: isOld ? listsBefore[number] ?? [] : [],
            listsAfter: isOld ? [] : listsAfter[number] ?? [], elements: [])
    }

    private func changed(_ number: Int, _ other: Int) -> ItemDifference? {
        let elements = ElementComparison.changes(
            from: .init(record: old.record, number: number), to: .init(record: new.record, number: other),
            matching: matching)
        let (own, others) = (listsBefore[number] ?? [], listsAfter[other] ?? [])
        guard !elements.isEmpty || own != others else { return nil }
        let isTechnical = own == others && elements.allSatisfy(\.isTechnical)
        return ItemDifference(
            change: isTechnical ? .technical : .changed, before: number, after: other,
            name: ItemName.text(number, in: old), listsBefore: own, listsAfter: others, elements: elements)
    }

    /// A list of the specification belongs to the area of its items; a heading of a consultation to the consultations.
    private func area(_ number: Int, _ context: RecordContext) -> ClinicalArea? {
        let resource = context.resource(number)
        guard resource.type == .list else { return ClinicalArea.home(of: resource) }
        guard let list = context.record.list(atResource: number) else { return nil }
        if let code = list.listCode { return code.area }
        if case .structure = list.kind { return .consultations }
        return nil
    }

    private static func lists(_ record: StructuredRecord) -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        for list in record.lists {
            guard let code = list.listCode else { continue }
            for entry in list.entries {
                guard let target = entry.target, found[target]?.contains(code.code) != true else { continue }
                found[target, default: []].append(code.code)
            }
        }
        return found.mapValues { $0.sorted() }
    }
}
