import FHIR
import GPConnect

/// The lines under an allergy's columns: how bad, of what kind, since when, and the notes whole, because qualifiers are
/// packed into them (docs/spec/hazards.md section 5).
enum AllergyLines {
    static func lines(of facts: AllergyFacts) -> [RowLine] {
        if facts.isNoneKnown { return [RowLine(noneKnown(facts))] + notes(facts) }
        let qualifiers = qualifiers(facts)
        return ReactionText.descriptions(of: facts.resource.value).map { RowLine($0, label: "Reaction") }
            + (qualifiers.isEmpty ? [] : [RowLine(qualifiers.joined(separator: " - "))]) + notes(facts)
    }

    private static func notes(_ facts: AllergyFacts) -> [RowLine] {
        facts.resource.value.all("note").compactMap { $0["text"]?.recorded?.nonEmpty }.map {
            RowLine($0, label: "Note")
        }
    }

    private static func qualifiers(_ facts: AllergyFacts) -> [String] {
        let value = facts.resource.value
        let severity = facts.severities
        let criticality = value["criticality"]?.recorded?.nonEmpty
        let kinds = value.all("category").compactMap { $0.recorded?.nonEmpty }
        let onset = value["onsetDateTime"].map { DateFormat.day(RecordedDate($0)) }
        let parts: [String?] = [
            severity.isEmpty ? nil : "severity \(severity.joined(separator: ", "))",
            criticality.map { "criticality \(AllergyFields.criticalities[$0] ?? $0)" },
            kinds.isEmpty ? nil : kinds.map { AllergyFields.kinds[$0] ?? $0 }.joined(separator: ", "),
            value["type"]?.recorded?.nonEmpty, onset.map { "onset \($0)" },
        ]
        return parts.compactMap { $0 }
    }

    /// Only with date, author and role (docs/spec/display.md section 6, "none known").
    private static func noneKnown(_ facts: AllergyFacts) -> String {
        let isGeneral = facts.concept?.hasCode("716186003") == true
        let date = DateFormat.day(RecordedDate(facts.resource["assertedDate"]), missing: "date not recorded")
        let words = isGeneral ? AllergyLabel.Kind.noneKnown.rawValue : facts.agent
        return "\(words) - recorded \(date), \(author(facts))"
    }

    private static func author(_ facts: AllergyFacts) -> String {
        let record = facts.context.record
        let element = facts.resource["recorder"] ?? facts.resource["asserter"]
        switch record.resolve(element, from: facts.number) {
        case .absent: return "author not recorded"
        case .words(let words): return "\(words), role not recorded"
        case .notSupplied(let reference, let display): return "author not supplied: \(display ?? reference)"
        case .resource(let person):
            let name = ActorText(record).name(person)
            if record.resource(person).type == .practitionerRole { return name }
            return "\(name), \(role(of: person, record) ?? "role not recorded")"
        }
    }

    private static func role(of person: Int, _ record: StructuredRecord) -> String? {
        let roles = record.roles(of: person)
        let names = roles.flatMap { record.resource($0).value.all("code") }.compactMap { CodeableConcept($0)?.term }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
