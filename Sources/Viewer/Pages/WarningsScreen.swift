import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// Every warning of the record with its code, the lists and areas it concerns and its text as received; Enter goes there
/// (docs/spec/warnings.md section 7 row 1).
package struct WarningsScreen: ListScreen {
    package static let kind = ScreenKind.warnings
    let folder: RecordFolder
    private let entries: [WarningEntry]
    package var scroll = ScrollState()

    package init(_ folder: RecordFolder, _ frame: Frame) {
        self.folder = folder
        entries = WarningEntry.all(folder.warnings)
    }

    package var itemWord: String { "entry" }
    package var emptyText: String {
        "No warning came with this record. That is not a statement that nothing is missing from it."
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        var line = StyledLine("WARNINGS \(folder.warnings.count)", style: .title)
        line.add("  each with its code, lists, areas and text as received", style: .label)
        return [line]
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: entries.count) { index in
            let kind = entries[index].kind
            let isFirst = index == 0 || entries[index - 1].kind != kind
            let count = entries.filter { $0.kind == kind }.reduce(0) { $0 + $1.count }
            let heading = isFirst ? [StyledLine("\(Self.title(kind)) \(count)", style: .heading).asLead] : []
            return heading + lines(entries[index], width: width)
        }
    }

    private static let titles: [RecordWarning.Kind: String] = [
        .listWarning: "Warnings of lists", .operationOutcome: "Messages of the practice system",
        .unresolvedReference: "References to what was not supplied", .degraded: "Codes degraded on the way",
        .notDisplayed: "Items that no area shows", .patient: "Patient identity", .parseIssue: "Read leniently",
    ]

    private static func title(_ kind: RecordWarning.Kind) -> String { titles[kind] ?? kind.rawValue }

    private func lines(_ entry: WarningEntry, width: Int) -> [StyledLine] {
        let mark = entry.level.symbol + " "
        func joined(_ label: String, _ texts: [String]) -> String? {
            guard !texts.isEmpty else { return nil }
            let whole = texts.map { $0.replacing(" ", with: "\u{A0}") }
            return "\(label)\u{A0}\(whole.joined(separator: ", "))"
        }
        let facts = [
            joined("code", entry.codes), joined("list", entry.lists), joined("in", entry.places),
            joined("areas", entry.areas.map(\.title)),
        ].compactMap { $0 }
        let words = entry.words.isEmpty ? "" : entry.words.joined(separator: ", ") + ": "
        return StyledLine.wrapped(
            mark + DisplayText.scrub(words + entry.text), width: width, hanging: mark.count, style: entry.level.style)
            + StyledLine.wrapped(
                DisplayText.scrub(facts.joined(separator: "  ")), width: width, indent: 3, style: .label)
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        let entry = entries[index]
        let isOfArea = entry.kind == .listWarning || entry.kind == .operationOutcome || entry.count > 1
        if isOfArea, let area = entry.areas.first {
            return .area(AreaJump(area: area))
        }
        guard let resource = entry.resource else { return .nothing("this warning names no place to go to") }
        return .push(DetailScreen(folder, resource: resource))
    }

    package func resource(_ frame: Frame) -> Int? {
        entries.indices.contains(scroll.cursor) ? entries[scroll.cursor].resource : nil
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        guard entries.indices.contains(scroll.cursor) else { return nil }
        let entry = entries[scroll.cursor]
        return ("\(entry.codes.joined(separator: ", ")): \(entry.text)", "the warning")
    }
}
