/// With includeNumberOfMostRecent the consultations with the latest starts are returned, undated ones last.
///
/// docs/spec/rules-dates.md section 1, docs/spec/README.md question Q16
struct MostRecentConsultations: SearchRule {
    let id = RuleID.consultationsMostRecent
    let source = "rules-dates.md 1"
    let statement =
        "With includeNumberOfMostRecent the consultations with the latest starts are returned, "
        + "undated ones last."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.mostRecent?.contains(item)
    }

    func compared(_ context: ReasonContext) -> String {
        context.mostRecent
    }
}
