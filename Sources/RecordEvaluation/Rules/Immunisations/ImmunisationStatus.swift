import GPConnect

/// Consents, dissents and invitations among the immunisations are returned unless includeStatus is false.
///
/// docs/spec/clinical-areas.md section 8
struct ImmunisationStatus: SearchRule {
    let id = RuleID.immunisationsStatus
    let source = "clinical-areas.md 8"
    let statement =
        "Consents, dissents and invitations among the immunisations are returned unless "
        + "includeStatus is false."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard search.source.record.resource(item).type != .immunization else { return nil }
        return search.request.immunisations?.includeStatus != false
    }

    func compared(_ context: ReasonContext) -> String {
        "a status entry (consent, dissent or invitation); includeStatus is \(context.includeStatus)"
    }
}
