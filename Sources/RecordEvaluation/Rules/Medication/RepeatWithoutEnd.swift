/// A repeat or repeat-dispensed medication without an end is on-going from its start.
///
/// docs/spec/rules-dates.md section 3
struct RepeatWithoutEnd: SearchRule {
    let id = RuleID.medicationRepeatWithoutEnd
    let source = "rules-dates.md 3"
    let statement =
        "A repeat or repeat-dispensed medication without an end is on-going from its start."

    func returns(_ item: Int, in search: Search) -> Bool? {
        search.source.medication[item]?.kind.isRepeat == true ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "\(context.prescriptionType), started \(context.text(of: context.medication?.start)) and has no end: on-going"
    }
}
