/// Every clinical item that a returned consultation names is returned, whatever other parameters say.
///
/// docs/spec/clinical-areas.md section 2
struct ConsultationItem: Rule {
    let id = RuleID.linkageConsultationItem
    let source = "clinical-areas.md 2"
    let statement =
        "Every clinical item that a returned consultation names is returned, whatever other "
        + "parameters say."

    func compared(_ context: ReasonContext) -> String {
        "named in the returned consultation \(context.through)"
    }
}
