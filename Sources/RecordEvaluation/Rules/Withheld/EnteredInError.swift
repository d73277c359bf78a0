/// An item entered in error is never returned, and no code says so.
///
/// docs/spec/warnings.md section 5
struct EnteredInError: Rule {
    let id = RuleID.withheldEnteredInError
    let source = "warnings.md 5"
    let statement =
        "An item entered in error is never returned, and no code says so."

    func compared(_ context: ReasonContext) -> String {
        "entered in error"
    }
}
