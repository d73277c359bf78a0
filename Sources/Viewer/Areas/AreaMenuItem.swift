import FHIR
import GPConnect
import RecordPresentation

/// An area in the menu: how many items came, or in words why none did (docs/spec/display.md section 14, state words).
/// Made from the lists alone, so that the menu does not wait for the areas' rows.
package struct AreaMenuItem: Sendable {
    package let topic: MenuTopic
    /// Items of the primary list(s); nil when there are none.
    package let count: String?
    /// `+2 linked`: items of secondary lists, and those of no list; nil when there are none.
    package let linked: String?
    /// `none recorded`, `NOT SUPPLIED`; nil when the count says it all.
    package let state: String?
    package let level: Mark.Level?

    package init(_ area: ClinicalArea, in context: RecordContext) {
        let record = context.record
        let summary = record.area(area)
        let own = Self.ownCount(summary, record)
        let linked = area == .documents ? 0 : summary.secondaryLists.reduce(0) { $0 + record.lists[$1].entries.count }
        let unlisted = area == .documents ? 0 : summary.unlisted.count
        topic = .area(area)
        count = own > 0 ? "\(own)" : nil
        let others = [linked > 0 ? "+\(linked) linked" : nil, unlisted > 0 ? "+\(unlisted) in no list" : nil]
        self.linked = others.contains { $0 != nil } ? others.compactMap { $0 }.joined(separator: " ") : nil
        state = Self.state(summary, context, hasItems: own > 0)
        // "None recorded" beside items that came by another way is to be looked at.
        let isElsewhere = summary.state == .empty && linked + unlisted > 0
        level = Self.level(summary, record) ?? (isElsewhere ? .check : nil)
    }

    init(others view: AreaView) {
        topic = .others
        count = "\(view.count)"
        linked = nil
        state = nil
        level = view.warnings.isEmpty ? .check : .alert
    }

    private static func ownCount(_ summary: AreaSummary, _ record: StructuredRecord) -> Int {
        guard summary.area == .documents else {
            return summary.primaryLists.filter { record.lists[$0].listCode != .endedAllergies }
                .reduce(0) { $0 + record.lists[$1].entries.count }
        }
        let listed = summary.secondaryLists.flatMap { record.lists[$0].entries }.map {
            $0.target.map(String.init) ?? $0.reference ?? ""
        }
        return Set(listed).count + summary.unlisted.count
    }

    /// Confidential items leave an empty list that is anything but empty (docs/spec/hazards.md row 32).
    private static func state(_ summary: AreaSummary, _ context: RecordContext, hasItems: Bool) -> String? {
        if summary.warningCodes.contains(ListWarning.confidentialItems.rawValue) { return "WITHHELD" }
        switch summary.state {
        case .returned: return nil
        case .disabled: return "SWITCHED OFF"
        case .empty: return summary.warningCodes.isEmpty ? "none recorded" : "NOT SUPPLIED"
        case .notReturned: return notReturned(summary.area, context)
        }
    }

    private static func notReturned(_ area: ClinicalArea, _ context: RecordContext) -> String {
        let isRefused = context.record.outcomes.contains { outcome in
            guard case .unrecognisedParameter(let name) = outcome.meaning, let own = area.parameter else {
                return false
            }
            return name == own
        }
        if isRefused { return "NOT SUPPLIED" }
        guard let scope = context.origin.scope else { return "not in this file" }
        if area == .documents { return "none came" }
        return scope.areas.contains(area) ? "not returned" : "not asked for"
    }

    private static func level(_ summary: AreaSummary, _ record: StructuredRecord) -> Mark.Level? {
        let isTold = record.outcomes.contains { outcome in
            switch outcome.meaning {
            case .disabled(let area): area == summary.area
            case .unrecognisedParameter(let name): name.hasPrefix(summary.area.parameter ?? "-")
            case .other: false
            }
        }
        return !summary.warningCodes.isEmpty || isTold ? .alert : nil
    }
}
