import FHIR
import GPConnect

/// A report in the few words of its row.
enum ReportWords {
    private static let named = 4
    private static let valuesInRow = 6

    /// By its groups and tests, because a report's own code is always the same
    /// (docs/spec/clinical-areas.md section 10).
    static func name(of number: Int, in record: StructuredRecord) -> String {
        name(of: TestReport(report: number, in: record), in: record)
    }

    static func name(of report: TestReport, in record: StructuredRecord) -> String {
        let heads = report.findings.filter { $0.depth == 0 }.map {
            ObservationText.term(of: record.resource($0.observation))
        }
        let names = heads.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else {
            return TermText.term(CodeableConcept(record.resource(report.report)["code"])) ?? "Report without a name"
        }
        let more = names.count > named ? "; + \(names.count - named) more" : ""
        return names.prefix(named).joined(separator: "; ") + more
    }

    /// The first values. One with a comment, its own or that of its group, says so
    /// (docs/spec/hazards.md row 62: a value never stands without a mark when there is a comment).
    static func valueLines(of report: TestReport, in context: RecordContext) -> [RowLine] {
        let commented = CommentedFindings(of: report, in: context)
        var flagged = 0
        let valued = report.findings.indices.compactMap { index -> RowLine? in
            let text = ObservationText(report.findings[index].observation, in: context)
            let value = text.value
            guard !value.isEmpty else { return nil }
            let flag = text.flag
            if !flag.isEmpty { flagged += 1 }
            let line = Excerpt.line(flag.isEmpty ? value.whole : "\(value.whole) \(flag)")
            let mark = commented.contains(index) ? " ! comment" : ""
            return RowLine((line?.text ?? "") + mark, label: text.term, isExcerpt: true)
        }
        let more = valued.count - valuesInRow
        guard more > 0 else { return valued }
        let words = flagged > 0 ? "; \(flagged) of all \(valued.count) flagged" : ""
        return valued.prefix(valuesInRow) + [
            RowLine("+ \(more) more \(more == 1 ? "result" : "results")\(words)", isExcerpt: true)
        ]
    }

    /// How many texts a reader of the values must not miss, at all levels.
    static func comments(of report: TestReport, in context: RecordContext) -> Int {
        let resource = context.resource(report.report)
        let own = resource["conclusion"]?.recorded?.nonEmpty == nil ? 0 : 1
        let findings = report.findings.filter { ObservationText($0.observation, in: context).comment != nil }.count
        let filing = report.allFilingComments.filter { ObservationText($0, in: context).comment != nil }.count
        let specimens = report.specimens.reduce(0) { $0 + context.resource($1).value.all("note").count }
        return own + findings + filing + specimens
    }
}

/// Which findings of a report have a comment: their own, one they were filed with, or one of a group they belong to.
/// A comment on the report or a specimen concerns them all.
struct CommentedFindings {
    private var flags: [Bool]

    init(of report: TestReport, in context: RecordContext) {
        let resource = context.resource(report.report)
        let specimens = report.specimens.contains { !context.resource($0).value.all("note").isEmpty }
        let whole =
            specimens || resource["conclusion"]?.recorded?.nonEmpty != nil
            || report.filingComments.contains { ObservationText($0, in: context).comment != nil }
        var open: [(depth: Int, isCommented: Bool)] = []
        flags = report.findings.map { finding in
            while let last = open.last, last.depth >= finding.depth { open.removeLast() }
            let own =
                ObservationText(finding.observation, in: context).comment != nil
                || finding.filingComments.contains { ObservationText($0, in: context).comment != nil }
            let isCommented = own || open.last?.isCommented ?? whole
            open.append((finding.depth, isCommented))
            return isCommented
        }
    }

    func contains(_ index: Int) -> Bool { flags[index] }
}
