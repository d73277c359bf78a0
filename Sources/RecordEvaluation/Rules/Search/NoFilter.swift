import GPConnect

/// Without a filter every member of the area is returned.
///
/// docs/spec/parameters.md section 2
struct NoFilter: SearchRule {
    var area: ClinicalArea = .uncategorised
    let id = RuleID.searchNoFilter
    let source = "parameters.md 2"
    let statement =
        "Without a filter every member of the area is returned."

    func returns(_ item: Int, in search: Search) -> Bool? {
        guard let parameter = ParameterTable.parameter(of: area) else { return nil }
        return parameter.parts.allSatisfy { $0.value(in: search.request) == nil } ? true : nil
    }

    func compared(_ context: ReasonContext) -> String {
        "no filter is given: everything of the area is returned"
    }
}
