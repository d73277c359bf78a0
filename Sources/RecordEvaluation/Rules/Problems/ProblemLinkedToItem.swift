/// The header of every problem linked to a returned item is returned; what it links to in its turn is not
/// followed.
///
/// docs/spec/clinical-areas.md section 1.3
struct ProblemLinkedToItem: Rule {
    let id = RuleID.problemsLinkedToItem
    let source = "clinical-areas.md 1.3"
    let statement =
        "The header of every problem linked to a returned item is returned; what it links to in "
        + "its turn is not followed."

    func compared(_ context: ReasonContext) -> String {
        "linked to \(context.through), which is returned"
    }
}
