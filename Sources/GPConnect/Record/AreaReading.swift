import FHIR

/// Sorts a record's lists and resources into the ten areas.
struct AreaReading {
    let bundle: Bundle
    let graph: ReferenceGraph
    let lists: [RecordList]
    let outcomes: [OutcomeIssue]

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
        let held = heldResources()
        var found: [ClinicalArea: [Int]] = [:]
        for (number, resource) in bundle.resources.enumerated() where !held[number] && hasHome[resource.typeNumber] {
            guard let area = ClinicalArea.home(of: resource) else { continue }
            found[area, default: []].append(number)
        }
        return found
    }

    /// What a list names, and what is shown as part of such an item: the plan, orders and drug of a medication, the
    /// results, specimens and requests of a report. A report or statement that no list names still shows its parts.
    private func heldResources() -> [Bool] {
        let parts = bundle.types.map { type in
            Self.partsOf[type].map { parts in bundle.types.map { parts.contains($0) } }
        }
        let isWhole = bundle.types.map { Self.wholes.contains($0) }
        var held = [Bool](repeating: false, count: bundle.resources.count)
        for list in lists { for entry in list.entries { if let target = entry.target { held[target] = true } } }
        var pending = bundle.resources.indices.filter { number in
            let type = bundle.resources[number].typeNumber
            return held[number] ? parts[type] != nil : isWhole[type]
        }
        while let number = pending.popLast() {
            guard let wanted = parts[bundle.resources[number].typeNumber] else { continue }
            for part in neighbours(of: number) where !held[part] && wanted[bundle.resources[part].typeNumber] {
                held[part] = true
                pending.append(part)
            }
        }
        return held
    }

    private static let wholes: Set<ResourceType> = [.medicationStatement, .diagnosticReport]

    private static let partsOf: [ResourceType: Set<ResourceType>] = [
        .medicationStatement: [.medication, .medicationRequest],
        .medicationRequest: [.medication, .medicationRequest],
        .diagnosticReport: [.observation, .specimen, .procedureRequest],
        .observation: [.observation, .specimen],
    ]

    /// Orders point at their plan, filing comments and results at their group: those links count backwards.
    private func neighbours(of number: Int) -> [Int] {
        let backward = graph.incoming(number).compactMap { edge -> Int? in
            let type = bundle.resources[edge.source].type
            return type == .medicationRequest || type == .observation ? edge.source : nil
        }
        return graph.outgoing(number).compactMap(\.target) + backward
    }
}
