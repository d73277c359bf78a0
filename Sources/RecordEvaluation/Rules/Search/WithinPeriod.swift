import GPConnect

/// An item is returned when any day that its date may mean lies within the search period, both ends included.
///
/// docs/spec/rules-dates.md section 2, docs/spec/README.md questions Q1 and Q31
struct WithinPeriod: SearchRule {
    var area: ClinicalArea = .uncategorised
    let id = RuleID.searchPeriod
    let source = "rules-dates.md 2"
    let statement =
        "An item is returned when any day that its date may mean lies within the search period, "
        + "both ends included."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.period(area).map { search.source.searchDates[item].overlap($0) }
    }

    func compared(_ context: ReasonContext) -> String {
        "dated \(context.recordedDate); the search runs \(context.period(context.area))"
    }
}
