/// Consents, dissents and invitations among the immunisations are never uncategorised data, whatever is asked for.
///
/// docs/spec/clinical-areas.md section 8
struct UncategorisedStatus: SearchRule {
    let id = RuleID.uncategorisedStatus
    let source = "clinical-areas.md 8"
    let statement =
        "Consents, dissents and invitations among the immunisations are never uncategorised data, whatever is asked for."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.isImmunisation[item] ? false : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "an entry of the immunisations, so not among the uncategorised data"
    }
}
