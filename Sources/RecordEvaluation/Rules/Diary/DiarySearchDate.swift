/// A diary entry is returned when it is planned on or before the search date; overdue entries always are.
///
/// docs/spec/rules-dates.md section 5
struct DiarySearchDate: SearchRule {
    let id = RuleID.diarySearchDate
    let source = "rules-dates.md 5"
    let statement =
        "A diary entry is returned when it is planned on or before the search date; overdue "
        + "entries always are."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let until = search.diaryUntil else { return nil }
        return search.source.searchDates[item].overlap(SearchDays(start: nil, end: until))
    }

    func compared(_ context: ReasonContext) -> String {
        "planned \(context.recordedDate); the search ends \(context.diaryUntil)"
    }
}
