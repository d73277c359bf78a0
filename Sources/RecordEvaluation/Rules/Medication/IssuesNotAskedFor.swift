/// Issues are left out when includePrescriptionIssues is false.
///
/// docs/spec/parameters.md section 2
struct IssuesNotAskedFor: Rule {
    let id = RuleID.medicationIssuesNotAskedFor
    let source = "parameters.md 2"
    let statement =
        "Issues are left out when includePrescriptionIssues is false."

    func compared(_ context: ReasonContext) -> String {
        "an issue of the returned medication \(context.through); includePrescriptionIssues is false"
    }
}
