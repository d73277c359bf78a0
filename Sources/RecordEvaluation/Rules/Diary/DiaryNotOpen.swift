/// A completed or cancelled diary entry is never returned, whatever the date.
///
/// docs/spec/rules-dates.md section 5
struct DiaryNotOpen: SearchRule {
    let id = RuleID.diaryNotOpen
    let source = "rules-dates.md 5"
    let statement =
        "A completed or cancelled diary entry is never returned, whatever the date."

    func returns(_ item: Int, in search: Search) -> Bool? {
        let status = search.source.record.resource(item)["status"]?.recorded
        return status == "completed" || status == "cancelled" ? false : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "its status is \(context.status): only open diary entries are returned"
    }
}
