import FHIR
import GPConnect

/// Diary entries: what is planned, never what is done (docs/spec/clinical-areas.md section 12; docs/spec/hazards.md rows
/// 76 to 81).
package struct DiaryPresenter: AreaPresenter {
    private static let columns = [
        Column("planned", "Planned date", .flexible(minimum: 12)),
        Column("entry", "Entry", .flexible(minimum: 26), isTerm: true),
        Column("entered", "Entered", .fixed(12), alignment: .right, priority: 1),
        Column("by", "By", .flexible(minimum: 14), priority: 2),
    ]

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Diary entries", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine("Every entry here is PLANNED: whether it was done is not known, whatever its words say."),
            HeadLine("The practice's tasks and appointments are not included.", level: .note),
            HeadLine("Absence of an entry does not mean that there is no recall.", level: .note),
        ]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let plan = PlannedDate(resource.value)
        let actors = ActorText(context.record)
        let by = resource["requester"]?["agent"].flatMap { actors.text($0, from: number)?.text }
        return ItemText(
            cells: [
                "planned": plan.words, "entry": Self.term(resource),
                "entered": DateFormat.day(entered(number, context)), "by": by ?? "Not recorded",
            ],
            lines: lines(resource), marks: marks(plan, resource, context), sortDate: plan.sortDate,
            sortText: Self.term(resource),
            isCoded: TermText.isCoded(CodeableConcept(resource["code"])))
    }

    /// The word stands before the term so that "Rabies vaccination" cannot be taken for one given.
    private static func term(_ resource: Resource) -> String {
        "PLANNED: " + (TermText.term(CodeableConcept(resource["code"])) ?? "entry without a code or words")
    }

    /// The consultation in which it was entered says it better than the entry's own date.
    private func entered(_ number: Int, _ context: RecordContext) -> RecordedDate {
        let resource = context.resource(number)
        if case .resource(let encounter) = context.record.resolve(resource["context"], from: number) {
            let start = RecordedDate(context.resource(encounter)["period"]?["start"])
            if start.date != nil { return start }
        }
        return RecordedDate(resource["authoredOn"])
    }

    private func lines(_ resource: Resource) -> [RowLine] {
        let reasons = resource.value.all("reasonCode").compactMap { CodeableConcept($0)?.term }
        let reason = reasons.isEmpty ? [] : [RowLine(reasons.joined(separator: "; "), label: "Reason")]
        let notes = resource.value.all("note").compactMap { $0["text"]?.recorded?.nonEmpty }
        return reason + [Excerpt.line(notes.joined(separator: " "))].compactMap { $0 }
    }

    private func marks(_ plan: PlannedDate, _ resource: Resource, _ context: RecordContext) -> [Mark] {
        var marks: [Mark] = [.note("PLANNED – completion not known")]
        if plan.hasPassed(on: context.referenceDay) { marks.append(.note("date passed – may be done or outstanding")) }
        if resource["doNotPerform"]?.bool == true { marks.append(.alert("NOT TO BE DONE")) }
        switch resource["status"]?.recorded {
        case "cancelled": marks.append(.alert("CANCELLED"))
        case "entered-in-error": marks.append(.alert("ENTERED IN ERROR"))
        default: break
        }
        return marks
    }

    private static let entry: [FieldSpec] = [
        FieldSpec("Reason", "reasonCode"), FieldSpec("Reason", "reasonReference"), FieldSpec("Note", "note"),
        FieldSpec("Body site", "bodySite"),
    ]

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let resource = context.resource(number)
        var writer = DetailWriter(number, in: context)
        _ = writer.fields(FieldSpec("Planned action", "code"))
        let plan = PlannedDate(resource.value)
        if plan.isWorded { writer.tick(plan.value) }
        let head: [DetailField] = [
            .scrubbed("Planned action", Self.term(resource), style: .term),
            .scrubbed("Planned date", plan.words),
            DetailField("Completion", "PLANNED – completion not known"),
        ]
        writer.section("Planned", head + Self.entry.flatMap { writer.fields($0) })
        writer.section(
            SectionSpec(
                "Entered",
                [
                    FieldSpec("Entered", "authoredOn", missing: "Not recorded"),
                    FieldSpec("By", "requester.agent", missing: "Not recorded"),
                    FieldSpec("On behalf of", "requester.onBehalfOf"), FieldSpec("For", "performer"),
                ]))
        writer.section(
            "Belongs to", ContextFields.consultation(&writer) + ContextFields.problems(of: number, in: context))
        writer.section(SectionSpec("Identity", [FieldSpec("Identifier", "identifier")]))
        return Detail(
            title: DisplayText.scrub(Self.term(resource)), resource: number,
            marks: marks(plan, resource, context) + CommonMarks.marks(of: number, in: context),
            sections: writer.finish())
    }
}

/// When an entry is planned for: one date or a period; which end of it matters nobody can tell
/// (docs/spec/hazards.md row 77).
struct PlannedDate {
    let value: JSONValue?
    private let date: RecordedDate
    private let period: Period?

    init(_ entry: JSONValue) {
        let occurrence = entry.choice("occurrence")
        value = occurrence?.value
        period = occurrence?.type == "Period" ? Period(occurrence?.value) : nil
        date = period == nil ? RecordedDate(occurrence?.value) : .absent
    }

    /// False for a shape that these words leave out, such as a Timing.
    var isWorded: Bool { period != nil || date != .absent }

    var words: String {
        if let period { return DateFormat.period(period) }
        return value != nil && date == .absent ? "see the detail" : DateFormat.dayAndTime(date)
    }

    var sortDate: FHIRDateSortKey? {
        guard let period else { return date.date?.sortKey }
        return (period.start.date ?? period.end.date)?.sortKey
    }

    /// Whether the whole of the date lies before the day; an open period never does.
    func hasPassed(on day: CivilDate) -> Bool {
        let last = period.map(\.end) ?? date
        return last.date.map { $0.lastDay < day } ?? false
    }
}
