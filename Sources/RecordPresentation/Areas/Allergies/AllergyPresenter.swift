import FHIR
import GPConnect

/// Allergies: active ones by agent A - Z, what a clinician stated of none, and ended ones apart, drug and non-drug in
/// one list (docs/spec/hazards.md section 1C; docs/spec/display.md section 6).
package struct AllergyPresenter: AreaPresenter {
    package init() {}

    private enum Part: Int, CaseIterable {
        case active, noneKnown, other, ended
    }

    private static let columns = [
        Column("agent", "Drug / substance", .flexible(minimum: 30), isTerm: true),
        Column("reactions", "Past reactions", .flexible(minimum: 22)),
        Column.date("recorded", "Recorded", priority: 1),
    ]

    package let groups: [RowGroup] = Part.allCases.map { part in
        switch part {
        case .active:
            RowGroup(
                "Active allergies", columns: columns, order: .alphabetical,
                emptyText: "No active allergies in the data returned: this does not state that there are none",
                showsWhenEmpty: true)
        case .noneKnown: RowGroup("Statements of no known allergies", columns: columns)
        case .other: RowGroup("Allergies of other status", columns: columns, order: .alphabetical)
        case .ended: RowGroup("ENDED ALLERGIES", columns: columns, order: .alphabetical, isCounted: false)
        }
    }

    package let linkedColumns = columns

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int {
        let facts = AllergyFacts(number, in: context)
        if list.holdsEndedAllergies || facts.isEnded { return Part.ended.rawValue }
        if facts.isNoneKnown { return Part.noneKnown.rawValue }
        return (facts.status ?? "active") == "active" ? Part.active.rawValue : Part.other.rawValue
    }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let facts = AllergyFacts(number, in: context)
        let recorded = RecordedDate(facts.resource["assertedDate"])
        return ItemText(
            cells: [
                "agent": facts.agent,
                "reactions": facts.isNoneKnown ? "" : ReactionText.words(of: facts.resource.value),
                "recorded": DateFormat.day(recorded),
            ],
            lines: AllergyLines.lines(of: facts), marks: AllergyMarks.marks(of: facts),
            sortDate: recorded.date?.sortKey, sortText: facts.agent, isCoded: TermText.isCoded(facts.concept),
            similarity: facts.agent.filter { $0.isLetter || $0.isNumber })
    }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        ended(in: context) + [
            HeadLine("Allergies shared with the practice by other organisations may be missing.")
        ]
    }

    /// docs/spec/hazards.md row 88.
    private func ended(in context: RecordContext) -> [HeadLine] {
        let record = context.record
        if let scope = context.origin.scope {
            guard scope.areas.contains(.allergies), !scope.includesEndedAllergies else { return [] }
            return [HeadLine("Active only: ended allergies not requested", level: .check)]
        }
        guard record.lists(.endedAllergies).isEmpty, record.area(.allergies).state != .notReturned else { return [] }
        return [HeadLine("Active only: no list of ended allergies in this file", level: .check)]
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let facts = AllergyFacts(number, in: context)
        var writer = DetailWriter(number, in: context)
        writer.section("Allergy", AllergyFields.allergy.flatMap { writer.fields($0) })
        let reactions = facts.resource.value.all("reaction")
        for (index, reaction) in reactions.enumerated() {
            writer.section(
                reactions.count == 1 ? "Past reaction" : "Past reaction \(index + 1) of \(reactions.count)",
                AllergyFields.reaction.flatMap { writer.fields($0, in: reaction) })
        }
        if reactions.isEmpty, !facts.isNoneKnown {
            writer.section("Past reaction", [DetailField("Reaction", "Not recorded")])
        }
        writer.section(AllergyFields.notes)
        return Detail(
            title: DisplayText.scrub(facts.agent), resource: number,
            marks: (AllergyMarks.marks(of: facts) + CommonMarks.marks(of: number, in: context)).map {
                Mark($0.level, DisplayText.scrub($0.text))
            }, sections: writer.finish())
    }
}
