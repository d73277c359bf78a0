import GPConnect

/// An item whose date is unknown or not recorded is returned alongside those that match.
///
/// docs/spec/rules-dates.md section 2
struct DateUnknown: SearchRule {
    var area: ClinicalArea = .uncategorised
    let id = RuleID.searchDateUnknown
    let source = "rules-dates.md 2"
    let statement =
        "An item whose date is unknown or not recorded is returned alongside those that match."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.searchDates[item].isUnknown ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "its date is unknown: returned alongside those that match"
    }
}
