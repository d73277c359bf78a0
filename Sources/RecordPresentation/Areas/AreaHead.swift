import FHIR
import GPConnect

/// What stands above an area's lists, top to bottom: transfer warning, content warnings, what was asked for, what the
/// practice system leaves out, standing cautions (docs/spec/display.md section 14; docs/spec/hazards.md section 2).
struct AreaHead {
    let context: RecordContext
    let summary: AreaSummary
    let presenter: any AreaPresenter

    func lines() -> [HeadLine] {
        (listWarnings() + outcomeLines() + stateLines() + listNotes() + scopeLines() + unresolvedLines()).map {
            HeadLine(DisplayText.scrub($0.text), level: $0.level)
        } + presenter.standingLines(in: context)
    }

    /// What the practice system says of the area's gaps, as received: notes of lists that carry a warning code, then
    /// issues about the area.
    func receivedWarnings() -> [String] {
        let notes = warningLists().filter { !$0.warningCodes.isEmpty }.flatMap(\.notes)
        return (notes + outcomes().map(\.text)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func warningLists() -> [RecordList] {
        summary.lists.map { context.record.lists[$0] } + warningListsFromElsewhere()
    }

    /// Each list's codes with its note as received; transit first.
    private func listWarnings() -> [HeadLine] {
        let lists = warningLists()
        let lines = lists.flatMap { list in
            list.warningCodes.map { code in
                (code, ListWarningText.line(code: code, list: list))
            }
        }
        let transit = lines.filter { $0.0 == ListWarning.dataInTransit.rawValue }
        return (transit + lines.filter { $0.0 != ListWarning.dataInTransit.rawValue }).map(\.1)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// A warning on a linked list concerns the area that brings the items too (docs/spec/hazards.md section 2).
    private func warningListsFromElsewhere() -> [RecordList] {
        context.record.lists.filter { list in
            guard let code = list.listCode, code.area != summary.area else { return false }
            switch code.layer {
            case .consultations: return summary.area == .consultations
            case .problems, .linkedProblems: return summary.area == .problems
            case .primary: return false
            }
        }
    }

    private func outcomes() -> [OutcomeIssue] {
        context.record.outcomes.filter { outcome in
            switch outcome.meaning {
            case .disabled(let area): area == summary.area
            case .unrecognisedParameter(let name): concerns(name)
            case .other: false
            }
        }
    }

    private func outcomeLines() -> [HeadLine] {
        outcomes().map { HeadLine("NOT SUPPLIED BY PRACTICE SYSTEM: \($0.text)", level: .alert) }
    }

    private func concerns(_ parameter: String) -> Bool {
        guard let own = summary.area.parameter else { return false }
        return parameter == own || parameter.hasPrefix(own + ".")
    }

    /// Four different texts for none recorded, withheld, not supplied and not asked for (docs/spec/hazards.md section 7).
    private func stateLines() -> [HeadLine] {
        switch summary.state {
        case .returned: []
        case .empty:
            [HeadLine(AreaWords.empty, level: nil)]
                + summary.primaryLists.flatMap { context.record.lists[$0].notes }.map {
                    HeadLine("Note of the list: \($0)")
                }
        case .disabled:
            [HeadLine("This area is switched off at the practice: nothing can be said of it.", level: .alert)]
        case .notReturned: [HeadLine(AreaWords.notReturned(summary.area, scope: context.origin.scope), level: .check)]
        }
    }

    /// The notes that stand nowhere above, and why a list is empty: older systems warn in the note alone
    /// (docs/spec/warnings.md section 1).
    private func listNotes() -> [HeadLine] {
        summary.lists.map { context.record.lists[$0] }.flatMap { list -> [HeadLine] in
            let isFirst = list.listCode != nil && list.listCode == ListCode.primary(of: summary.area).first
            let name = isFirst ? "the list" : "\"\(list.name)\""
            let notes = list.notes.filter { !isSaid($0, of: list) }.map { HeadLine("Note of \(name): \($0)") }
            let reason = list.emptyReasonWords.map {
                HeadLine("Why \(name) is empty: \($0)", level: list.lacksItems ? .alert : .check)
            }
            let isTakenBack = list.value["status"]?.isText("entered-in-error") == true
            let taken = isTakenBack ? [HeadLine("ENTERED IN ERROR: \(name) as a whole", level: .alert)] : []
            return taken + notes + [reason].compactMap { $0 }
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Beside a warning code or an empty area, or no more than that an empty list is empty.
    private func isSaid(_ note: String, of list: RecordList) -> Bool {
        if !list.warningCodes.isEmpty || (summary.state == .empty && list.listCode?.layer == .primary) { return true }
        return list.entries.isEmpty && note == ListWarning.informationNotAvailable
    }

    private func scopeLines() -> [HeadLine] {
        (context.origin.scope?.filters[summary.area] ?? []).map { HeadLine("Asked for: \($0)", level: .check) }
    }

    private func unresolvedLines() -> [HeadLine] {
        let missing = summary.lists.flatMap { context.record.lists[$0].entries }.filter { $0.target == nil }.count
        guard missing > 0 else { return [] }
        let words = missing == 1 ? "1 list entry names an item" : "\(missing) list entries name items"
        return [HeadLine("\(words) that this record does not hold.", level: .check)]
    }
}

/// The words for what an area does not hold.
package enum AreaWords {
    package static let empty = "No information available"

    package static func notReturned(_ area: ClinicalArea, scope: RequestScope?) -> String {
        guard let scope else { return "Not in this file: whether the practice was asked for it is not known." }
        if area == .documents { return "No document came with the areas asked for." }
        return scope.areas.contains(area)
            ? "Asked for, but the practice system returned no list: this is not the same as nothing recorded."
            : "Not asked for."
    }
}

/// A list warning in words: its mark, what it concerns, and the list's note as received.
package enum ListWarningText {
    package static func line(code: String, list: RecordList) -> HeadLine {
        let concern = list.listCode.map { $0.layer == .primary ? $0.area.title : $0.title } ?? list.name
        let mark = ListWarning(rawValue: code)?.mark ?? code
        let note = list.notes.isEmpty ? fallback(code) : list.notes.joined(separator: " ")
        return HeadLine("\(mark): \(concern). \(note)", level: .alert)
    }

    /// A code without a note gets our own short text (docs/spec/hazards.md section 2).
    private static func fallback(_ code: String) -> String {
        switch ListWarning(rawValue: code) {
        case .confidentialItems: "Some items are withheld (confidentiality or patient preference)."
        case .dataInTransit: "Record transfer not complete: information may be missing."
        case .dataAwaitingFiling: "Some items have not been reviewed by the practice: information may be missing."
        case nil: "The practice system gave no text for this warning."
        }
    }
}
