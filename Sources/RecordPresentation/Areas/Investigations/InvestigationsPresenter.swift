import FHIR
import GPConnect

/// Test reports, one row each, and the specimens and requests that no report holds
/// (docs/spec/clinical-areas.md section 10; docs/spec/hazards.md rows 20 to 24 and 62).
package struct InvestigationsPresenter: AreaPresenter {
    private static let columns = [
        Column.date("date", "Issued"),
        Column("report", "Report", .flexible(minimum: 26), isTerm: true),
        Column("status", "Status", .flexible(minimum: 11)),
        Column("performer", "Performer", .flexible(minimum: 16), priority: 1),
    ]

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Investigations", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine("A report whose status is not stated may be interim: its text says."),
            HeadLine("Names of tests differ between laboratories: like names need not mean like tests.", level: .note),
        ]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        context.resource(number).type == .diagnosticReport
            ? report(number, in: context) : InvestigationPart(number, in: context).item()
    }

    private func report(_ number: Int, in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let report = TestReport(report: number, in: context.record)
        let issued = RecordedDate(resource["issued"])
        let name = ReportWords.name(of: report, in: context.record)
        return ItemText(
            cells: [
                "date": DateFormat.day(issued), "report": name, "status": ResultWords.state(resource.value),
                "performer": performer(number, context),
            ],
            lines: ReportWords.valueLines(of: report, in: context),
            marks: marks(report, context), sortDate: issued.date?.sortKey, sortText: name)
    }

    private func performer(_ number: Int, _ context: RecordContext) -> String {
        let actors = ActorText(context.record)
        let names = context.resource(number).value.all("performer").compactMap { performer in
            actors.text(performer["actor"] ?? performer, from: number)?.text
        }
        return names.isEmpty ? "Not recorded" : names.joined(separator: "; ")
    }

    private func marks(_ report: TestReport, _ context: RecordContext) -> [Mark] {
        var marks = [ResultWords.stateMark(context.resource(report.report).value)].compactMap { $0 }
        let states = report.findings.compactMap { ResultWords.stateMark(context.resource($0.observation).value) }
        for state in states where state.level > .note {
            let inside = Mark(state.level, "a result is \(state.text)")
            if !marks.contains(state), !marks.contains(inside) { marks.append(inside) }
        }
        if report.allFilingComments.isEmpty { marks.append(.note("not filed: no filing comment came")) }
        let comments = ReportWords.comments(of: report, in: context)
        if comments > 0 { marks.append(.note(comments == 1 ? "1 comment" : "\(comments) comments")) }
        if !report.notSupplied.isEmpty {
            marks.append(.check("not supplied: \(report.notSupplied.joined(separator: ", "))"))
        }
        return marks
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        guard context.resource(number).type == .diagnosticReport else {
            return InvestigationPart(number, in: context).detail()
        }
        let report = TestReport(report: number, in: context.record)
        return Detail(
            title: DisplayText.scrub(ReportWords.name(of: report, in: context.record)), resource: number,
            marks: marks(report, context) + CommonMarks.marks(of: number, in: context),
            sections: ReportSections(report, in: context).sections())
    }
}
