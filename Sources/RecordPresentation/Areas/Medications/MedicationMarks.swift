import FHIR
import GPConnect

/// The marks of a medication: one rule a line of the table, each beside the status word and never in its place
/// (docs/spec/hazards.md sections 1B, 2 and 4).
enum MedicationMarks {
    private static let rules: [@Sendable (MedicationFacts) -> [Mark]] = [
        stopped, future, delayed, setting, repeatDispensing, issues, allIssuesUsed, authorisationExpired, pastEnd,
        doseChanged, futureIssues, plannedIssue, planStatus, replaces, replacedBy, seeAllergies,
    ]

    static func marks(of facts: MedicationFacts) -> [Mark] { rules.flatMap { $0(facts) } }

    private static func stopped(_ facts: MedicationFacts) -> [Mark] {
        let stops = facts.stops
        if stops.isEmpty, facts.status == "stopped" { return [.check("STOPPED: date and reason not recorded")] }
        return stops.map { stop in
            let date = stop.date.text == nil ? ", date not recorded" : " \(DateFormat.day(stop.date))"
            let reason = stop.reason?.term ?? "reason not recorded"
            return Mark.check("STOPPED\(date): \(reason)\(stop.isOfIssue ? " (issue)" : "")")
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func future(_ facts: MedicationFacts) -> [Mark] {
        facts.dates.isFuture(facts.period.start) ? [.check("FUTURE from \(DateFormat.day(facts.period.start))")] : []
    }

    private static func delayed(_ facts: MedicationFacts) -> [Mark] {
        facts.typeCode == "delayed-prescribing" ? [.check("DELAYED PRESCRIPTION")] : []
    }

    private static func setting(_ facts: MedicationFacts) -> [Mark] {
        guard facts.isStatement else { return [] }
        return switch facts.setting {
        case .practice: []
        case .elsewhere(let place?): [.check("PRESCRIBED ELSEWHERE: \(place)")]
        case .elsewhere(nil): [.check("PRESCRIBED ELSEWHERE: where not stated")]
        case .words(let words): [.check("prescriber setting: \(words)")]
        case .notStated: [.note("prescriber setting not stated")]
        }
    }

    private static func repeatDispensing(_ facts: MedicationFacts) -> [Mark] {
        facts.typeCode == "repeat-dispensing" ? [.note("REPEAT DISPENSING")] : []
    }

    /// Only what is known: that none was made, that none is in the record, or nothing at all.
    private static func issues(_ facts: MedicationFacts) -> [Mark] {
        guard facts.isStatement, !facts.hasIssues else { return [] }
        if facts.isUnissued { return [.check("NOT YET ISSUED")] }
        if facts.issuesRequested == false { return [] }
        return [.note(MedicationWords.noIssue(facts))]
    }

    /// For repeat dispensing all issues are made at once: those ahead are not used
    /// (docs/spec/hazards.md rows 55 and 87).
    private static func allIssuesUsed(_ facts: MedicationFacts) -> [Mark] {
        guard let limit = facts.limit, let issued = facts.issued.flatMap(Int.init), issued >= limit else { return [] }
        if facts.typeCode == "repeat-dispensing", !facts.futureIssues.isEmpty { return [] }
        return [.check("ALL ISSUES USED")]
    }

    private static func authorisationExpired(_ facts: MedicationFacts) -> [Mark] {
        facts.dates.isPast(facts.expiry) ? [.check("AUTHORISATION EXPIRED \(DateFormat.day(facts.expiry))")] : []
    }

    private static func pastEnd(_ facts: MedicationFacts) -> [Mark] {
        guard MedicationStatus.isCurrent(facts.status), facts.dates.isPast(facts.period.end) else { return [] }
        return [.check("past end date \(DateFormat.day(facts.period.end))")]
    }

    private static func doseChanged(_ facts: MedicationFacts) -> [Mark] {
        guard case .on(let date) = facts.doseChange else { return [] }
        return [.check("DOSE CHANGED\(date.text == nil ? ", date not recorded" : " \(DateFormat.day(date))")")]
    }

    private static func futureIssues(_ facts: MedicationFacts) -> [Mark] {
        guard let first = facts.futureIssues.first else { return [] }
        let start = DateFormat.day(MedicationCourse.start(ofIssue: first, facts.record))
        return [.check("FUTURE ISSUE: \(facts.futureIssues.count) of \(facts.course.issues.count), next from \(start)")]
    }

    private static func plannedIssue(_ facts: MedicationFacts) -> [Mark] {
        guard facts.dates.isFuture(facts.lastIssue) else { return [] }
        return [.check("\(MedicationWords.plannedIssue) \(DateFormat.day(facts.lastIssue))")]
    }

    private static func planStatus(_ facts: MedicationFacts) -> [Mark] {
        guard facts.isStatement, let own = facts.status, let plan = facts.plan?["status"]?.recorded, plan != own else {
            return []
        }
        return [.note("status of the plan: \(MedicationStatus.text(plan))")]
    }

    private static func replaces(_ facts: MedicationFacts) -> [Mark] {
        guard let plan = facts.course.plan else { return [] }
        return MedicationCourse.replaced(by: plan, facts.record).map { prior in
            Mark.note("replaces: \(MedicationWords.course(prior, in: facts.context))")
        }
    }

    /// Sent by the later plan only; found by looking backwards (docs/spec/hazards.md section 4, P1_22).
    private static func replacedBy(_ facts: MedicationFacts) -> [Mark] {
        guard let plan = facts.course.plan else { return [] }
        return MedicationCourse.replacements(of: plan, facts.record).map { later in
            Mark.note("replaced by \(MedicationWords.course(.resource(later), in: facts.context))")
        }
    }

    private static let allergyWords = ["allerg", "adverse reaction", "intoleran", "hypersensitiv"]

    private static func seeAllergies(_ facts: MedicationFacts) -> [Mark] {
        let words = facts.stops.compactMap(\.reason).flatMap { reason in
            [reason.text].compactMap { $0 } + reason.codings.compactMap(\.display)
        }.map { $0.lowercased() }
        let names = words.contains { word in allergyWords.contains { word.contains($0) } }
        return names ? [.check("stopped for a reaction: see Allergies")] : []
    }
}
