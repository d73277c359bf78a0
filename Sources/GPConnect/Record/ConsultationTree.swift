import FHIR

/// One consultation in reading order: its lists (consultation, topics, headings) and their entries, exactly as they stand
/// in the record (docs/spec/clinical-areas.md section 6; docs/spec/hazards.md row 28).
///
/// The tree is kept flat, each part with its depth, so that no record can nest deeper than a reader can go. A list that was
/// met already, in a ring for instance, is named and not entered again.
package struct ConsultationTree: Sendable {
    package enum Content: Hashable, Sendable {
        /// A list that begins here. Lists of other kinds that stand in a consultation have no level.
        case list(Int, StructureLevel?)
        /// A list that an earlier part has shown.
        case repeatedList(Int)
        case item(Int)
        /// An entry with `display` only: what the provider does not send (docs/spec/warnings.md section 3).
        case words(String)
        case notSupplied(reference: String, display: String?)
        case emptyEntry
    }

    package struct Part: Sendable {
        package let content: Content
        /// 0 for the consultation's own list.
        package let depth: Int
        /// The list that has this part as an entry; nil for a list that none has.
        package let owner: Int?
        package let entry: JSONValue?
    }

    package let encounter: Int
    package let parts: [Part]

    package init(encounter: Int, in record: StructuredRecord) {
        self.encounter = encounter
        var walk = Walk(record: record)
        for list in Self.roots(of: encounter, in: record) { walk.enter(list) }
        parts = walk.parts
    }

    /// The numbers of the items in reading order, duplicates too.
    package var items: [Int] {
        parts.compactMap { if case .item(let number) = $0.content { number } else { nil } }
    }

    /// The numbers of the lists in reading order.
    package func lists(_ level: StructureLevel) -> [Int] {
        parts.compactMap { part in
            if case .list(let number, level) = part.content { number } else { nil }
        }
    }

    /// The consultation's lists first; topics, headings and Lists of other codes that none of them
    /// reaches stand behind them, not lost.
    private static func roots(of encounter: Int, in record: StructuredRecord) -> [RecordList] {
        let own = record.graph.incoming(encounter).compactMap { edge -> RecordList? in
            guard let list = record.list(atResource: edge.source),
                list.value["encounter"]?["reference"]?.index == edge.node
            else { return nil }
            return list
        }
        return StructureLevel.allCases.flatMap { level in own.filter { $0.kind == .structure(level) } }
            + own.filter { $0.listCode == nil && $0.level == nil }
    }
}

extension ConsultationTree {
    private struct Walk {
        let record: StructuredRecord
        var parts: [Part] = []
        var visited: Set<Int> = []

        mutating func enter(_ root: RecordList) {
            guard !visited.contains(root.resource) else { return }
            var pending = [
                (content: Content.list(root.resource, root.level), depth: 0, owner: Int?.none, entry: JSONValue?.none)
            ]
            while let next = pending.popLast() {
                let (content, isNew) = noting(next.content)
                parts.append(Part(content: content, depth: next.depth, owner: next.owner, entry: next.entry))
                guard isNew, case .list(let number, _) = content, let list = record.list(atResource: number) else {
                    continue
                }
                for entry in list.entries.reversed() {
                    pending.append((self.content(of: entry), next.depth + 1, number, entry.value))
                }
            }
        }

        private mutating func noting(_ content: Content) -> (Content, Bool) {
            guard case .list(let number, _) = content else { return (content, false) }
            return visited.insert(number).inserted ? (content, true) : (.repeatedList(number), false)
        }

        private func content(of entry: RecordList.Entry) -> Content {
            if let target = entry.target {
                guard record.resource(target).type == .list else { return .item(target) }
                return .list(target, record.list(atResource: target)?.level)
            }
            if let reference = entry.reference { return .notSupplied(reference: reference, display: entry.display) }
            return entry.display.map(Content.words) ?? .emptyEntry
        }
    }
}

extension RecordList {
    /// The level of a list that gives a consultation its shape; nil for all others.
    package var level: StructureLevel? {
        if case .structure(let level) = kind { level } else { nil }
    }
}
