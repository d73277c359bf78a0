import FHIR
import TerminalUI

/// The patient asked for beside the one answered (docs/spec/hazards.md section 2).
package struct PatientComparison: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let label: String
        package let asked: String
        package let answered: String
        package let differs: Bool

        package init(_ label: String, asked: String, answered: String, differs: Bool) {
            self.label = label
            self.asked = asked
            self.answered = answered
            self.differs = differs
        }
    }

    package let rows: [Row]

    package init(rows: [Row]) { self.rows = rows }

    /// A line a row where both sides fit, else two.
    func lines(width: Int) -> [StyledLine] {
        let all = [Row("", asked: "ASKED FOR", answered: "ANSWERED", differs: false)] + rows
        let label = (all.map { CharacterWidth.of($0.label) }.max() ?? 0) + 3
        let side = (all.map { CharacterWidth.of(DisplayText.scrub($0.asked)) }.max() ?? 0) + 3
        let answer = all.map { CharacterWidth.of(DisplayText.scrub($0.answered)) }.max() ?? 0
        let isWide = label + side + answer <= width
        return all.flatMap { row in
            isWide ? [Self.line(row, label, side)] : Self.stacked(row, width: width)
        }
    }

    private static func line(_ row: Row, _ label: Int, _ side: Int) -> StyledLine {
        let style: StyleName = row.differs ? .alert : row.label.isEmpty ? .label : .value
        var line = StyledLine(row.differs ? "!!" : "", style: .alert)
        line.add(row.label, style: .label, column: 3)
        line.add(DisplayText.scrub(row.asked), style: style, column: label + 3)
        line.add(DisplayText.scrub(row.answered), style: style, column: label + side + 3)
        return line
    }

    private static func stacked(_ row: Row, width: Int) -> [StyledLine] {
        guard !row.label.isEmpty else { return [] }
        let mark = row.differs ? "!! " : "   "
        let texts = ["\(mark)\(row.label) asked for: \(row.asked)", "\(mark)\(row.label) answered:  \(row.answered)"]
        return texts.flatMap {
            StyledLine.wrapped(
                DisplayText.scrub($0), width: width, hanging: 5, style: row.differs ? .alert : .value)
        }
    }
}
