/// Immunisations that were not given are returned only when includeNotGiven is true.
///
/// docs/spec/clinical-areas.md section 8
struct ImmunisationNotGiven: SearchRule {
    let id = RuleID.immunisationsNotGiven
    let source = "clinical-areas.md 8"
    let statement =
        "Immunisations that were not given are returned only when includeNotGiven is true."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard search.source.record.resource(item)["notGiven"]?.bool == true else { return nil }
        return search.request.immunisations?.includeNotGiven == true
    }

    func compared(_ context: ReasonContext) -> String {
        "not given; includeNotGiven is \(context.includeNotGiven)"
    }
}
