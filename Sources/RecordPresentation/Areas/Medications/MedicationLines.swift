import FHIR
import GPConnect

/// The lines under a medication's columns: dose, instruction, then type, quantity, last issue and count of issues
/// (docs/spec/display.md sections 4 and 14).
enum MedicationLines {
    static func lines(of facts: MedicationFacts) -> [RowLine] {
        guard facts.resource.type != .medication else {
            return [RowLine("Drug only: no medication in this record refers to it")]
        }
        return doses(facts) + facts.instructions.map { RowLine($0, label: "Instruction") } + kind(facts)
            + [RowLine(supply(facts))]
    }

    private static func doses(_ facts: MedicationFacts) -> [RowLine] {
        let doses = facts.doses
        return doses.isEmpty
            ? [RowLine("Not recorded", label: "DOSE")] : doses.map { RowLine($0, label: "DOSE") }
    }

    /// A plan or issue that stands in a row by itself says what it is.
    private static func kind(_ facts: MedicationFacts) -> [RowLine] {
        guard !facts.isStatement else { return [] }
        let isIssue = MedicationCourse.isIssue(facts.number, facts.record)
        if facts.course.statement != nil {
            return [RowLine("\(isIssue ? "Issue" : "Plan") of a medication that stands in a row of its own")]
        }
        return [RowLine(isIssue ? "Issue without its medication" : "Plan without a medication statement")]
    }

    private static func supply(_ facts: MedicationFacts) -> String {
        let parts: [String?] = [
            MedicationWords.type(facts.typeConcept), quantity(facts), authored(facts), lastIssue(facts),
            counter(facts), authorisation(facts),
        ]
        return parts.compactMap { $0 }.joined(separator: " - ")
    }

    /// The plan's quantity. Where the latest issue supplies another, both stand with their names
    /// (docs/spec/hazards.md section 4, P1_2).
    private static func quantity(_ facts: MedicationFacts) -> String {
        let issue = latestIssue(facts).map(facts.record.resource)
        guard let plan = facts.request else {
            return issue.flatMap(MedicationWords.supply).map { "issue \($0)" } ?? "quantity not stated"
        }
        let planned = MedicationWords.supply(of: plan)
        if let issue, let supplied = MedicationWords.supply(of: issue), supplied != planned {
            return "plan \(planned ?? "quantity not stated") - latest issue \(supplied)"
        }
        return QuantityFormat.supplied(plan["dispenseRequest"]?["quantity"]) ?? "quantity not stated"
    }

    /// The last that has begun, else the first of those ahead.
    private static func latestIssue(_ facts: MedicationFacts) -> Int? {
        let ahead = facts.futureIssues
        return facts.course.issues.last { !ahead.contains($0) } ?? ahead.first
    }

    /// The authoring day where it is not the day the medication starts and the difference tells something
    /// (docs/spec/hazards.md section 4, P1_10).
    private static func authored(_ facts: MedicationFacts) -> String? {
        let isApart = facts.typeCode == "delayed-prescribing" || facts.dates.isFuture(facts.period.start)
        let authored = RecordedDate(facts.request?["authoredOn"])
        guard isApart, let date = authored.date, date.firstDay != facts.period.start.date?.firstDay else { return nil }
        return "authored \(DateFormat.day(date))"
    }

    private static func lastIssue(_ facts: MedicationFacts) -> String? {
        guard facts.isStatement else { return nil }
        if facts.lastIssue.text != nil {
            let verb = facts.dates.isFuture(facts.lastIssue) ? MedicationWords.plannedIssue : "last issued"
            return "\(verb) \(DateFormat.day(facts.lastIssue))"
        }
        if facts.hasIssues || (facts.issued.flatMap(Int.init) ?? 0) > 0 { return "last issue date not recorded" }
        return "no issue recorded" + (issueBefore(facts) ?? "")
    }

    /// A plan that took over from another points at that one's last issue (docs/spec/hazards.md section 4, P1_19).
    private static func issueBefore(_ facts: MedicationFacts) -> String? {
        guard let plan = facts.course.plan else { return nil }
        for case .resource(let prior) in MedicationCourse.replaced(by: plan, facts.record) {
            for statement in MedicationCourse.statements(of: prior, facts.record) {
                let date = MedicationFacts.lastIssue(of: facts.record.resource(statement))
                if date.text != nil {
                    return " under this plan, last issued under the one before \(DateFormat.day(date))"
                }
            }
        }
        return nil
    }

    /// As sent: never `1 of 0` (docs/spec/hazards.md section 4, P1_21).
    private static func counter(_ facts: MedicationFacts) -> String? {
        switch (facts.issued, facts.limit) {
        case (let issued?, let limit?): return "\(issued) of \(limit)"
        case (nil, let limit?): return "number of issues made not stated, \(limit) allowed"
        case (let issued?, nil):
            return "\(issued) issued, \(facts.expiry.text == nil ? "no limit stated" : "limit not stated")"
        case (nil, nil):
            return ["repeat", "repeat-dispensing"].contains(facts.typeCode) ? "number of issues not stated" : nil
        }
    }

    private static func authorisation(_ facts: MedicationFacts) -> String? {
        guard facts.expiry.text != nil, !facts.dates.isPast(facts.expiry) else { return nil }
        return "authorised to \(DateFormat.day(facts.expiry))"
    }
}
