/// The registered practice, the serving organisation and the usual GP are always returned.
///
/// docs/spec/bundle.md section 3
struct PracticeActor: Rule {
    let id = RuleID.actorsPractice
    let source = "bundle.md 3"
    let statement =
        "The registered practice, the serving organisation and the usual GP are always returned."

    func compared(_ context: ReasonContext) -> String {
        "the patient's practice or usual GP"
    }
}
