/// A medication without an end that is neither acute nor repeat is treated as repeat.
///
/// docs/spec/rules-dates.md section 3
struct PrescriptionTypeNotGiven: SearchRule {
    let id = RuleID.medicationTypeNotGiven
    let source = "rules-dates.md 3"
    let statement =
        "A medication without an end that is neither acute nor repeat is treated as repeat."

    func returns(_ item: Int, in search: Search) -> Bool? {
        true
    }

    func compared(_ context: ReasonContext) -> String {
        "\(context.prescriptionType), started \(context.text(of: context.medication?.start)) and has no end: "
            + "treated as repeat, so on-going"
    }
}
