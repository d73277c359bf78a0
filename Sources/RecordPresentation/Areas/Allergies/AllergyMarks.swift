import FHIR
import GPConnect

/// The marks of an allergy: one rule a line of the table (docs/spec/hazards.md section 1C; docs/spec/display.md
/// section 6).
enum AllergyMarks {
    private static let rules: [@Sendable (AllergyFacts) -> [Mark]] = [
        ended, status, notCoded, unknownToPrescribing, notListed, besideOthers,
    ]

    static func marks(of facts: AllergyFacts) -> [Mark] { rules.flatMap { $0(facts) } }

    private static func ended(_ facts: AllergyFacts) -> [Mark] {
        guard facts.isEnded else { return [] }
        let date = facts.endDate.text == nil ? ", date not recorded" : " \(DateFormat.day(facts.endDate))"
        return [.note("ENDED\(date), reason \(facts.endReason ?? "not recorded")")]
    }

    /// Where status and list disagree, both are said.
    private static func status(_ facts: AllergyFacts) -> [Mark] {
        if facts.status == nil { return [.check("status not recorded")] }
        if facts.isEnded, facts.status == "active" { return [.check("recorded as active, sent as ended")] }
        if facts.isEnded, facts.isNamedAsActive { return [.check("ended, sent in the list of active allergies")] }
        return []
    }

    /// A degraded entry says so by its own mark.
    private static func notCoded(_ facts: AllergyFacts) -> [Mark] {
        guard DegradedCode(in: facts.concept) == nil, !TermText.isCoded(facts.concept) else { return [] }
        return [.note("not coded")]
    }

    /// docs/spec/warnings.md section 6, "degraded drug allergy".
    private static func unknownToPrescribing(_ facts: AllergyFacts) -> [Mark] {
        guard DegradedCode(in: facts.concept) == .drugAllergy else { return [] }
        return [.check("prescribing support does not know this allergy")]
    }

    private static func notListed(_ facts: AllergyFacts) -> [Mark] {
        facts.isContainedUnlisted ? [.check("not listed")] : []
    }

    /// A statement of none may stand alone only (docs/spec/clinical-areas.md section 4).
    private static func besideOthers(_ facts: AllergyFacts) -> [Mark] {
        guard facts.isNoneKnown, AllergyLabel.of(facts.context.record).kind == .known else { return [] }
        return [.check("recorded beside known allergies")]
    }
}
