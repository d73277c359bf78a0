/// Without a search date every medication is returned.
///
/// docs/spec/rules-dates.md section 3
struct NoMedicationSearchDate: SearchRule {
    let id = RuleID.medicationNoSearchDate
    let source = "rules-dates.md 3"
    let statement =
        "Without a search date every medication is returned."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.medicationFrom == nil ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "no search date is given: every medication is returned"
    }
}
