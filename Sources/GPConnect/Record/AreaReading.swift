import FHIR

/// Sorts a record's lists and resources into the ten areas.
struct AreaReading {
    let bundle: Bundle
    let graph: ReferenceGraph
    let lists: [RecordList]
    let outcomes: [OutcomeIssue]
    /// The Lists that consultations show.
    let shownLists: Set<Int>

    func areas() -> [AreaSummary] {
        let unlisted = unlistedByArea()
        let unknown = unknownListsByArea()
        return ClinicalArea.allCases.map { area in
            let primary = listNumbers(ListCode.primary(of: area))
            let secondary = listNumbers(ListCode.secondary.filter { $0.area == area }) + (unknown[area] ?? [])
            let ownUnlisted = unlisted[area] ?? []
            let codes = (primary + secondary).flatMap { lists[$0].warningCodes }
            return AreaSummary(
                area: area, state: state(of: area, primary: primary, secondary: secondary, unlisted: ownUnlisted),
                primaryLists: primary, secondaryLists: secondary, unlisted: ownUnlisted,
                warningCodes: codes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        }
    }

    /// A List of a code nobody knows goes to the area of its first item, so that what it holds is seen; one that holds
    /// nothing this record can place is reported as not displayed (docs/spec/hazards.md row 36).
    private func unknownListsByArea() -> [ClinicalArea: [Int]] {
        var found: [ClinicalArea: [Int]] = [:]
        for (number, list) in lists.enumerated() where list.isOfUnknownKind {
            let homes = list.entries.lazy.compactMap {
                $0.target.flatMap { ClinicalArea.home(of: bundle.resources[$0]) }
            }
            if let area = homes.first { found[area, default: []].append(number) }
        }
        return found
    }

    private func listNumbers(_ codes: [ListCode]) -> [Int] {
        codes.flatMap { code in lists.indices.filter { lists[$0].listCode == code } }
    }

    /// The state is that of the primary list, for allergies the active one.
    private func state(
        of area: ClinicalArea, primary: [Int], secondary: [Int], unlisted: [Int]
    ) -> AreaSummary.State {
        let isDisabled = outcomes.contains { $0.meaning == .disabled(area) }
        if area == .documents {
            let any = !unlisted.isEmpty || secondary.contains { !lists[$0].entries.isEmpty }
            return any ? .returned : isDisabled ? .disabled : .notReturned
        }
        let deciding = primary.filter { lists[$0].listCode == ListCode.primary(of: area).first }
        if deciding.contains(where: { !lists[$0].entries.isEmpty }) { return .returned }
        if isDisabled { return .disabled }
        return deciding.isEmpty ? .notReturned : .empty
    }

    private func unlistedByArea() -> [ClinicalArea: [Int]] {
        let hasHome = bundle.types.map { ClinicalArea.isHome(to: $0) }
        let held = HeldResources.find(in: bundle, graph: graph, lists: lists, shownLists: shownLists)
        var found: [ClinicalArea: [Int]] = [:]
        for (number, resource) in bundle.resources.enumerated() where !held[number] && hasHome[resource.typeNumber] {
            guard let area = ClinicalArea.home(of: resource) else { continue }
            found[area, default: []].append(number)
        }
        return found
    }
}
