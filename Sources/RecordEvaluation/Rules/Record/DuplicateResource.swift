/// Of several resources with one type and id the first stands for all.
///
/// docs/spec/bundle.md section 10
struct DuplicateResource: Rule {
    let id = RuleID.recordDuplicate
    let source = "bundle.md 10"
    let statement =
        "Of several resources with one type and id the first stands for all."

    func compared(_ context: ReasonContext) -> String {
        "a duplicate of an earlier resource with the same type and id"
    }
}
