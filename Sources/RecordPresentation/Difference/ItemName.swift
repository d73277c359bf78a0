import FHIR
import GPConnect

/// What an item is called in a sentence: its term and its day (docs/spec/display.md section 10: never cut).
package enum ItemName {
    package static func text(_ number: Int, in context: RecordContext) -> String {
        let resource = context.resource(number)
        let words = [term(number, resource, context), day(of: resource)].compactMap { $0 }.joined(separator: ", ")
        return DisplayText.scrub(words.isEmpty ? resource.label : words)
    }

    private static func term(_ number: Int, _ resource: Resource, _ context: RecordContext) -> String? {
        switch resource.type {
        case .medicationStatement, .medicationRequest: MedicationFacts(number, in: context).drugName
        case .list: resource["title"]?.recorded?.nonEmpty ?? TermText.term(CodeableConcept(resource["code"]))
        case .encounter: TermText.term(resource.value.all("type").first.flatMap { CodeableConcept($0) })
        case .immunization:
            TermText.term(CodeableConcept(resource.value.extensionNamed("VaccinationProcedure")?.extensionValue))
                ?? TermText.term(CodeableConcept(resource["vaccineCode"]))
        case .organization, .location: resource["name"]?.recorded?.nonEmpty
        case .documentReference:
            resource["description"]?.recorded?.nonEmpty ?? TermText.term(CodeableConcept(resource["type"]))
        default: TermText.term(CodeableConcept(resource["code"]))
        }
    }

    /// The element that says when, by type.
    private static let dates: [ResourceType: [StaticString]] = [
        .medicationStatement: ["effectivePeriod", "effectiveDateTime"], .medicationRequest: ["authoredOn"],
        .encounter: ["period"], .condition: ["onsetDateTime", "assertedDate"],
        .allergyIntolerance: ["onsetDateTime", "assertedDate"], .immunization: ["date"],
        .observation: ["effectiveDateTime", "effectivePeriod"], .diagnosticReport: ["issued"],
        .referralRequest: ["authoredOn"], .procedureRequest: ["occurrenceDateTime", "occurrencePeriod"],
        .documentReference: ["created", "indexed"],
    ]

    private static func day(of resource: Resource) -> String? {
        for name in dates[resource.type] ?? [] {
            guard let value = resource[name] else { continue }
            let recorded = Period(value)?.start ?? RecordedDate(value)
            if recorded.text != nil { return DateFormat.day(recorded) }
        }
        return nil
    }
}
