/// A problem without a clinical status is returned whatever status is asked for.
///
/// docs/spec/rules-dates.md section 2
struct ProblemStatusUnknown: SearchRule {
    let id = RuleID.problemsStatusUnknown
    let source = "rules-dates.md 2"
    let statement =
        "A problem without a clinical status is returned whatever status is asked for."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.record.resource(item)["clinicalStatus"] == nil ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "its status is not recorded: returned alongside those that match"
    }
}
