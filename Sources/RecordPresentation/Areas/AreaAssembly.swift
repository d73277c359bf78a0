import FHIR
import GPConnect

/// Makes the view of an area from its lists: primary rows in the area's groups, one block for each secondary list, and
/// a block for what no list names (docs/spec/hazards.md row 99).
package struct AreaAssembly: Sendable {
    private let context: RecordContext
    private let summary: AreaSummary
    private let presenter: any AreaPresenter
    private var record: StructuredRecord { context.record }

    package static func view(
        of area: ClinicalArea, by presenter: any AreaPresenter, in context: RecordContext
    ) -> AreaView {
        AreaAssembly(context: context, summary: context.record.area(area), presenter: presenter).view()
    }

    private func view() -> AreaView {
        let primary = primaryBlocks()
        let linked = summary.secondaryLists.map { linkedBlock(record.lists[$0]) }
        let unlisted = unlistedBlocks()
        let tally = AreaTally(context: context, summary: summary, presenter: presenter)
        let head = AreaHead(context: context, summary: summary, presenter: presenter)
        return AreaView(
            area: summary.area, state: summary.state, head: head.lines(),
            blocks: marked(primary + linked + unlisted), count: tally.count, linkedCount: tally.linkedCount,
            filters: context.origin.scope?.filters[summary.area] ?? [],
            warnings: head.receivedWarnings())
    }

    /// A block before entries that look alike are told apart.
    private struct BlockDraft {
        var rows: [RowDraft]
        var finish: ([Row]) -> Block
    }

    /// What reads alike or shares an identifier is marked when all rows are known.
    private func marked(_ drafts: [BlockDraft]) -> [Block] {
        let twins = TwinMarks(of: drafts.flatMap { $0.rows.compactMap(\.row.resource) }, in: record)
        return drafts.map { draft in
            let alike = Dictionary(grouping: draft.rows) { $0.similarity }.mapValues {
                Set($0.compactMap(\.row.resource)).count
            }
            return draft.finish(
                draft.rows.map {
                    $0.row.adding(marks: twins.marks(of: $0.row.resource, similar: alike[$0.similarity] ?? 1))
                })
        }
    }

    private func primaryBlocks() -> [BlockDraft] {
        var rows = presenter.groups.map { _ in [RowDraft]() }
        for number in summary.primaryLists {
            let list = record.lists[number]
            guard let code = list.listCode else { continue }
            for entry in list.entries {
                let index = AreaTally.group(of: entry, list: code, presenter, context)
                rows[index].append(draft(entry, code.code, presenter.groups[index].columns))
            }
        }
        return zip(presenter.groups, rows).compactMap { group, drafts in
            guard !drafts.isEmpty || (group.showsWhenEmpty && !summary.primaryLists.isEmpty) else { return nil }
            return BlockDraft(rows: sorted(drafts, group.order)) { rows in
                Block(
                    title: group.title, kind: .primary, columns: group.columns, rows: rows,
                    order: Self.words(group.order), emptyText: group.emptyText)
            }
        }
    }

    private func linkedBlock(_ list: RecordList) -> BlockDraft {
        let reason = LinkedReason(record: record)
        let drafts = list.entries.map { entry in
            var draft = draft(entry, list.code, presenter.linkedColumns)
            if let target = entry.target, let mark = reason.mark(of: target, in: list.listCode?.layer ?? .primary) {
                draft.row = draft.row.adding(marks: [Mark(mark.level, DisplayText.scrub(mark.text))])
            }
            return draft
        }
        return BlockDraft(rows: sorted(drafts, .newestFirst)) { rows in
            Block(
                title: DisplayText.scrub(list.name), kind: .linked, columns: presenter.linkedColumns, rows: rows)
        }
    }

    private func unlistedBlocks() -> [BlockDraft] {
        guard !summary.unlisted.isEmpty else { return [] }
        let drafts = SideBySide.map(summary.unlisted) { number in
            draft(number, reference: context.resource(number).label, list: nil, presenter.linkedColumns)
        }
        return [
            BlockDraft(rows: sorted(drafts, .newestFirst)) { rows in
                Block(
                    title: "Unlisted: in no list of this record", kind: .unlisted, columns: presenter.linkedColumns,
                    rows: rows)
            }
        ]
    }

    private struct RowDraft: Sendable {
        var row: Row
        var sortText: String
        /// Rows of one block with the same key are similar entries.
        var similarity: String
        var arrangement = RowArrangement.Item()
    }

    private func draft(_ entry: RecordList.Entry, _ list: String?, _ columns: [Column]) -> RowDraft {
        if let target = entry.target {
            var draft = draft(target, reference: entry.reference, list: list, columns)
            draft.row = draft.row.adding(marks: Self.marks(of: entry))
            return draft
        }
        return RowDraft(
            row: missingRow(entry, list, columns), sortText: "", similarity: "not supplied \(entry.value.index)")
    }

    /// What the list says of its entry, not the item of itself.
    private static func marks(of entry: RecordList.Entry) -> [Mark] {
        let flag = CodeableConcept(entry.value["flag"])?.term.map { Mark.check("list entry: \(DisplayText.scrub($0))") }
        let isDeleted = entry.value["deleted"]?.bool == true
        return (isDeleted ? [.alert("DELETED FROM THE LIST")] : []) + [flag].compactMap { $0 }
    }

    private func draft(_ number: Int, reference: String?, list: String?, _ columns: [Column]) -> RowDraft {
        let item = item(number, columns)
        let row = Row(
            reference: reference, list: list, resource: number,
            cells: columns.map { DisplayText.scrub(item.cells[$0.name] ?? "") },
            lines: item.lines.map {
                RowLine(
                    DisplayText.scrub($0.text), label: $0.label.map { DisplayText.scrub($0) }, isExcerpt: $0.isExcerpt)
            },
            marks: (item.marks + CommonMarks.marks(of: number, in: context)).map {
                Mark($0.level, DisplayText.scrub($0.text))
            }, sortDate: item.sortDate, isCoded: item.isCoded)
        return RowDraft(
            row: row, sortText: item.sortText, similarity: (item.similarity ?? Self.allText(of: row)).lowercased(),
            arrangement: RowArrangement.Item(
                resource: number, wholes: item.wholes, gathering: item.gathering, day: item.sortDate?.day))
    }

    /// What is of another kind than the list's items must not be read in their columns: it goes by its type and name.
    private func item(_ number: Int, _ columns: [Column]) -> ItemText {
        let type = context.resource(number).type
        if summary.area.showsItems(of: type) { return presenter.item(number, columns: columns, in: context) }
        var item = GenericPresenter(area: summary.area).item(number, columns: columns, in: context)
        item.cells = item.cells.mapValues { $0 == type.rawValue ? $0 : "\(type): \($0)" }
        item.marks.append(.check("another kind of item (\(type)): see the detail"))
        return item
    }

    private static func allText(of row: Row) -> String {
        var all = ""
        all.reserveCapacity(128)
        for text in row.cells { add(text) }
        for line in row.lines { add(line.text) }
        return all

        func add(_ text: String) {
            all += text
            all += "\u{1F}"
        }
    }

    /// An entry that names nothing this record holds keeps its row and says so (docs/spec/hazards.md row 36).
    private func missingRow(_ entry: RecordList.Entry, _ list: String?, _ columns: [Column]) -> Row {
        let words = entry.display ?? entry.reference.map { "not supplied: \($0)" } ?? "not supplied: the entry is empty"
        let term = columns.firstIndex(where: \.isTerm) ?? 0
        let mark: [Mark] =
            entry.display != nil && entry.reference != nil
            ? [.check("not supplied: \(DisplayText.scrub(entry.reference ?? ""))")] : []
        return Row(
            reference: entry.reference, list: list, resource: nil,
            cells: columns.indices.map { $0 == term ? DisplayText.scrub(words) : "" },
            marks: mark + Self.marks(of: entry))
    }

    private func sorted(_ drafts: [RowDraft], _ order: RowGroup.Order) -> [RowDraft] {
        let numbered = drafts.enumerated()
        switch order {
        case .asSent: return drafts
        case .alphabetical:
            return numbered.sorted {
                let (left, right) = ($0.element.sortText.lowercased(), $1.element.sortText.lowercased())
                return left == right ? $0.offset < $1.offset : left < right
            }.map(\.element)
        case .newestFirst:
            let newestFirst = numbered.sorted { left, right in
                switch (left.element.row.sortDate, right.element.row.sortDate) {
                case (let first?, let second?) where first != second: return first.isAbove(second)
                case (.some, nil): return true
                case (nil, .some): return false
                default: return left.offset < right.offset
                }
            }.map(\.element)
            return RowArrangement.order(of: newestFirst.map(\.arrangement)).map { newestFirst[$0] }
        }
    }

    private static func words(_ order: RowGroup.Order) -> String {
        switch order {
        case .newestFirst: "newest on top"
        case .alphabetical: "A - Z"
        case .asSent: "as sent"
        }
    }
}

extension ClinicalArea {
    /// Types that stand in an area's lists though another area is their home.
    private static let guests: [ClinicalArea: Set<ResourceType>] = [
        .immunisations: [.observation], .investigations: [.observation, .procedureRequest],
    ]

    /// Uncategorised data take in what has no list of its own (docs/spec/clinical-areas.md section 1.2).
    fileprivate func showsItems(of type: ResourceType) -> Bool {
        self == .uncategorised || types.contains(type) || Self.guests[self]?.contains(type) == true
    }
}

extension AreaSummary {
    /// Primary lists, then secondary ones; numbers into `StructuredRecord.lists`.
    package var lists: [Int] { primaryLists + secondaryLists }
}

extension Row {
    /// False for an entry that refers to nothing this record holds.
    package var isSupplied: Bool { resource != nil }
}
