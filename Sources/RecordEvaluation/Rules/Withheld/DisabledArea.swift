/// Nothing of an area that the practice has switched off is returned; the OperationOutcome says so.
///
/// docs/spec/warnings.md section 4
struct DisabledArea: Rule {
    let id = RuleID.withheldDisabledArea
    let source = "warnings.md 4"
    let statement =
        "Nothing of an area that the practice has switched off is returned; the OperationOutcome "
        + "says so."

    func compared(_ context: ReasonContext) -> String {
        "\(context.areaTitle): switched off at the practice"
    }
}
