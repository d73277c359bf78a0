/// The problem that a topic of a returned consultation is about is returned.
///
/// docs/spec/clinical-areas.md section 2
struct ConsultationProblem: Rule {
    let id = RuleID.linkageConsultationProblem
    let source = "clinical-areas.md 2"
    let statement =
        "The problem that a topic of a returned consultation is about is returned."

    func compared(_ context: ReasonContext) -> String {
        "a topic of the returned consultation \(context.through) is about it"
    }
}
