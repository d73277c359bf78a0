/// Of a medication that only a consultation or problem brings in, no issue comes but those directly linked.
///
/// docs/spec/clinical-areas.md section 2
struct IssueNotLinked: Rule {
    let id = RuleID.medicationIssueNotLinked
    let source = "clinical-areas.md 2"
    let statement =
        "Of a medication that only a consultation or problem brings in, no issue comes but those "
        + "directly linked."

    func compared(_ context: ReasonContext) -> String {
        "its medication \(context.through) is here only through a consultation or problem, which does not name this issue"
    }
}
