/// Every person, organisation and place that a returned resource refers to is returned.
///
/// docs/spec/bundle.md section 3
struct ReferredTo: Rule {
    let id = RuleID.actorsReferredTo
    let source = "bundle.md 3"
    let statement =
        "Every person, organisation and place that a returned resource refers to is returned."

    func compared(_ context: ReasonContext) -> String {
        "referred to by \(context.through)"
    }
}
