import FHIR
import GPConnect

/// Consultations: what happened when, with whom and where, and what was written in which order
/// (docs/spec/clinical-areas.md section 6; docs/spec/hazards.md rows 28 and 33).
package struct ConsultationsPresenter: AreaPresenter {
    private static let columns = [
        Column("date", "Date", .fixed(18), alignment: .right),
        Column("type", "Type", .flexible(minimum: 18), isTerm: true),
        Column("practitioner", "Practitioner", .flexible(minimum: 16), priority: 1),
        Column("place", "Place", .flexible(minimum: 14), priority: 2),
    ]

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Consultations", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [HeadLine("These consultations are part of the record only.")]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let encounter = EncounterText(number, in: context)
        let tree = ConsultationTree(encounter: number, in: context.record)
        return ItemText(
            cells: [
                "date": DateFormat.dayAndTime(encounter.start), "type": encounter.type,
                "practitioner": encounter.practitioner, "place": encounter.place,
            ],
            lines: ConsultationOutline(tree, in: context).lines(),
            marks: encounter.marks + contentMarks(number, tree, context),
            sortDate: encounter.start.date?.sortKey, sortText: encounter.type)
    }

    /// A consultation that only a problem brought comes without its content (docs/spec/clinical-areas.md section 2).
    private func contentMarks(_ number: Int, _ tree: ConsultationTree, _ context: RecordContext) -> [Mark] {
        let codes = context.record.lists(naming: number).compactMap(\.listCode)
        if !codes.contains(.consultations), codes.contains(where: { $0.layer == .problems }) {
            return [.note("came through a problem only\(tree.parts.isEmpty ? ": its content was not sent" : "")")]
        }
        return tree.parts.isEmpty ? [.check("no content was sent with this consultation")] : []
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let encounter = EncounterText(number, in: context)
        let tree = ConsultationTree(encounter: number, in: context.record)
        var writer = DetailWriter(number, in: context)
        writer.section("Consultation", about(&writer, tree, context))
        writer.section("People", people(&writer, context))
        writer.section(
            SectionSpec(
                "Place",
                [
                    FieldSpec("Place", "location.location", missing: "Not recorded"),
                    FieldSpec("Organisation", "serviceProvider", missing: "Not recorded"),
                ]))
        writer.append(ConsultationSections.sections(of: tree, in: context))
        if tree.parts.isEmpty { writer.section("Items that name this consultation", items(of: number, context)) }
        writer.section(SectionSpec("Identity", [FieldSpec("Identifier", "identifier")]))
        return Detail(
            title: DisplayText.scrub("\(encounter.type), \(DateFormat.dayAndTime(encounter.start))"), resource: number,
            marks: encounter.marks + contentMarks(number, tree, context) + CommonMarks.marks(of: number, in: context),
            sections: writer.finish())
    }

    private static let about: [FieldSpec] = [
        FieldSpec("Type", "type", .term, missing: "Not recorded"),
        FieldSpec("Start", "period.start", missing: "Not recorded"),
        FieldSpec("End", "period.end", missing: "Not recorded"),
        FieldSpec("Length", "length"),
        FieldSpec("Status", "status", .words(["finished": "Finished", "unknown": "DRAFT, not finished"])),
        FieldSpec("Reason", "reason"), FieldSpec("Indication", "diagnosis.condition"), FieldSpec("Class", "class"),
    ]

    private func about(
        _ writer: inout DetailWriter, _ tree: ConsultationTree, _ context: RecordContext
    ) -> [DetailField] {
        var fields: [DetailField] = []
        for spec in Self.about { fields += writer.fields(spec) }
        for list in tree.lists(.consultation) {
            let recorded = RecordedDate(context.resource(list)["date"])
            fields.append(.scrubbed("Recorded", DateFormat.dayAndTime(recorded), link: list))
        }
        return fields + ContextFields.problems(of: writer.number, in: context)
    }

    private func people(_ writer: inout DetailWriter, _ context: RecordContext) -> [DetailField] {
        context.resource(writer.number).value.all("participant").flatMap { participant in
            let roles = EncounterText.roles(of: participant)
            _ = writer.fields(FieldSpec("Role", "type"), in: participant)
            let label = DisplayText.scrub(roles.isEmpty ? "Role not stated" : roles.joined(separator: ", "))
            return writer.fields(FieldSpec(label, "individual", missing: "Not recorded"), in: participant)
        }
    }

    /// Without a tree: what says of itself that it belongs here.
    private func items(of number: Int, _ context: RecordContext) -> [DetailField] {
        var seen: Set<Int> = []
        let sources = context.record.graph.incoming(number).map(\.source).filter {
            let type = context.resource($0).type
            return type != .list && type != .condition && seen.insert($0).inserted
        }
        guard !sources.isEmpty else { return [DetailField("", "None in this record")] }
        return sources.flatMap { EntryWords($0, in: context).fields() }
    }
}
