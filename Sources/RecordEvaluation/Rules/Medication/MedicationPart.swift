/// The plan and the drug of a returned medication come with it.
///
/// docs/spec/clinical-areas.md section 2
struct MedicationPart: Rule {
    let id = RuleID.medicationPart
    let source = "clinical-areas.md 2"
    let statement =
        "The plan and the drug of a returned medication come with it."

    func compared(_ context: ReasonContext) -> String {
        "belongs to the returned medication \(context.through)"
    }
}
