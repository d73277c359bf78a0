/// Everything that a returned report reaches comes with it: results, groups, comments, specimens, the request,
/// documents.
///
/// docs/spec/clinical-areas.md section 10
struct ReportPart: Rule {
    let id = RuleID.investigationsPart
    let source = "clinical-areas.md 10"
    let statement =
        "Everything that a returned report reaches comes with it: results, groups, comments, "
        + "specimens, the request, documents."

    func compared(_ context: ReasonContext) -> String {
        "belongs to the returned report \(context.through)"
    }
}
