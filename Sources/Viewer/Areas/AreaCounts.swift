import RecordPresentation

/// How many rows an area has, in the words of its title: current before past, linked items apart
/// (docs/spec/display.md D14, docs/spec/hazards.md row 99).
struct AreaCounts {
    let parts: [String]

    init(_ listing: AreaListing) {
        let primary = listing.parts.filter { $0.block.kind == .primary }
        // Documents have no primary list: several lists may name one, so they are counted once, then as listed.
        guard primary.isEmpty, listing.view.count > 0 else {
            parts = Self.primary(primary, listing) + Self.others(listing)
            return
        }
        let isPlain = listing.total == listing.view.count && listing.shown == listing.total
        let rows = isPlain ? [] : ["in rows \(AreaListing.countText(listing.parts))"]
        parts = ["\(listing.view.count)"] + rows
    }

    private static func primary(_ parts: [AreaListing.Part], _ listing: AreaListing) -> [String] {
        if parts.count == 1, parts[0].block.title == listing.view.title { return [parts[0].countText] }
        guard listing.view.area == .medications else { return parts.map { "\($0.block.title) \($0.countText)" } }
        let isPast = { (part: AreaListing.Part) in PastBlocks.contains(part.block.title) }
        // What others prescribed may be over or not: its rows say so, and it counts as neither.
        let isCurrent = { (part: AreaListing.Part) in part.block.title.hasPrefix("Current") }
        let rest = parts.filter { !isPast($0) && !isCurrent($0) }
        return [
            "Current \(AreaListing.countText(parts.filter(isCurrent)))",
            "Past \(AreaListing.countText(parts.filter(isPast)))",
        ] + rest.map { "\($0.block.title) \($0.countText)" }
    }

    private static func others(_ listing: AreaListing) -> [String] {
        [(Block.Kind.linked, "linked"), (.unlisted, "in no list")].compactMap { kind, word in
            let parts = listing.parts.filter { $0.block.kind == kind }
            return parts.isEmpty ? nil : "\(word) \(AreaListing.countText(parts))"
        }
    }
}

extension AreaListing {
    static func countText(_ parts: [Part]) -> String {
        let shown = parts.reduce(0) { $0 + $1.rows.count { !$0.isAbsent } }
        let total = parts.reduce(0) { $0 + $1.block.rows.count { !$0.isAbsent } }
        let absent = parts.reduce(0) { $0 + $1.rows.count(where: \.isAbsent) }
        let words = shown == total ? "\(total)" : "\(shown) of \(total)"
        return absent == 0 ? words : "\(words) and \(absent) not returned"
    }
}

extension AreaListing.Part {
    /// `14`, or `8 of 14` under a filter.
    var countText: String { AreaListing.countText([self]) }
}
