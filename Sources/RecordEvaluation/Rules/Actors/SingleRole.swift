/// The role of a returned practitioner is returned when he has exactly one.
///
/// docs/spec/bundle.md section 3
struct SingleRole: Rule {
    let id = RuleID.actorsRole
    let source = "bundle.md 3"
    let statement =
        "The role of a returned practitioner is returned when he has exactly one."

    func compared(_ context: ReasonContext) -> String {
        "the only role of \(context.through)"
    }
}
