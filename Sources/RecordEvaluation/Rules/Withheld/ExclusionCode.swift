/// An item whose SNOMED code is in the exclusion set is withheld like a confidential one.
///
/// docs/spec/warnings.md section 5
struct ExclusionCode: Rule {
    let id = RuleID.withheldExclusionCode
    let source = "warnings.md 5"
    let statement =
        "An item whose SNOMED code is in the exclusion set is withheld like a confidential one."

    func compared(_ context: ReasonContext) -> String {
        "its code is in the exclusion set of the source"
    }
}
