/// An item that is only contained in consultations or linked to problems comes with those and not otherwise.
///
/// docs/spec/clinical-areas.md section 2
struct NotFollowed: Rule {
    let id = RuleID.linkageNotFollowed
    let source = "clinical-areas.md 2"
    let statement =
        "An item that is only contained in consultations or linked to problems comes with those "
        + "and not otherwise."

    func compared(_ context: ReasonContext) -> String {
        "belongs to consultations or problems that are not returned"
    }
}
