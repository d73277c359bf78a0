import FHIR
import GPConnect

/// A report from top to bottom with every comment at its level: report, specimens, requests, groups, results, filing
/// (docs/spec/hazards.md row 62). Text that came by EDIFACT stands line by line (row 23).
struct ReportSections {
    private let report: TestReport
    private let context: RecordContext

    init(_ report: TestReport, in context: RecordContext) {
        self.report = report
        self.context = context
    }

    private static let head: [FieldSpec] = [
        FieldSpec("Issued", "issued", missing: "Not recorded"), FieldSpec("Taken or valid", "effective[x]"),
        FieldSpec("Category", "category"), FieldSpec("Conclusion", "conclusion", .fixedWidth),
        FieldSpec("Diagnosis", "codedDiagnosis", .term),
        FieldSpec("Performer", "performer.actor", missing: "Not recorded"),
        FieldSpec("Performer's role", "performer.role"), FieldSpec("Image", "image.link"),
        FieldSpec("Report file", "presentedForm.title"),
    ]

    func sections() -> [DetailSection] {
        var writer = DetailWriter(report.report, in: context)
        writer.section("Report", head(&writer))
        writer.append(report.specimens.compactMap { InvestigationPart($0, in: context).section(depth: 1) })
        writer.append(report.requests.compactMap { InvestigationPart($0, in: context).section(depth: 1) })
        writer.append(report.findings.map(section))
        writer.append(filing().map { [$0] } ?? [])
        let missing = report.notSupplied.map {
            DetailField.scrubbed("Part of the report", "not supplied: \($0)", style: .mark(.check))
        }
        writer.section("Not supplied", missing)
        writer.section(
            "Belongs to",
            ContextFields.consultation(&writer) + ContextFields.problems(of: report.report, in: context)
                + documents())
        writer.section("Identity", identity(&writer))
        return writer.finish()
    }

    private func head(_ writer: inout DetailWriter) -> [DetailField] {
        let resource = context.resource(report.report)
        writer.tick(resource["status"])
        let title = DetailField.scrubbed("Report", ReportWords.name(of: report, in: context.record), style: .term)
        let state = DetailField.scrubbed("Status", ResultWords.state(resource.value))
        return [title, state] + Self.head.flatMap { writer.fields($0) }
    }

    /// What the sections above show is not listed once more as bare references.
    private func identity(_ writer: inout DetailWriter) -> [DetailField] {
        let resource = context.resource(report.report)
        for name in ["result", "specimen", "basedOn"] as [StaticString] {
            for reference in resource.value.all(name) where reference["reference"] != nil { writer.tick(reference) }
        }
        return writer.fields(FieldSpec("Code", "code")) + writer.fields(FieldSpec("Identifier", "identifier"))
    }

    private func section(_ finding: TestReport.Finding) -> DetailSection {
        let text = ObservationText(finding.observation, in: context)
        let title = finding.isGroup ? "Group: \(text.term)" : text.term
        return DetailSection(
            DisplayText.scrub(title), depth: finding.depth, resource: finding.observation,
            fields: FindingFields(finding, in: context).fields())
    }

    private func filing() -> DetailSection? {
        guard !report.filingComments.isEmpty else { return nil }
        let fields = report.filingComments.flatMap { FindingFields.filing($0, in: context) }
        return DetailSection("Filing comments on the report", fields: fields)
    }

    private func documents() -> [DetailField] {
        context.record.graph.incoming(report.report).compactMap { edge in
            guard context.resource(edge.source).type == .documentReference else { return nil }
            return .scrubbed("Document", ActorText(context.record).name(edge.source), link: edge.source)
        }
    }
}

/// The fields of one group or result inside its report.
struct FindingFields {
    private let finding: TestReport.Finding
    private let context: RecordContext
    private let text: ObservationText

    init(_ finding: TestReport.Finding, in context: RecordContext) {
        self.finding = finding
        self.context = context
        text = ObservationText(finding.observation, in: context)
    }

    func fields() -> [DetailField] {
        let resource = context.resource(finding.observation)
        var writer = DetailWriter(finding.observation, in: context)
        var fields = result()
        fields += text.components.map { .scrubbed($0.label, $0.text) }
        let flag = text.flag
        if !flag.isEmpty { fields.append(.scrubbed("Interpretation", flag)) }
        fields.append(.scrubbed("Status", ResultWords.state(resource.value)))
        let specs: [FieldSpec] = [
            FieldSpec("Comment", "comment", .fixedWidth), FieldSpec("Date", "effective[x]"),
            FieldSpec("Issued", "issued"), FieldSpec("Performer", "performer"), FieldSpec("Method", "method"),
            FieldSpec("Body site", "bodySite"), FieldSpec("Specimen", "specimen"),
        ]
        fields += specs.flatMap { writer.fields($0) }
        return fields + finding.filingComments.flatMap { Self.filing($0, in: context) }
    }

    /// Comparator, value, unit and range; a group need not have a value.
    private func result() -> [DetailField] {
        let value = text.value
        if value.isEmpty, finding.isGroup { return [] }
        let words = value.isEmpty ? "Not recorded" : value.whole
        let style: DetailField.Style = value.isQuantity ? .term : .fixedWidth
        let range = text.range(unit: value.unit)
        var fields = [DetailField.scrubbed("Result", words, style: style, link: finding.observation)]
        if let spoken = ComparatorWords.text(context.resource(finding.observation)["valueQuantity"]) {
            fields.append(.scrubbed("In words", spoken))
        }
        if !range.isEmpty || value.isQuantity {
            fields.append(.scrubbed("Reference range", range.isEmpty ? "Not recorded" : range))
        }
        return fields
    }

    /// A filing comment with its date and author; more than the text may be all it has.
    static func filing(_ number: Int, in context: RecordContext) -> [DetailField] {
        let text = ObservationText(number, in: context)
        let actors = ActorText(context.record)
        let by = context.resource(number).value.all("performer").compactMap { actors.text($0, from: number)?.text }
        let when = DateFormat.dayAndTime(text.date, missing: "date not recorded")
        let head = "Filed \(when)" + (by.isEmpty ? "" : ", \(by.joined(separator: "; "))")
        let value = text.value
        let parts = [value.isEmpty ? nil : value.whole, text.comment].compactMap { $0 }
        let words = parts.isEmpty ? "no text" : parts.joined(separator: "\n")
        return [.scrubbed(head, words, style: .fixedWidth, link: number)]
    }
}

/// A comparator spelled out, as details do (docs/spec/display.md section 7).
enum ComparatorWords {
    /// `greater than 6.0 mmol/L`; nil for a value without one.
    static func text(_ quantity: JSONValue?) -> String? {
        guard let quantity, let comparator = quantity["comparator"]?.recorded, let value = quantity["value"]?.recorded
        else { return nil }
        let unit = QuantityFormat.unit(of: quantity)
        return [QuantityFormat.words(comparator: comparator), value, unit].compactMap { $0 }.joined(separator: " ")
    }
}
