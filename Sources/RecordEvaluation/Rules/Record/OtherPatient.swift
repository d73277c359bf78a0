/// An item whose subject is another patient is left out.
///
/// docs/spec/bundle.md section 10
struct OtherPatient: Rule {
    let id = RuleID.recordOtherPatient
    let source = "bundle.md 10"
    let statement =
        "An item whose subject is another patient is left out."

    func compared(_ context: ReasonContext) -> String {
        "its subject is another patient: \(context.otherPatient)"
    }
}
