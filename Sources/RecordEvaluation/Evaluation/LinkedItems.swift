import FHIR
import GPConnect

/// What consultations and problems bring in (docs/spec/clinical-areas.md sections 1.3 and 2).
extension EvaluationRun {
    mutating func followConsultations() {
        for encounter in consultations {
            for list in source.contents.structure[encounter] where source.standings[Int(list)] == .normal {
                draft.include(Int(list), .consultations, .consultationsStructure, through: encounter)
            }
            for problem in source.contents.problems[encounter] {
                bring(Int(problem), .consultations, .linkageConsultationProblem, through: encounter)
            }
            for item in source.contents.items[encounter] {
                bring(Int(item), .consultations, .linkageConsultationItem, through: encounter)
            }
        }
        bringActualProblems()
    }

    /// A problem contained in a consultation brings the item that is the problem, even where no heading names it
    /// (docs/spec/clinical-areas.md section 2, "actual problem of a contained problem").
    private mutating func bringActualProblems() {
        guard let code = Self.listCode(.consultations, .problems) else { return }
        for problem in draft.lists[code]?.items ?? [] {
            for item in source.problems.actual[Int(problem)] {
                bring(Int(item), .consultations, .linkageActualProblem, through: Int(problem))
            }
        }
    }

    mutating func followProblems() {
        for problem in problems {
            for item in source.problems.items[problem] {
                bring(Int(item), .problems, .linkageProblemItem, through: problem)
            }
        }
    }

    /// Brings in an item that a consultation or problem names, into the secondary list of its type.
    private mutating func bring(_ target: Int, _ layer: ListCode.Layer, _ rule: RuleID, through: Int) {
        let listItem = Int(source.parts.listItem[target])
        let item = listItem >= 0 ? listItem : target
        guard let list = secondaryList(for: item, layer) else { return }
        let standing = source.standings[target] == .normal ? source.standings[item] : source.standings[target]
        if standing.isConfidential, let code = list.code { draft.markWithheld(code) }
        guard standing == .normal else { return }
        if let area = source.disabledArea(of: item) {
            draft.meetDisabled(area)
            return
        }
        let group = layer == .consultations ? EntryGroup.consultations : .problems
        draft.include(item, group, rule, through: through)
        includeParts(of: item, group, issues: .onlyLinked)
        if target != item {
            draft.include(target, group, .medicationIssueLinked, through: through)
            includeParts(of: target, group, issues: .onlyLinked)
        }
        if let code = list.code { draft.add(item, to: code) }
        if layer == .consultations || source.record.resource(item).type != .medicationStatement {
            linkable.append((item, group))
        }
    }

    /// The secondary list an item belongs to: nil inside for one that has none, such as an issue without a statement;
    /// nil for what is no item at all.
    private func secondaryList(for item: Int, _ layer: ListCode.Layer) -> (code: ListCode?, Void)? {
        let resource = source.record.resource(item)
        if source.actors.isActor[item] || resource.type == .list || resource.type == .medication { return nil }
        if resource.type == .encounter, layer == .consultations { return nil }
        if resource.type == .medicationRequest { return (nil, ()) }
        if let area = Self.listAreas[resource.type] {
            return (Self.listCode(layer, area, isEnded: source.isEnded[item]), ())
        }
        return (layer == .consultations ? Self.listCode(layer, .uncategorised) : nil, ())
    }

    /// The area of the secondary list in which items of a type stand (docs/spec/clinical-areas.md section 1.2).
    private static let listAreas: [ResourceType: ClinicalArea] = [
        .allergyIntolerance: .allergies, .procedureRequest: .diary, .documentReference: .documents,
        .immunization: .immunisations, .diagnosticReport: .investigations, .medicationStatement: .medications,
        .referralRequest: .referrals, .condition: .problems,
        .observation: .uncategorised, .encounter: .consultations,
    ]

    private struct ListKey: Hashable {
        let layer: ListCode.Layer
        let area: ClinicalArea
        let isEnded: Bool
    }

    private static let listCodes = Dictionary(
        uniqueKeysWithValues: ListCode.secondary.filter { $0 != .linkedProblems }.map {
            (ListKey(layer: $0.layer, area: $0.area, isEnded: $0.holdsEndedAllergies), $0)
        })

    /// A problem's own link to a problem goes into the one list of linked problems.
    static func listCode(_ layer: ListCode.Layer, _ area: ClinicalArea, isEnded: Bool = false) -> ListCode? {
        if layer == .problems, area == .problems { return .linkedProblems }
        return listCodes[ListKey(layer: layer, area: area, isEnded: isEnded)]
    }
}
