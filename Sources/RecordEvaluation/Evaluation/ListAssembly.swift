import FHIR
import GPConnect

/// Makes the query lists of an answer from what was collected: their presence, order, warnings and notes
/// (docs/spec/clinical-areas.md sections 1.3 to 1.5, docs/spec/warnings.md sections 1 and 2).
struct ListAssembly {
    let draft: EvaluationDraft
    let source: SourceRecord
    let request: StructuredRecordRequest
    let clock: EvaluationClock

    func lists() -> [EvaluatedList] {
        ListCode.all.filter(isPresent).map { code in
            let entries = entries(of: code)
            let warnings = warnings(of: code)
            return EvaluatedList(
                code: code, entries: entries, warningCodes: warnings.codes,
                note: note(warnings.sentences, isEmpty: entries.isEmpty))
        }
    }

    /// A primary list always, a secondary list only with an entry or with items withheld (rule R2).
    private func isPresent(_ code: ListCode) -> Bool {
        guard code.isSecondary else { return draft.lists[code] != nil }
        if let members = draft.lists[code], !members.items.isEmpty || members.hasWithheld { return true }
        return isAllowed(code) && source.warnings.byList[code]?.known[.confidentialItems] != nil
    }

    /// Rules R1 and R4.
    private func isAllowed(_ code: ListCode) -> Bool {
        guard !source.switches.disabled.contains(code.area) else { return false }
        switch code.layer {
        case .primary: return true
        case .consultations: return draft.lists[.consultations] != nil
        case .problems: return draft.lists[.problems] != nil
        case .linkedProblems: return ListCode.primary.contains { draft.lists[$0] != nil }
        }
    }

    private func entries(of code: ListCode) -> [EvaluatedList.Entry] {
        var items = draft.lists[code]?.items ?? []
        if code == .consultations, search {
            let wanted = Set(items)
            items = source.recency.lazy.map { Int32($0) }.filter(wanted.contains)
        } else {
            items.sort { source.ranks[Int($0)] < source.ranks[Int($1)] }
        }
        var entries: [EvaluatedList.Entry] = []
        entries.reserveCapacity(items.count)
        var last: Int32 = -1
        for item in items where item != last {
            entries.append(.resource(Int(item)))
            last = item
        }
        guard draft.lists[code] != nil, !code.isSecondary, request.asksFor(code.area) else { return entries }
        return entries + (source.unresolved[code] ?? []).indices.map { .asSent($0) }
    }

    private var search: Bool { request.consultations?.mostRecent != nil }

    private struct ListWarnings {
        var codes: [String] = []
        var sentences: [String] = []
    }

    private func warnings(of code: ListCode) -> ListWarnings {
        let own = source.warnings.byList[code]
        var result = ListWarnings()
        for warning in ListWarning.allCases where carries(warning, code, own) {
            result.codes.append(warning.rawValue)
            result.sentences.append(warning.note(date: date(of: warning, own)))
        }
        result.codes += own?.unknown ?? []
        result.sentences += own?.sentences ?? []
        return result
    }

    private func carries(_ warning: ListWarning, _ code: ListCode, _ own: SourceWarnings.Warnings?) -> Bool {
        if own?.known[warning] != nil { return true }
        return switch warning {
        case .confidentialItems: draft.lists[code]?.hasWithheld == true
        case .dataInTransit: source.warnings.transit != nil
        case .dataAwaitingFiling: source.switches.awaitingFiling.contains(code.area)
        }
    }

    /// The date of the source's own note, else of the record's transfer, else the day of evaluation.
    private func date(of warning: ListWarning, _ own: SourceWarnings.Warnings?) -> String {
        let transit = warning == .dataInTransit ? source.warnings.transit?.date : nil
        if warning == .dataInTransit, source.switches.transitSince != nil, let transit { return transit }
        return (own?.known[warning] ?? nil) ?? transit ?? clock.today.noteForm
    }

    private func note(_ sentences: [String], isEmpty: Bool) -> String? {
        let texts = sentences + (isEmpty ? [ListWarning.informationNotAvailable] : [])
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}
