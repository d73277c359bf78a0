/// A consultation whose date is unknown is always returned.
///
/// docs/spec/rules-dates.md section 2
struct ConsultationDateUnknown: SearchRule {
    let id = RuleID.consultationsDateUnknown
    let source = "rules-dates.md 2"
    let statement =
        "A consultation whose date is unknown is always returned."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.searchDates[item].isUnknown ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "the date of the consultation is unknown: returned alongside those that match"
    }
}
