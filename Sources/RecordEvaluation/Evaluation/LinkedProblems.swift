import GPConnect

/// The problems linked to what is returned (docs/spec/clinical-areas.md section 1.3 rules R4 and R5).
extension EvaluationRun {
    /// Headers only: what a linked problem links to in its turn is not followed.
    mutating func linkProblems() {
        var linking = ProblemLinking(primary: withheldProblems.union(problems))
        for (item, group) in linkable {
            for problem in source.problems.problems[item] {
                link(Int(problem), group, .problemsLinkedToItem, through: item, &linking)
            }
        }
        for problem in problems {
            for related in source.problems.related[problem] {
                link(Int(related), .problems, .problemsLinkedToProblem, through: problem, &linking)
            }
        }
        guard let contained = Self.listCode(.consultations, .problems) else { return }
        for problem in draft.lists[contained]?.items ?? [] {
            link(Int(problem), .consultations, .linkageConsultationProblem, through: -1, &linking)
        }
    }

    private struct ProblemLinking {
        /// Problems of the primary list are never in the linked list too.
        let primary: Set<Int>
        var seen: Set<Int> = []
    }

    private mutating func link(
        _ problem: Int, _ group: EntryGroup, _ rule: RuleID, through: Int, _ linking: inout ProblemLinking
    ) {
        guard source.record.resource(problem).type == .condition, !linking.primary.contains(problem),
            linking.seen.insert(problem).inserted
        else { return }
        let standing = source.standings[problem]
        if standing.isConfidential { draft.markWithheld(.linkedProblems) }
        guard standing == .normal else { return }
        if let area = source.disabledArea(of: problem) {
            draft.meetDisabled(area)
            return
        }
        draft.include(problem, group, rule, through: through)
        draft.add(problem, to: .linkedProblems)
    }

    /// Ended allergies that consultations or problems bring in need their own primary list, whatever was asked for
    /// (docs/spec/README.md question Q3).
    mutating func listEndedAllergies() {
        for (code, members) in draft.lists where code.holdsEndedAllergies && code != .endedAllergies {
            if members.hasWithheld { draft.markWithheld(.endedAllergies) }
            for item in members.items where draft.lists[.endedAllergies]?.items.contains(item) != true {
                draft.add(Int(item), to: .endedAllergies)
            }
        }
    }
}
