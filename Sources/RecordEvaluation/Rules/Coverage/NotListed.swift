/// A resource of the source that no list of it names belongs to no answer.
///
/// docs/spec/clinical-areas.md section 1
struct NotListed: Rule {
    let id = RuleID.coverageNotListed
    let source = "clinical-areas.md 1"
    let statement =
        "A resource of the source that no list of it names belongs to no answer."

    func compared(_ context: ReasonContext) -> String {
        "no list of the source names it"
    }
}
