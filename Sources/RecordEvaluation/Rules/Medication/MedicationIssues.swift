/// All issues of a returned medication come with it when issues are asked for; they are never filtered by date.
///
/// docs/spec/rules-dates.md section 3
struct MedicationIssues: Rule {
    let id = RuleID.medicationIssues
    let source = "rules-dates.md 3"
    let statement =
        "All issues of a returned medication come with it when issues are asked for; they are "
        + "never filtered by date."

    func compared(_ context: ReasonContext) -> String {
        "an issue of the returned medication \(context.through); issues are asked for"
    }
}
