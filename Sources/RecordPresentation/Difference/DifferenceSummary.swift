import FHIR
import GPConnect

/// What happened in an area in the fewest words: `2 medications no longer returned`, `1 status changed`.
struct DifferenceSummary {
    let difference: RecordDifference
    let area: AreaDifference

    var lines: [String] {
        standing + counted(.noLongerReturned, "no longer returned") + counted(.newlyReturned, "newly returned")
            + moved + aspects + technical
    }

    /// Whether the area as a whole came, went or carries other warnings.
    private var standing: [String] {
        guard let before = area.before, let after = area.after, before != after else { return [] }
        var lines: [String] = []
        if before.state != after.state { lines.append("area \(Self.words(after)), was \(Self.words(before))") }
        let gone = before.warningCodes.filter { !after.warningCodes.contains($0) }
        let new = after.warningCodes.filter { !before.warningCodes.contains($0) }
        lines += new.map { "warning \(DisplayText.scrub($0)) is new" }
        return lines + gone.map { "warning \(DisplayText.scrub($0)) is gone" }
    }

    static func words(_ standing: AreaDifference.Standing) -> String {
        let linked = standing.linked > 0 ? " +\(standing.linked) linked" : ""
        return switch standing.state {
        case .returned: "\(standing.count) item\(standing.count == 1 ? "" : "s")\(linked)"
        case .empty: "returned without an item\(linked)"
        case .notReturned: "not returned\(linked)"
        case .disabled: "SWITCHED OFF\(linked)"
        }
    }

    private func resource(_ item: ItemDifference) -> Resource? {
        item.before.map(difference.before.resource) ?? item.after.map(difference.after.resource)
    }

    private func counted(_ change: ItemDifference.Change, _ words: String) -> [String] {
        var counts = OrderedCounts()
        for item in area.items where item.change == change {
            if let resource = resource(item) { counts.add(DifferenceWords.noun(resource), "") }
        }
        return counts.lines.map { "\($0) \(words)" }
    }

    /// Items that are in both records and changed their lists: what was asked for is there only as linked now, or back.
    private var moved: [String] {
        let items = area.items.filter { $0.change == .changed && $0.listsBefore != $0.listsAfter }
        let primary = { (codes: [String]) in codes.contains { ListCode.known($0)?.layer == .primary } }
        let left = items.filter { primary($0.listsBefore) && !primary($0.listsAfter) }
        let came = items.filter { !primary($0.listsBefore) && primary($0.listsAfter) }
        return [
            (left, "no longer in the area's own list, still in the record"), (came, "newly in the area's own list"),
        ].compactMap { items, words in
            items.first.flatMap(resource).map { "\(DifferenceWords.noun($0).counted(items.count)) \(words)" }
        }
    }

    /// Each kind of change once an item; of what is only part of an item it is said so: `3 statuses of issues changed`.
    private var aspects: [String] {
        var counts = OrderedCounts()
        var others = OrderedCounts()
        for item in area.items where item.change == .changed {
            guard let resource = resource(item), !isQueryList(resource) else { continue }
            let part = DifferenceWords.isPart(resource) ? " of \(DifferenceWords.noun(resource).many)" : ""
            let elements = Set(item.elements.filter { !$0.isTechnical }.map(\.element))
            let nouns = Set(elements.compactMap(DifferenceWords.aspect))
            for noun in nouns.sorted(by: { $0.one < $1.one }) { counts.add(noun, part) }
            if elements.contains(where: { DifferenceWords.aspect($0) == nil }) {
                others.add(DifferenceWords.Noun("item"), part)
            }
        }
        return counts.lines.map { "\($0) changed" }
            + others.lines.map { "\(DifferenceWords.otherDetails) of \($0) changed" }
    }

    private func isQueryList(_ resource: Resource) -> Bool { DifferenceWords.noun(resource).one == "list" }

    private var technical: [String] {
        let count = area.items.count { $0.change == .technical }
        return count == 0 ? [] : ["\(count) item\(count == 1 ? "" : "s") the same but for ids or versions"]
    }
}

/// Counts by word, in the order in which words come.
private struct OrderedCounts {
    private var order: [String] = []
    private var counts: [String: (noun: DifferenceWords.Noun, rest: String, count: Int)] = [:]

    mutating func add(_ noun: DifferenceWords.Noun, _ rest: String) {
        let key = noun.one + rest
        if counts[key] == nil { order.append(key) }
        counts[key] = (noun, rest, (counts[key]?.count ?? 0) + 1)
    }

    var lines: [String] { order.compactMap { counts[$0] }.map { $0.noun.counted($0.count) + $0.rest } }
}

extension RecordDifference {
    /// One line each, none for an area in which nothing differs.
    package func summary(of area: AreaDifference) -> [String] {
        DifferenceSummary(difference: self, area: area).lines
    }
}
