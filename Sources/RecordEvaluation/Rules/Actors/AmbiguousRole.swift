/// Of a practitioner with several roles none is returned: which of them acted cannot be known.
///
/// docs/spec/bundle.md section 3, docs/spec/README.md question Q25
struct AmbiguousRole: Rule {
    let id = RuleID.actorsRoleAmbiguous
    let source = "bundle.md 3"
    let statement =
        "Of a practitioner with several roles none is returned: which of them acted cannot be "
        + "known."

    func compared(_ context: ReasonContext) -> String {
        "one of several roles of \(context.through): which of them acted cannot be known"
    }
}
