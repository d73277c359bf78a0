/// An item shared in from elsewhere is never returned, and no code says so.
///
/// docs/spec/warnings.md section 5
struct NotOwned: Rule {
    let id = RuleID.withheldNotOwned
    let source = "warnings.md 5"
    let statement =
        "An item shared in from elsewhere is never returned, and no code says so."

    func compared(_ context: ReasonContext) -> String {
        "shared in from another organisation: not this practice's to give"
    }
}
