/// Every immunisation that was given is returned; they are never filtered by date.
///
/// docs/spec/clinical-areas.md section 8
struct ImmunisationGiven: SearchRule {
    let id = RuleID.immunisationsGiven
    let source = "clinical-areas.md 8"
    let statement =
        "Every immunisation that was given is returned; they are never filtered by date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        true
    }

    func compared(_ context: ReasonContext) -> String {
        "given: never filtered"
    }
}
