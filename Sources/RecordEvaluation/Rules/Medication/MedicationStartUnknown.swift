/// A medication with neither start nor end is returned for every search date.
///
/// docs/spec/rules-dates.md section 3, docs/spec/README.md question Q6
struct MedicationStartUnknown: SearchRule {
    let id = RuleID.medicationStartUnknown
    let source = "rules-dates.md 3"
    let statement =
        "A medication with neither start nor end is returned for every search date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let facts = search.source.medication[item], facts.startDays == nil, facts.endDays == nil else {
            return nil
        }
        return true
    }

    func compared(_ context: ReasonContext) -> String {
        "neither start nor end is known: returned whatever the search date"
    }
}
