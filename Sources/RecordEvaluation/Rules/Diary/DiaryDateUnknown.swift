/// A diary entry whose planned date is unknown is always returned.
///
/// docs/spec/rules-dates.md section 5
struct DiaryDateUnknown: SearchRule {
    let id = RuleID.diaryDateUnknown
    let source = "rules-dates.md 5"
    let statement =
        "A diary entry whose planned date is unknown is always returned."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.searchDates[item].isUnknown ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "the planned date is unknown: returned alongside those that match"
    }
}
