/// What cannot be given without a withheld item is withheld with it.
///
/// docs/spec/warnings.md section 2
struct PartOfWithheld: Rule {
    let id = RuleID.withheldPart
    let source = "warnings.md 2"
    let statement =
        "What cannot be given without a withheld item is withheld with it."

    func compared(_ context: ReasonContext) -> String {
        "part of something of which another part is withheld"
    }
}
