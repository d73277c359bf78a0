/// The consultation, topic and heading lists of a returned consultation come with it.
///
/// docs/spec/clinical-areas.md section 6
struct ConsultationStructure: Rule {
    let id = RuleID.consultationsStructure
    let source = "clinical-areas.md 6"
    let statement =
        "The consultation, topic and heading lists of a returned consultation come with it."

    func compared(_ context: ReasonContext) -> String {
        "gives the returned consultation \(context.through) its shape"
    }
}
