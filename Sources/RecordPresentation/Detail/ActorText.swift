import FHIR
import GPConnect

/// How a reference is put into words: people, organisations and places by name, items by their term, and what the record
/// does not hold as such (docs/spec/hazards.md row 36).
package struct ActorText: Sendable {
    package let record: StructuredRecord

    package init(_ record: StructuredRecord) { self.record = record }

    package func text(_ reference: JSONValue, from source: Int) -> (text: String, link: Int?)? {
        text(reference, from: source, stepsLeft: Self.longestChain)
    }

    /// A role names its person and an order its drug: a record whose references run in a ring must not trap the reader.
    private static let longestChain = 4

    private func text(_ reference: JSONValue, from source: Int, stepsLeft: Int) -> (text: String, link: Int?)? {
        switch record.resolve(reference, from: source) {
        case .absent: return identifier(reference["identifier"]).map { ($0, nil) }
        case .resource(let number):
            let name = name(number, stepsLeft: stepsLeft)
            return (name + spokenDisplay(reference, beside: name), number)
        case .words(let words): return (words, nil)
        case .notSupplied(let reference, let display):
            return (display.map { "\($0) (not supplied: \(reference))" } ?? "not supplied: \(reference)", nil)
        }
    }

    /// Somebody or something outside the record, known by a number alone.
    private func identifier(_ value: JSONValue?) -> String? {
        guard let identifier = value.map(Identifier.init), let number = identifier.value?.nonEmpty else { return nil }
        let system = identifier.system.map { " (\(IdentifierSystem.names[$0] ?? $0))" } ?? ""
        return "identifier \(number)\(system)"
    }

    /// A display beside a reference is shown too when it says something else than the resource's own name.
    private func spokenDisplay(_ reference: JSONValue, beside name: String) -> String {
        guard let display = reference["display"]?.recorded?.nonEmpty, !name.contains(display) else { return "" }
        return " (\(display))"
    }

    /// The name of a resource for people; `Type/id` when it has none.
    package func name(_ number: Int) -> String { name(number, stepsLeft: Self.longestChain) }

    private func name(_ number: Int, stepsLeft: Int) -> String {
        let resource = record.resource(number)
        guard stepsLeft > 0 else { return resource.label }
        return ownName(number, resource, stepsLeft - 1) ?? resource.label
    }

    private func ownName(_ number: Int, _ resource: Resource, _ stepsLeft: Int) -> String? {
        switch resource.type {
        case .patient: NameFormat.patient(NameFormat.official(of: resource.value))
        case .practitioner: NameFormat.practitioner(NameFormat.official(of: resource.value))
        case .practitionerRole: role(number, stepsLeft)
        case .organization, .location, .healthcareService: named(resource)
        case .encounter: encounter(resource)
        case .medicationStatement, .medicationRequest: medication(number, stepsLeft)
        case .diagnosticReport: ReportWords.name(of: number, in: record)
        case .documentReference:
            resource["description"]?.recorded?.nonEmpty ?? CodeableConcept(resource["type"])?.term
        case .referralRequest:
            CodeableConcept(resource.value.all("reasonCode").first)?.term ?? resource["description"]?.recorded?.nonEmpty
        case .immunization:
            CodeableConcept(
                resource.value.extensionNamed("Extension-CareConnect-VaccinationProcedure-1")?.extensionValue)?
                .term ?? CodeableConcept(resource["vaccineCode"])?.term
        case .procedureRequest:
            CodeableConcept(resource["code"])?.term.map { (isPlan(resource) ? "PLANNED: " : "") + $0 }
        case .list: resource["title"]?.recorded?.nonEmpty ?? CodeableConcept(resource["code"])?.term
        case .specimen: CodeableConcept(resource["type"])?.term
        default: TermText.term(CodeableConcept(resource["code"]))
        }
    }

    /// A recall must never read as done, wherever it is named (docs/spec/hazards.md row 81).
    private func isPlan(_ resource: Resource) -> Bool { resource["intent"]?.isText("order") != true }

    private func named(_ resource: Resource) -> String? {
        guard let name = resource["name"]?.recorded?.nonEmpty else { return nil }
        let ods = resource.value.all("identifier").map(Identifier.init).first {
            $0.system == IdentifierSystem.odsOrganisation || $0.system == IdentifierSystem.odsSite
        }
        return ods?.value.map { "\(name) (\($0))" } ?? name
    }

    private func role(_ number: Int, _ stepsLeft: Int) -> String? {
        let resource = record.resource(number)
        let job = resource.value.all("code").compactMap { CodeableConcept($0)?.term }.joined(separator: ", ")
        let person = resource["practitioner"].flatMap { text($0, from: number, stepsLeft: stepsLeft)?.text }
        let parts = [person, job.nonEmpty].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func encounter(_ resource: Resource) -> String? {
        let kind = CodeableConcept(resource.value.all("type").first)?.term ?? "Consultation"
        let start = RecordedDate(resource["period"]?["start"])
        return "\(kind), \(DateFormat.dayAndTime(start, missing: "date not recorded"))"
    }

    private func medication(_ number: Int, _ stepsLeft: Int) -> String? {
        let resource = record.resource(number)
        if let concept = CodeableConcept(resource["medicationCodeableConcept"]) { return TermText.term(concept) }
        guard let reference = resource["medicationReference"] else { return nil }
        return text(reference, from: number, stepsLeft: stepsLeft)?.text
    }
}
