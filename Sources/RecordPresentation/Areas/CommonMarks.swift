import FHIR
import GPConnect

/// Marks that any item may carry, whatever its area.
package enum CommonMarks {
    package static func marks(of number: Int, in context: RecordContext) -> [Mark] {
        let resource = context.resource(number)
        var marks: [Mark] = []
        if let other = context.record.namesDifferentPatient(number) {
            marks.append(.alert("DIFFERENT PATIENT: \(other)"))
        }
        if DegradedCode(in: code(of: resource, number, in: context)) != nil {
            marks.append(.check("DEGRADED – not coded"))
        }
        for label in securityLabels(of: resource) { marks.append(.check(label)) }
        if context.record.index.duplicates.contains(where: { $0.resource == number }) {
            marks.append(.check("same Type/id as an earlier resource"))
        }
        return marks
    }

    /// The element whose code may have been degraded on the way: a medication's drug, else the resource's own code.
    private static func code(of resource: Resource, _ number: Int, in context: RecordContext) -> CodeableConcept? {
        if let reference = resource["medicationReference"],
            case .resource(let drug) = context.record.resolve(reference, from: number)
        {
            return CodeableConcept(context.resource(drug)["code"])
        }
        if let drug = resource["medicationCodeableConcept"] { return CodeableConcept(drug) }
        return CodeableConcept(resource["code"] ?? resource.value.all("reasonCode").first)
    }

    /// `NOPAT` in the words of the duty, any other label as sent (docs/spec/warnings.md section 7 row 19).
    private static func securityLabels(of resource: Resource) -> [String] {
        let labels =
            (resource["meta"]?.all("security") ?? [])
            + resource.value.all("securityLabel").flatMap { label in
                label["coding"] == nil ? [label] : label.all("coding")
            }
        return labels.map(Coding.init).map { coding in
            coding.code == "NOPAT"
                ? "NOT TO BE DISCLOSED TO THE PATIENT"
                : "security label: \(coding.display ?? coding.code ?? "not stated")"
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
