/// A contained resource goes where its container goes.
///
/// docs/spec/bundle.md section 6
struct ContainedResource: Rule {
    let id = RuleID.recordContained
    let source = "bundle.md 6"
    let statement =
        "A contained resource goes where its container goes."

    func compared(_ context: ReasonContext) -> String {
        "contained in \(context.through)"
    }
}
