/// With filterStatus the problems of that clinical status are returned.
///
/// docs/spec/clinical-areas.md section 7
struct ProblemStatus: SearchRule {
    let id = RuleID.problemsStatus
    let source = "clinical-areas.md 7"
    let statement =
        "With filterStatus the problems of that clinical status are returned."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.record.resource(item)["clinicalStatus"]?.recorded == search.request.problems?.filterStatus
    }

    func compared(_ context: ReasonContext) -> String {
        "the problem is \(context.problemStatus); \(context.evaluation.request.problems?.filterStatus ?? "any") problems are asked for"
    }
}
