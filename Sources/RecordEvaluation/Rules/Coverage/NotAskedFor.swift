/// Nothing of an area is returned that was not asked for, but for what is linked to something returned.
///
/// docs/spec/parameters.md section 2
struct NotAskedFor: Rule {
    let id = RuleID.coverageNotAskedFor
    let source = "parameters.md 2"
    let statement =
        "Nothing of an area is returned that was not asked for, but for what is linked to "
        + "something returned."

    func compared(_ context: ReasonContext) -> String {
        "\(context.areaTitle) not asked for, and nothing returned is linked to it"
    }
}
