/// Ended allergies are left out unless they are asked for or linked to something returned.
///
/// docs/spec/clinical-areas.md section 4
struct EndedNotAskedFor: Rule {
    let id = RuleID.allergiesEndedNotAskedFor
    let source = "clinical-areas.md 4"
    let statement =
        "Ended allergies are left out unless they are asked for or linked to something returned."

    func compared(_ context: ReasonContext) -> String {
        "an ended allergy; includeResolvedAllergies is not true and nothing returned is linked to it"
    }
}
