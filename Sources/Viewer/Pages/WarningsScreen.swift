import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// Every warning of the record with its code, the lists and areas it concerns and its text as received; Enter goes there
/// (docs/spec/warnings.md section 7 row 1).
package struct WarningsScreen: ListScreen {
    package static let kind = ScreenKind.warnings
    let folder: RecordFolder
    package var scroll = ScrollState()

    package init(_ folder: RecordFolder, _ frame: Frame) { self.folder = folder }

    package var itemWord: String { "warning" }
    package var emptyText: String {
        "No warning came with this record. That is not a statement that nothing is missing from it."
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        var line = StyledLine("WARNINGS \(folder.warnings.count)", style: .title)
        line.add("  each with its code, lists, areas and text as received", style: .label)
        return [line]
    }

    package func model(_ frame: Frame) -> ListModel {
        let warnings = folder.warnings
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: warnings.count) { index in
            let isFirst = index == 0 || warnings[index - 1].kind != warnings[index].kind
            let count = warnings.filter { $0.kind == warnings[index].kind }.count
            let heading = isFirst ? [StyledLine("\(Self.title(warnings[index].kind)) \(count)", style: .heading)] : []
            return heading + lines(warnings[index], width: width)
        }
    }

    private static let titles: [RecordWarning.Kind: String] = [
        .listWarning: "Warnings of lists", .operationOutcome: "Messages of the practice system",
        .unresolvedReference: "References to what was not supplied", .degraded: "Codes degraded on the way",
        .notDisplayed: "Items that no area shows", .patient: "Patient identity", .parseIssue: "Read leniently",
    ]

    private static func title(_ kind: RecordWarning.Kind) -> String { titles[kind] ?? kind.rawValue }

    private func lines(_ warning: RecordWarning, width: Int) -> [StyledLine] {
        let mark = warning.level.symbol + " "
        var facts = ["code\u{A0}" + warning.code.replacing(" ", with: "\u{A0}")]
        if let list = ListCode.known(warning.scope) {
            facts.append("list\u{A0}\(list.title.replacing(" ", with: "\u{A0}"))")
        } else if !warning.scope.isEmpty {
            facts.append("in\u{A0}\(warning.scope)")
        }
        if !warning.areas.isEmpty { facts.append("areas\u{A0}\(warning.areas.map(\.title).joined(separator: ", "))") }
        let words =
            warning.kind == .listWarning ? (ListWarning(rawValue: warning.code)?.mark).map { "\($0): " } ?? "" : ""
        return StyledLine.wrapped(
            mark + DisplayText.scrub(words + warning.text), width: width, hanging: mark.count,
            style: warning.level.style)
            + StyledLine.wrapped(
                DisplayText.scrub(facts.joined(separator: "  ")), width: width, indent: 3, style: .label)
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        let warning = folder.warnings[index]
        if warning.kind == .listWarning || warning.kind == .operationOutcome, let area = warning.areas.first {
            return .area(AreaJump(area: area))
        }
        guard let resource = warning.resource else { return .nothing("this warning names no place to go to") }
        return .push(DetailScreen(folder, resource: resource))
    }

    package func resource(_ frame: Frame) -> Int? {
        folder.warnings.indices.contains(scroll.cursor) ? folder.warnings[scroll.cursor].resource : nil
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        guard folder.warnings.indices.contains(scroll.cursor) else { return nil }
        let warning = folder.warnings[scroll.cursor]
        return ("\(warning.code): \(warning.text)", "the warning")
    }
}
