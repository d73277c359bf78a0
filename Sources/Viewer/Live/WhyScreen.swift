import FHIR
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI

/// Why one resource of the record is returned by the current request or not: the rule, the values compared, where the
/// specification says so; then the item itself, for a row that is not returned opens nowhere else.
package struct WhyScreen: ParagraphScreen {
    package static let kind = ScreenKind.why
    let folder: RecordFolder
    let title: String
    let paragraphs: [Paragraph]
    package var scroll = ScrollState()
    private let number: Int

    package init(_ number: Int, _ live: LiveRecord) {
        self.number = number
        folder = live.received
        let explanation = live.evaluation.explanation(number)
        title = "WHY  \(ItemName.text(number, in: live.received.context))"
        paragraphs =
            Self.verdict(explanation) + Self.request(live) + Self.lists(number, live.evaluation)
            + Self.item(number, live.received)
    }

    private static func verdict(_ explanation: Explanation) -> [Paragraph] {
        let rule = RuleRegistry.all.first { $0.id.rawValue == explanation.rule }
        return [
            Paragraph(
                explanation.included ? "RETURNED by this request" : "NOT RETURNED by this request", heading: "Answer",
                level: explanation.included ? nil : .check, style: .value),
            Paragraph(DisplayText.scrub(explanation.compared)),
            Paragraph("\(rule?.statement ?? explanation.rule)", heading: "Rule"),
            Paragraph("\(explanation.rule) - specification digest: \(explanation.source)", style: .label),
        ]
    }

    private static func request(_ live: LiveRecord) -> [Paragraph] {
        let scope = RequestScope(live.accepted.reading.request)
        var lines = [
            Paragraph(
                "\(RequestWords.text(live.accepted.reading.request)), as of \(DateFormat.day(live.today))",
                heading: "Request")
        ]
        for area in ClinicalArea.allCases {
            lines += (scope.filters[area] ?? []).map { Paragraph("\(area.title): \($0)") }
        }
        if !live.isShown, live.source.switches.request == nil {
            lines.append(
                Paragraph("What the practice was asked for is not known: judged as if for everything.", level: .check))
        }
        return lines
    }

    private static func lists(_ number: Int, _ evaluation: Evaluation) -> [Paragraph] {
        let names = evaluation.lists.filter { $0.resources.contains(number) }.map(\.code.title)
        let words = names.isEmpty ? ["In no list of the answer"] : names
        return words.enumerated().map { Paragraph($0.element, heading: $0.offset == 0 ? "Lists" : nil) }
    }

    private static func item(_ number: Int, _ folder: RecordFolder) -> [Paragraph] {
        let detail = folder.detail(number)
        var lines = [
            Paragraph(
                folder.record.resource(number).label, heading: "The item, as received", style: .link,
                target: .resource(number))
        ]
        lines += detail.marks.map { Paragraph($0.text, level: $0.level) }
        for section in detail.sections where section.kind == .main {
            for (index, field) in section.fields.enumerated() {
                let text = field.label.isEmpty ? field.text : "\(field.label)\u{A0}\(field.text)"
                lines.append(Paragraph(text, heading: index == 0 && !section.title.isEmpty ? section.title : nil))
            }
        }
        return lines
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        StyledLine.wrapped(title, width: max(1, frame.rect.columns - 1), style: .title)
    }

    package func resource(_ frame: Frame) -> Int? { number }
}
