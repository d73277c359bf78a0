/// A consultation is returned when it starts on or after the start of the search and ends on or before its end;
/// without an end its start stands in.
///
/// docs/spec/rules-dates.md section 1, docs/spec/README.md question Q7
struct ConsultationSearchPeriod: SearchRule {
    let id = RuleID.consultationsSearchPeriod
    let source = "rules-dates.md 1"
    let statement =
        "A consultation is returned when it starts on or after the start of the search and ends "
        + "on or before its end; without an end its start stands in."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.period(.consultations).map { search.source.searchDates[item].overlap($0) }
    }

    func compared(_ context: ReasonContext) -> String {
        "took place \(context.consultationPeriod); the search runs \(context.period(.consultations))"
    }
}
