/// Medication prescribed elsewhere is always returned, whatever the search date.
///
/// docs/spec/rules-dates.md section 3
struct PrescribedElsewhere: SearchRule {
    let id = RuleID.medicationPrescribedElsewhere
    let source = "rules-dates.md 3"
    let statement =
        "Medication prescribed elsewhere is always returned, whatever the search date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let facts = search.source.medication[item] else { return nil }
        return facts.isPrescribedElsewhere ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "prescribed by another organisation: returned whatever the search date"
    }
}
