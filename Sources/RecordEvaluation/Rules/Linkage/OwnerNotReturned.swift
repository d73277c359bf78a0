/// A part is returned only with the item it is part of.
///
/// docs/spec/clinical-areas.md section 2
struct OwnerNotReturned: Rule {
    let id = RuleID.linkageOwnerNotReturned
    let source = "clinical-areas.md 2"
    let statement =
        "A part is returned only with the item it is part of."

    func compared(_ context: ReasonContext) -> String {
        "belongs to \(context.through), which is not returned"
    }
}
