/// The OperationOutcome of the source is made anew: what still holds of it is kept.
///
/// docs/spec/warnings.md section 4
struct RebuiltOutcome: Rule {
    let id = RuleID.outcomeRebuilt
    let source = "warnings.md 4"
    let statement =
        "The OperationOutcome of the source is made anew: what still holds of it is kept."

    func compared(_ context: ReasonContext) -> String {
        "the warnings of the source's own request: made anew for this one"
    }
}
