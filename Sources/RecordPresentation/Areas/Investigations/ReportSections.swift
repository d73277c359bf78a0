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
        writer.append(
            (report.specimens + report.requests).flatMap { InvestigationPart($0, in: context).sections(depth: 1) })
        writer.append(report.findings.flatMap(sections))
        writer.append(filing())
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
            for reference in resource.value.all(name) { tick(reference, &writer) }
        }
        return writer.fields(FieldSpec("Code", "code")) + writer.fields(FieldSpec("Identifier", "identifier"))
    }

    /// The display beside a reference counts as said where the section it leads to says the same, or the line of what
    /// was not supplied.
    private func tick(_ reference: JSONValue, _ writer: inout DetailWriter) {
        let display = reference["display"]?.recorded ?? ""
        switch context.record.resolve(reference, from: report.report) {
        case .absent, .words: break
        case .resource(let target) where !ActorText(context.record).name(target).contains(display):
            writer.tick(reference["reference"])
        case .resource, .notSupplied:
            writer.tick(reference["reference"])
            writer.tick(reference["display"])
        }
    }

    private func sections(_ finding: TestReport.Finding) -> [DetailSection] {
        let text = ObservationText(finding.observation, in: context)
        let title = finding.isGroup ? "Group: \(text.term)" : text.term
        return FindingFields(finding, in: context).sections(DisplayText.scrub(title))
    }

    private func filing() -> [DetailSection] {
        guard !report.filingComments.isEmpty else { return [] }
        let fields = report.filingComments.flatMap { FindingFields.filing($0, in: context) }
        return [DetailSection("Filing comments on the report", fields: fields)]
            + report.filingComments.flatMap { ObservationRest.ofFilingComment($0, in: context, depth: 1) }
    }

    private func documents() -> [DetailField] {
        context.record.graph.incoming(report.report).compactMap { edge in
            guard context.resource(edge.source).type == .documentReference else { return nil }
            return .scrubbed("Document", ActorText(context.record).name(edge.source), link: edge.source)
        }
    }
}
