/// Structure lists come only with a consultation of the primary list.
///
/// docs/spec/clinical-areas.md section 2
struct StructureNotReturned: Rule {
    let id = RuleID.consultationsStructureNotReturned
    let source = "clinical-areas.md 2"
    let statement =
        "Structure lists come only with a consultation of the primary list."

    func compared(_ context: ReasonContext) -> String {
        "gives a consultation its shape that is not returned in the list of consultations"
    }
}
