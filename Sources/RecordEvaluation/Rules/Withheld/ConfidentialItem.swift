/// A confidential item is withheld, and the lists it would have been in say that items are excluded.
///
/// docs/spec/warnings.md section 2
struct ConfidentialItem: Rule {
    let id = RuleID.withheldConfidential
    let source = "warnings.md 2"
    let statement =
        "A confidential item is withheld, and the lists it would have been in say that items are "
        + "excluded."

    func compared(_ context: ReasonContext) -> String {
        "marked confidential in the settings of the source"
    }
}
