import FHIR
import GPConnect

/// Specimens and test requests: parts of a report that are shown on their own when no report holds them.
struct InvestigationPart {
    private let number: Int
    private let context: RecordContext
    private let resource: Resource

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
        resource = context.resource(number)
    }

    private struct Layout {
        var kind: String
        var date: ElementPath
        var performer: ElementPath
        var fields: [FieldSpec]
    }

    private static let layouts: [ResourceType: Layout] = [
        .specimen: Layout(
            kind: "Specimen", date: "collection.collected[x]", performer: "collection.collector",
            fields: [
                FieldSpec("Specimen", "type", .term, missing: "Type not recorded"),
                FieldSpec("Accession", "accessionIdentifier"),
                FieldSpec("Collected", "collection.collected[x]"), FieldSpec("Received", "receivedTime"),
                FieldSpec("Fasting", "collection.@FastingStatus"), FieldSpec("Body site", "collection.bodySite"),
                FieldSpec("Collected by", "collection.collector"), FieldSpec("Method", "collection.method"),
                FieldSpec("Quantity", "collection.quantity"), FieldSpec("Status", "status"),
                FieldSpec("Note", "note", .fixedWidth), FieldSpec("Identifier", "identifier"),
            ]),
        .procedureRequest: Layout(
            kind: "Test request", date: "authoredOn", performer: "performer",
            fields: [
                FieldSpec("Requested", "code", .term, missing: "Not recorded"), FieldSpec("Date", "authoredOn"),
                FieldSpec("Requested by", "requester.agent"), FieldSpec("On behalf of", "requester.onBehalfOf"),
                FieldSpec("Requested of", "performer"), FieldSpec("Reason", "reasonCode"),
                FieldSpec("Reason", "reasonReference"), FieldSpec("Wanted", "occurrence[x]"),
                FieldSpec("Body site", "bodySite"), FieldSpec("Note", "note", .fixedWidth),
                FieldSpec("Consultation", "context"), FieldSpec("Identifier", "identifier"),
            ]),
    ]

    private var layout: Layout? { Self.layouts[resource.type] }
    private var name: String { "\(layout?.kind ?? resource.type.rawValue): \(ActorText(context.record).name(number))" }

    /// A row of an area that is about reports: says what it is instead.
    func item() -> ItemText {
        if resource.type == .observation { return observation() }
        let date = layout?.date.values(in: resource.value).first.map { $0["start"] ?? $0 }
        let recorded = RecordedDate(date)
        let actors = ActorText(context.record)
        let performer = layout?.performer.values(in: resource.value).first.flatMap {
            actors.text($0, from: number)?.text
        }
        return ItemText(
            cells: [
                "date": DateFormat.day(recorded), "report": name, "status": "no report",
                "performer": performer ?? "Not recorded",
            ], marks: stateMarks, sortDate: recorded.date?.sortKey, sortText: name)
    }

    private func observation() -> ItemText {
        let text = ObservationText(number, in: context)
        return ItemText(
            cells: [
                "date": DateFormat.day(text.date), "report": text.line, "status": ResultWords.state(resource.value),
                "performer": "",
            ],
            lines: [text.comment.flatMap { Excerpt.line($0, label: "Comment") }].compactMap { $0 },
            marks: [ResultWords.stateMark(resource.value)].compactMap { $0 },
            sortDate: text.date.date?.sortKey, sortText: text.term)
    }

    private var stateMarks: [Mark] {
        switch resource["status"]?.recorded {
        case "entered-in-error": [.alert("ENTERED IN ERROR")]
        case "cancelled": [.alert("CANCELLED")]
        case "unavailable", "unsatisfactory":
            [.check("specimen \(resource["status"]?.recorded ?? "")")]
        default: []
        }
    }

    func detail() -> Detail {
        guard let layout else {
            return resource.type == .observation
                ? ObservationDetail(number, in: context).detail()
                : GenericPresenter(area: .investigations).detail(number, in: context)
        }
        var writer = DetailWriter(number, in: context)
        writer.section(SectionSpec(layout.kind, layout.fields))
        writer.section("Belongs to", reports() + ContextFields.problems(of: number, in: context))
        return Detail(
            title: DisplayText.scrub(name), resource: number,
            marks: stateMarks + CommonMarks.marks(of: number, in: context), sections: writer.finish())
    }

    /// The sections of a report that tell of this part.
    func sections(depth: Int) -> [DetailSection] {
        guard let layout else { return [] }
        var writer = DetailWriter(number, in: context, depth: depth)
        writer.section(DisplayText.scrub(name), layout.fields.flatMap { writer.fields($0) })
        return writer.finish()
    }

    private func reports() -> [DetailField] {
        var seen: Set<Int> = []
        return context.record.graph.incoming(number).map(\.source).compactMap { source in
            guard context.resource(source).type == .diagnosticReport, seen.insert(source).inserted else { return nil }
            return .scrubbed("Report", ReportWords.name(of: source, in: context.record), link: source)
        }
    }
}
