/// All active allergies are returned; they are never filtered by date.
///
/// docs/spec/clinical-areas.md section 4
struct ActiveAllergies: SearchRule {
    let id = RuleID.allergiesActive
    let source = "clinical-areas.md 4"
    let statement =
        "All active allergies are returned; they are never filtered by date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        true
    }

    func compared(_ context: ReasonContext) -> String {
        "in the list of active allergies: never filtered"
    }
}
