/// A problem that did not meet the filter is returned, in the linked-problems list only, when it is linked to one
/// that did.
///
/// docs/spec/clinical-areas.md section 1.3
struct ProblemLinkedToProblem: Rule {
    let id = RuleID.problemsLinkedToProblem
    let source = "clinical-areas.md 1.3"
    let statement =
        "A problem that did not meet the filter is returned, in the linked-problems list only, "
        + "when it is linked to one that did."

    func compared(_ context: ReasonContext) -> String {
        "related to the returned problem \(context.through)"
    }
}
