/// The patient is always returned.
///
/// docs/spec/bundle.md section 3
struct PatientActor: Rule {
    let id = RuleID.actorsPatient
    let source = "bundle.md 3"
    let statement =
        "The patient is always returned."

    func compared(_ context: ReasonContext) -> String {
        "the patient of the record"
    }
}
