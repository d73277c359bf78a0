import FHIR
import GPConnect

/// Shows any resource by its name and elements: for types that have no layout of their own, such as
/// QuestionnaireResponse (docs/spec/README.md section 5).
package struct GenericPresenter: AreaPresenter {
    private static let columns = [
        Column("item", "Item", .flexible(minimum: 30), isTerm: true),
        Column("type", "Type", .flexible(minimum: 14), priority: 1),
    ]

    private let area: ClinicalArea?

    package init(area: ClinicalArea?) { self.area = area }

    package var groups: [RowGroup] { [RowGroup(area?.title ?? "Items", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }
    package func standingLines(in context: RecordContext) -> [HeadLine] { [] }
    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let name = ActorText(context.record).name(number)
        let term = columns.first(where: \.isTerm)?.name ?? "item"
        // In the columns of another area `type` may be the term itself.
        let cells = [term: name].merging(["type": resource.type.rawValue]) { name, _ in name }
        return ItemText(cells: cells, sortText: name)
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let resource = context.resource(number)
        var writer = DetailWriter(number, in: context)
        let identifiers = writer.fields(FieldSpec("Identifier", "identifier"))
        writer.section("Identity", [.scrubbed("Resource", resource.label)] + identifiers)
        return Detail(
            title: DisplayText.scrub("\(resource.type): \(ActorText(context.record).name(number))"), resource: number,
            marks: CommonMarks.marks(of: number, in: context), sections: writer.finish())
    }
}
