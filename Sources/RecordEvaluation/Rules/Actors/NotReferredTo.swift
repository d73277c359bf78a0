/// Actors that nothing returned refers to are left out.
///
/// docs/spec/bundle.md section 3
struct NotReferredTo: Rule {
    let id = RuleID.actorsNotReferredTo
    let source = "bundle.md 3"
    let statement =
        "Actors that nothing returned refers to are left out."

    func compared(_ context: ReasonContext) -> String {
        "nothing that is returned refers to it"
    }
}
