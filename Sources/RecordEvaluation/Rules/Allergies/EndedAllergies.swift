/// Ended allergies are returned when includeResolvedAllergies is true.
///
/// docs/spec/clinical-areas.md section 4
struct EndedAllergies: SearchRule {
    let id = RuleID.allergiesEnded
    let source = "clinical-areas.md 4"
    let statement =
        "Ended allergies are returned when includeResolvedAllergies is true."

    func returns(_ item: Int, in search: Search) -> Bool? {
        true
    }

    func compared(_ context: ReasonContext) -> String {
        "in the list of ended allergies; includeResolvedAllergies is true"
    }
}
