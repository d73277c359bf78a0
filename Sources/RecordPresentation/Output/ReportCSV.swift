import FHIR
import GPConnect

/// `show --format csv`: one line for each item, RFC 4180. A cell that a spreadsheet would run as a formula begins with
/// an apostrophe (docs/spec/terminal.md section 3).
package enum ReportCSV {
    private static let heading = [
        "area", "list", "block", "reference", "supplied", "columns", "lines", "marks",
    ]

    package static func text(_ report: RecordReport) -> String {
        var lines = [line([confidential, identity(report)]), line(heading)]
        for view in report.areas + (report.others.map { [$0] } ?? []) {
            for block in view.blocks { for row in block.rows { lines.append(line(cells(row, block, view))) } }
            if view.rows.isEmpty {
                lines.append(line([view.name, "", "", "", "", view.head.first?.text ?? ""]))
            }
        }
        return lines.joined()
    }

    private static let confidential = "NHS Confidential: Personal Data about a patient"

    private static func identity(_ report: RecordReport) -> String {
        "\(report.banner.name), born \(report.banner.born), NHS No. \(report.banner.nhsNumber), \(report.source.text)"
    }

    private static func cells(_ row: Row, _ block: Block, _ view: AreaView) -> [String] {
        let columns = zip(block.columns, row.cells).filter { !$0.1.isEmpty }.map { "\($0.0.heading): \($0.1)" }
        return [
            view.name, row.list.map { DisplayText.scrub($0) } ?? "", block.title,
            row.reference.map { DisplayText.scrub($0) } ?? "", row.isSupplied ? "yes" : "no",
            columns.joined(separator: "; "),
            row.lines.map(\.labelled).joined(separator: "; "),
            row.marks.map { "\($0.level.symbol) \($0.text)" }.joined(separator: "; "),
        ]
    }

    private static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static let formulaStarts: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]

    private static func quoted(_ cell: String) -> String {
        let safe = cell.first.map(formulaStarts.contains) == true ? "'" + cell : cell
        guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) || safe != cell else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
