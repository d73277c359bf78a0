import FHIR
import GPConnect

/// What a record holds that belongs to no area: lists of a code that the specification does not name, and resources of a
/// type without a layout. They are read as the areas are, with every element as it was sent (docs/spec/hazards.md row 36).
package enum OtherItems {
    package static let title = "Other"

    /// Nil where everything has an area.
    package static func view(in context: RecordContext) -> AreaView? {
        let record = context.record
        let unplaced = UnplacedResources.find(in: record)
        let lists = record.lists.filter { unplaced.contains($0.resource) }
        let isList = Set(lists.map(\.resource))
        let loose = unplaced.filter { !isList.contains($0) }
        guard !unplaced.isEmpty else { return nil }
        let blocks =
            lists.map { list in
                block(list.name, .primary, list.entries.map { row($0, of: list, context) })
            }
            + (loose.isEmpty
                ? []
                : [
                    block(
                        "Unlisted: in no list of this record", .unlisted,
                        loose.map { row($0, reference: context.resource($0).label, list: nil, context) })
                ])
        return AreaView(
            area: nil, state: .returned, head: head(lists), blocks: blocks,
            count: blocks.reduce(0) { $0 + $1.rows.count }, linkedCount: 0, filters: [],
            warnings: lists.flatMap { list in list.warningCodes.map { ListWarningText.line(code: $0, list: list).text }
            })
    }

    private static func head(_ lists: [RecordList]) -> [HeadLine] {
        let warnings = lists.flatMap { list in list.warningCodes.map { ListWarningText.line(code: $0, list: list) } }
        let notes = lists.filter(\.warningCodes.isEmpty).flatMap { list in
            list.notes.map { HeadLine("Note of the list \(list.name): \($0)") }
        }
        return
            (warnings + [HeadLine("No area is known for these: each detail holds all that was sent.", level: .check)]
            + notes).map { HeadLine(DisplayText.scrub($0.text), level: $0.level) }
    }

    private static let columns = [
        Column("item", "Item", .flexible(minimum: 24), isTerm: true), Column("type", "Type", .flexible(minimum: 12)),
    ]

    private static func block(_ title: String, _ kind: Block.Kind, _ rows: [Row]) -> Block {
        Block(title: DisplayText.scrub(title), kind: kind, columns: columns, rows: rows, order: "as sent")
    }

    /// An entry that names nothing this record holds keeps its row and says so (docs/spec/hazards.md row 36).
    private static func row(_ entry: RecordList.Entry, of list: RecordList, _ context: RecordContext) -> Row {
        if let target = entry.target { return row(target, reference: entry.reference, list: list.code, context) }
        let words = entry.display ?? entry.reference.map { "not supplied: \($0)" } ?? "not supplied: the entry is empty"
        return Row(
            reference: entry.reference, list: list.code, resource: nil, cells: [DisplayText.scrub(words), ""],
            marks: [.check("not supplied")])
    }

    private static func row(_ number: Int, reference: String?, list: String?, _ context: RecordContext) -> Row {
        let resource = context.resource(number)
        let name = ActorText(context.record).name(number)
        let marks = CommonMarks.marks(of: number, in: context).map { Mark($0.level, DisplayText.scrub($0.text)) }
        return Row(
            reference: reference, list: list, resource: number,
            cells: [DisplayText.scrub(name), DisplayText.scrub(resource.type.rawValue)],
            lines: facts(number, context), marks: marks)
    }

    /// The texts that most types have; the rest stands in the detail.
    private static let telling: [StaticString] = ["title", "description", "status", "date", "created"]

    private static func facts(_ number: Int, _ context: RecordContext) -> [RowLine] {
        let resource = context.resource(number)
        let texts = telling.compactMap { name in
            resource[name]?.recorded?.nonEmpty.map { RowLine(DisplayText.scrub($0), label: "\(name)") }
        }
        let term = CodeableConcept(resource["code"])?.term.map { [RowLine(DisplayText.scrub($0), label: "code")] }
        return (term ?? []) + texts
    }
}

extension AreaView {
    /// For a record in which everything has an area.
    package static let nothing = AreaView(
        area: nil, state: .notReturned, head: [], blocks: [], count: 0, linkedCount: 0, filters: [], warnings: [])
}
