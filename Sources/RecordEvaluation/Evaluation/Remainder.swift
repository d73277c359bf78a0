import FHIR
import GPConnect

/// Gives a reason to every resource that no step decided about, so that each has exactly one.
extension EvaluationRun {
    mutating func explainTheRest() {
        meetMentionedAreas()
        for number in draft.reasons.indices where draft.reasons[number] == nil || withheldOverrides(number) {
            let (rule, through) = remainder(number)
            draft.settle(number, rule, through: through)
        }
    }

    /// What a returned list or problem says of a disabled area counts as meeting it
    /// (docs/spec/warnings.md section 5).
    private mutating func meetMentionedAreas() {
        let disabled = source.disabledBySource
        guard !disabled.isEmpty else { return }
        for (number, areas) in source.mentions where draft.included[number] {
            for area in areas where disabled.contains(area) { draft.meetDisabled(area) }
        }
    }

    /// That an item is withheld is told before how it fared in a search.
    private func withheldOverrides(_ number: Int) -> Bool {
        !draft.included[number] && source.standings[number] != .normal
    }

    private func remainder(_ number: Int) -> (rule: RuleID, through: Int) {
        let resource = source.record.resource(number)
        if let rule = Self.rules[source.standings[number]] { return (rule, -1) }
        if let container = resource.container, resource.type != .allergyIntolerance {
            return (.recordContained, container)
        }
        switch resource.type {
        case .list: return (isQueryList(number) ? .listRebuilt : .consultationsStructureNotReturned, -1)
        case .operationOutcome: return (.outcomeRebuilt, -1)
        default: break
        }
        if source.actors.isActor[number] { return (.actorsNotReferredTo, -1) }
        return clinicalRemainder(number, resource)
    }

    private static let rules: [Standing: RuleID] = [
        .duplicate: .recordDuplicate, .otherPatient: .recordOtherPatient, .notOwned: .withheldNotOwned,
        .enteredInError: .withheldEnteredInError, .confidential: .withheldConfidential,
        .excludedCode: .withheldExclusionCode, .partOfWithheld: .withheldPart, .emptied: .withheldEmptied,
    ]

    private func isQueryList(_ number: Int) -> Bool { source.queryLists.contains(number) }

    private func clinicalRemainder(_ number: Int, _ resource: Resource) -> (rule: RuleID, through: Int) {
        if source.disabledArea(of: number) != nil { return (.withheldDisabledArea, -1) }
        let owners = source.parts.owners[number].map { Int($0) }
        if resource.type == .medicationRequest, let owner = owners.first(where: { draft.included[$0] }) {
            return (.medicationIssueNotLinked, owner)
        }
        if let owner = owners.first { return (.linkageOwnerNotReturned, owner) }
        if source.members[.endedAllergies]?.contains(where: { $0.resource == number }) == true {
            return (.allergiesEndedNotAskedFor, -1)
        }
        if !source.isListed[number] { return (.coverageNotListed, -1) }
        return (source.isMember[number] ? .coverageNotAskedFor : .linkageNotFollowed, -1)
    }
}
