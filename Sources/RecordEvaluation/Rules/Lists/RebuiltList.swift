/// The lists that answered the request of the source are made anew for this request.
///
/// docs/spec/clinical-areas.md section 1
struct RebuiltList: Rule {
    let id = RuleID.listRebuilt
    let source = "clinical-areas.md 1"
    let statement =
        "The lists that answered the request of the source are made anew for this request."

    func compared(_ context: ReasonContext) -> String {
        "a list that answered the source's own request: made anew for this one"
    }
}
