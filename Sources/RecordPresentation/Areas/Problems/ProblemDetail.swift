import FHIR
import GPConnect

/// Everything of one problem: its own fields, the item it was made from, related problems, and what is recorded under it
/// by area (docs/spec/clinical-areas.md section 7).
struct ProblemDetail {
    private let number: Int
    private let context: RecordContext
    private let links: ProblemLinks
    private var record: StructuredRecord { context.record }

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
        links = ProblemLinks(of: number, in: context.record)
    }

    func detail() -> Detail {
        var writer = DetailWriter(number, in: context)
        writer.section(ProblemFields.problem)
        writer.section(ProblemFields.notes)
        writer.section("Actual problem", links.actualProblem.compactMap { field("Made from", $0, &writer) })
        writer.section("Related problems", links.related.compactMap { related($0, &writer) })
        writeContent(&writer)
        let isCoded = TermText.isCoded(concept) || DegradedCode(in: concept) != nil
        return Detail(
            title: DisplayText.scrub(TermText.term(concept) ?? "Problem not recorded"), resource: number,
            marks: (isCoded ? [] : [.note("not coded")])
                + CommonMarks.marks(of: number, in: context).map { Mark($0.level, DisplayText.scrub($0.text)) },
            sections: writer.finish())
    }

    private var concept: CodeableConcept? { CodeableConcept(record.resource(number)["code"]) }

    private func field(_ label: String, _ reference: JSONValue, _ writer: inout DetailWriter) -> DetailField? {
        guard let field = writer.field(FieldSpec(label, "extension"), reference) else { return nil }
        let date = target(reference).flatMap { ItemDate.text(of: record.resource($0)) }
        return DetailField(
            field.label, date.map { "\(field.text) - \(DisplayText.scrub($0))" } ?? field.text, style: field.style,
            link: field.link)
    }

    /// Says what the target is to this problem.
    private func related(_ related: ProblemLinks.Related, _ writer: inout DetailWriter) -> DetailField? {
        writer.tick(related.value.all("extension").first { $0["url"]?.isText("type") == true }?.extensionValue)
        return field(ProblemPresenter.relation(related.kind), related.reference, &writer)
    }

    private func target(_ reference: JSONValue) -> Int? {
        if case .resource(let target) = record.resolve(reference, from: number) { target } else { nil }
    }

    private static let otherTitle = "Other linked items"

    /// One section for each area, in the order of the menu; items that did not come, or came as words only, last.
    private func writeContent(_ writer: inout DetailWriter) {
        let titles = ClinicalArea.allCases.map(\.title) + [Self.otherTitle]
        let byTitle = Dictionary(grouping: links.content, by: title)
        for title in titles {
            let references = byTitle[title] ?? []
            writer.section("Linked: \(title)", references.compactMap { field(label(of: $0), $0, &writer) })
        }
    }

    private func title(of reference: JSONValue) -> String {
        let type = target(reference).map { record.resource($0) }.flatMap(ClinicalArea.home)
        return type?.title ?? Self.otherTitle
    }

    private static let labels: [ResourceType: String] = [
        .medicationRequest: "Medication", .allergyIntolerance: "Allergy", .encounter: "Consultation",
        .immunization: "Immunisation", .observation: "Entry", .diagnosticReport: "Report",
        .referralRequest: "Referral", .documentReference: "Document", .procedureRequest: "Diary entry",
        .condition: "Problem", .list: "Consultation heading", .medicationStatement: "Medication",
    ]

    private func label(of reference: JSONValue) -> String {
        guard let target = target(reference) else { return "Item" }
        let resource = record.resource(target)
        if resource.type == .medicationRequest {
            return MedicationCourse.isIssue(target, record) ? "Medication issue" : "Medication plan"
        }
        return Self.labels[resource.type] ?? resource.type.rawValue
    }
}

/// The day an item of any area is known by, for lists of links.
enum ItemDate {
    private static let paths: [ResourceType: ElementPath] = [
        .medicationRequest: "dispenseRequest.validityPeriod.start", .medicationStatement: "effectivePeriod.start",
        .allergyIntolerance: "assertedDate", .immunization: "date", .diagnosticReport: "issued",
        .referralRequest: "authoredOn", .documentReference: "created", .condition: "onsetDateTime",
    ]

    /// Nil where the name of the item holds its date already, or has none. A diary entry's day is a planned one.
    static func text(of resource: Resource) -> String? {
        if resource.type == .observation { return effective(resource) }
        if resource.type == .procedureRequest { return planned(resource) }
        guard let value = paths[resource.type]?.values(in: resource.value).first else { return nil }
        return DateFormat.day(RecordedDate(value))
    }

    private static func effective(_ resource: Resource) -> String? {
        guard let effective = resource.value.choice("effective") else { return nil }
        return DateFormat.day(RecordedDate(effective.type == "Period" ? effective.value["start"] : effective.value))
    }

    private static func planned(_ resource: Resource) -> String? {
        guard let planned = resource.value.choice("occurrence") else { return nil }
        if let period = Period(planned.value) { return "planned date \(DateFormat.period(period))" }
        return "planned date \(DateFormat.day(RecordedDate(planned.value)))"
    }
}
