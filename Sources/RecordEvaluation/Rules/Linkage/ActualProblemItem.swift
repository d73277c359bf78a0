/// The item that is the actual problem of a problem contained in a consultation is in the consultation too.
///
/// docs/spec/clinical-areas.md section 2
struct ActualProblemItem: Rule {
    let id = RuleID.linkageActualProblem
    let source = "clinical-areas.md 2"
    let statement =
        "The item that is the actual problem of a problem contained in a consultation is in the "
        + "consultation too."

    func compared(_ context: ReasonContext) -> String {
        "it is the problem \(context.through), which a returned consultation contains"
    }
}
