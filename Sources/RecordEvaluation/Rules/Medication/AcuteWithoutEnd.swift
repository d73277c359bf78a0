/// An acute medication without an end is active on its start day only; a delayed prescription counts as acute.
///
/// docs/spec/rules-dates.md section 3
struct AcuteWithoutEnd: SearchRule {
    let id = RuleID.medicationAcuteWithoutEnd
    let source = "rules-dates.md 3"
    let statement =
        "An acute medication without an end is active on its start day only; a delayed "
        + "prescription counts as acute."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let facts = search.source.medication[item], let from = search.medicationFrom, facts.kind.isAcute,
            let start = facts.startDays
        else { return nil }
        return start.high >= from
    }

    func compared(_ context: ReasonContext) -> String {
        "\(context.prescriptionType), started \(context.text(of: context.medication?.start)) and has no end: active on that day only; "
            + "the search starts \(context.medicationFrom)"
    }
}
