/// Every item that a returned problem names as actual problem or related content is returned, whatever other
/// parameters say.
///
/// docs/spec/clinical-areas.md section 2
struct ProblemItem: Rule {
    let id = RuleID.linkageProblemItem
    let source = "clinical-areas.md 2"
    let statement =
        "Every item that a returned problem names as actual problem or related content is "
        + "returned, whatever other parameters say."

    func compared(_ context: ReasonContext) -> String {
        "linked to the returned problem \(context.through)"
    }
}
