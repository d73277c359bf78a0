import FHIR
import GPConnect

/// How a report is named: by its groups and tests, because its own code is always the same
/// (docs/spec/clinical-areas.md section 10).
enum ReportWords {
    private static let named = 4

    static func name(of report: TestReport, in context: RecordContext) -> String {
        let heads = report.findings.filter { $0.depth == 0 }.map { ObservationText($0.observation, in: context).term }
        let names = heads.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard !names.isEmpty else { return ownName(of: report.report, in: context) }
        let more = names.count > named ? "; + \(names.count - named) more" : ""
        return names.prefix(named).joined(separator: "; ") + more
    }

    private static func ownName(of number: Int, in context: RecordContext) -> String {
        CodeableConcept(context.resource(number)["code"])?.term ?? "Report without a name"
    }
}
