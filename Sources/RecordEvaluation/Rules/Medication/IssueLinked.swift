/// A plan or issue that a returned consultation or problem names is returned, whatever other parameters say.
///
/// docs/spec/clinical-areas.md section 2
struct IssueLinked: Rule {
    let id = RuleID.medicationIssueLinked
    let source = "clinical-areas.md 2"
    let statement =
        "A plan or issue that a returned consultation or problem names is returned, whatever "
        + "other parameters say."

    func compared(_ context: ReasonContext) -> String {
        "named by \(context.through)"
    }
}
