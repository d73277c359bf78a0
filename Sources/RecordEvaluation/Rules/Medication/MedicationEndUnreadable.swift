/// A medication whose recorded end is no date is returned: its end is unknown.
///
/// docs/spec/rules-dates.md section 2
struct MedicationEndUnreadable: SearchRule {
    let id = RuleID.medicationEndUnreadable
    let source = "rules-dates.md 2"
    let statement =
        "A medication whose recorded end is no date is returned: its end is unknown."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let facts = search.source.medication[item], case .unreadable = facts.end else { return nil }
        return true
    }

    func compared(_ context: ReasonContext) -> String {
        "its end is recorded as \(context.text(of: context.medication?.end)), which is no date: unknown, so returned"
    }
}
