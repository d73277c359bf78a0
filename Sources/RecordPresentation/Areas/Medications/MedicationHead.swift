import FHIR
import GPConnect

/// What always stands above the medications (docs/spec/hazards.md rows 11, 16, 37 and 99; docs/spec/warnings.md
/// section 7 row 17; docs/spec/display.md section 5).
struct MedicationHead {
    let context: RecordContext
    private var record: StructuredRecord { context.record }
    private var scope: RequestScope? { context.origin.scope }

    func lines() -> [HeadLine] {
        [allergies()] + recentlyEnded() + issues() + linkedOnly() + [
            HeadLine(
                "Medicines obtained elsewhere may be missing: private, over the counter, clinics, prisons, the armed "
                    + "forces, some controlled drugs.")
        ]
    }

    /// Medicines are never read without the allergies (docs/spec/hazards.md row 16).
    private func allergies() -> HeadLine {
        let isRequested = scope?.areas.contains(.allergies) ?? true
        if AllergyLabel.activeItems(in: record).isEmpty {
            if !isRequested { return HeadLine("Allergies not requested", level: .check) }
            if scope == nil, record.area(.allergies).state == .notReturned {
                return HeadLine("Allergies: not in this file", level: .check)
            }
        }
        let label = AllergyLabel.of(record)
        let names = label.kind == .known ? ": " + agents().joined(separator: "; ") : ""
        let ended = label.addition.map { "; \($0)" } ?? ""
        let scope = isRequested ? "" : "Allergies not requested; of those that came: "
        return HeadLine(
            DisplayText.scrub(scope + label.kind.rawValue + names + ended),
            level: label.kind == .known || !isRequested ? .check : nil)
    }

    private func agents() -> [String] {
        AllergyLabel.activeItems(in: record).filter { !AllergyLabel.isNoneKnown($0, record) }.map { number in
            let concept = CodeableConcept(record.resource(number)["code"])
            let name = TermText.term(concept) ?? "agent not recorded"
            return DegradedCode(in: concept) == nil ? name : "\(name) (DEGRADED – not coded)"
        }.sorted { $0.lowercased() < $1.lowercased() }
    }

    private static let monthsBack = 3

    /// The list of what is current announces what ended a short while ago.
    private func recentlyEnded() -> [HeadLine] {
        let first = context.referenceDay.adding(months: -Self.monthsBack)
        let count = record.area(.medications).primaryLists.flatMap { record.lists[$0].entries }.compactMap(\.target)
            .filter { number in
                let facts = MedicationFacts(number, in: context)
                guard MedicationStatus.isPast(facts.status), let end = facts.period.end.date else { return false }
                return end.firstDay >= first && end.lastDay <= context.referenceDay
            }.count
        return count > 0 ? [HeadLine("\(count) ended in the last \(Self.monthsBack) months: see below")] : []
    }

    private func issues() -> [HeadLine] {
        scope?.includesIssues == false ? [HeadLine(MedicationWords.issuesNotRequested, level: .check)] : []
    }

    /// Linked items come whatever their dates: they are no part of the period asked for.
    private func linkedOnly() -> [HeadLine] {
        let isFiltered = scope?.filters[.medications]?.isEmpty == false
        let hasLinked = record.area(.medications).secondaryLists.contains { !record.lists[$0].entries.isEmpty }
        guard isFiltered, hasLinked else { return [] }
        return [
            HeadLine(
                "Linked items stand in blocks of their own: the date limit was not applied to them, and other "
                    + "medications of their time may be missing.", level: .check)
        ]
    }
}
