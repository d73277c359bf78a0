/// A topic or heading that holds nothing but withheld items is left out.
///
/// docs/spec/clinical-areas.md section 6
struct EmptiedList: Rule {
    let id = RuleID.withheldEmptied
    let source = "clinical-areas.md 6"
    let statement =
        "A topic or heading that holds nothing but withheld items is left out."

    func compared(_ context: ReasonContext) -> String {
        "holds nothing but withheld items"
    }
}
