import FHIR
import GPConnect

/// Uncategorised data: coded entries with values, blood pressures, inbound referrals, narrative of consultations
/// (docs/spec/clinical-areas.md section 9; docs/spec/hazards.md rows 17 and 18).
package struct UncategorisedPresenter: AreaPresenter {
    private static let columns = [
        Column.date("date", "Date"),
        Column("entry", "Entry", .flexible(minimum: 24), isTerm: true),
        Column("value", "Value", .flexible(minimum: 10), alignment: .decimal),
        Column("unit", "Unit", .flexible(minimum: 6)),
        Column("range", "Range", .flexible(minimum: 12), priority: 2),
        Column("flag", "Flag", .flexible(minimum: 8), priority: 1),
    ]
    /// A text longer than this stands in a line of its own.
    private static let longestCell = 40

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Uncategorised data", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine(
                "Anything that fits no other area stands here as the practice filed it, significant entries too."),
            HeadLine("Free text of consultations is not in this list; it is in the consultations.", level: .note),
        ]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        guard context.resource(number).type == .observation else { return other(number, columns, in: context) }
        let text = ObservationText(number, in: context)
        let term = text.term
        let value = text.value
        let date = text.date
        let links = context.record.observationLinks(of: number)
        let isLong = value.text.count > Self.longestCell || value.text.contains(where: \.isNewline)
        var range = text.range(unit: value.unit)
        if range.isEmpty, context.resource(number)["valueQuantity"] != nil { range = "Not recorded" }
        return ItemText(
            cells: [
                "date": DateFormat.day(date), "entry": term, "value": isLong ? "see below" : value.text,
                "unit": value.unit, "range": range, "flag": text.flag,
            ],
            lines: (isLong ? [RowLine(value.text, label: "Value")] : []) + lines(text, links, context),
            marks: [ResultWords.stateMark(context.resource(number).value)].compactMap { $0 },
            sortDate: date.date?.sortKey, sortText: term,
            isCoded: TermText.isCoded(CodeableConcept(context.resource(number)["code"])),
            wholes: links.filter { $0.relation == .whole }.map(\.observation))
    }

    /// Components and hierarchy, qualifiers, and the start of the comment, which gives a reading its meaning.
    private func lines(
        _ text: ObservationText, _ links: [StructuredRecord.ObservationLink], _ context: RecordContext
    ) -> [RowLine] {
        let resource = context.resource(text.number)
        var lines = text.components.map { RowLine($0.text, label: $0.label) }
        if let period = text.period { lines.append(RowLine(DateFormat.period(period))) }
        for (name, label) in [("bodySite", "Body site"), ("method", "Method")] as [(StaticString, String)] {
            if let words = CodeableConcept(resource[name])?.term { lines.append(RowLine(words, label: label)) }
        }
        lines += HierarchyWords.lines(links, in: context)
        if let comment = text.comment, let line = Excerpt.line(comment) { lines.append(line) }
        return lines
    }

    /// What a list of this area names though it is no Observation: shown by its name.
    private func other(_ number: Int, _ columns: [Column], in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let date = RecordedDate(resource["authored"] ?? resource["authoredOn"] ?? resource["date"])
        let name = ActorText(context.record).name(number)
        return ItemText(
            cells: ["date": DateFormat.day(date), "entry": "\(resource.type): \(name)"],
            marks: [.note("no layout of its own: see the detail")], sortDate: date.date?.sortKey, sortText: name)
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        guard context.resource(number).type == .observation else {
            return GenericPresenter(area: .uncategorised).detail(number, in: context)
        }
        return ObservationDetail(number, in: context).detail()
    }
}
