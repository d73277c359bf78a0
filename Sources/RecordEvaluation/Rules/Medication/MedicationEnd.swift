/// A medication with an end is returned when it ends on or after the search date.
///
/// docs/spec/rules-dates.md section 3
struct MedicationEnd: SearchRule {
    let id = RuleID.medicationEnd
    let source = "rules-dates.md 3"
    let statement =
        "A medication with an end is returned when it ends on or after the search date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let end = search.source.medication[item]?.endDays, let from = search.medicationFrom else { return nil }
        return end.high >= from
    }

    func compared(_ context: ReasonContext) -> String {
        let order = context.reason.included ? "on or after" : "before"
        return
            "ended \(context.text(of: context.medication?.end)): \(order) the start of the search, \(context.medicationFrom)"
    }
}
