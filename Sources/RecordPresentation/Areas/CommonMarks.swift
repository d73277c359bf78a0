import FHIR
import GPConnect

/// Marks that any item may carry, whatever its area.
package enum CommonMarks {
    package static func marks(of number: Int, in context: RecordContext) -> [Mark] {
        let resource = context.resource(number)
        var marks: [Mark] = []
        if let other = context.differentPatients[number] {
            marks.append(.alert("DIFFERENT PATIENT: \(other)"))
        }
        marks += modifiers(of: resource)
        if let words = Withdrawal.words(of: resource) { marks.append(.alert(words)) }
        if DegradedConcept.find(in: number, of: context.record) != nil {
            marks.append(.check("DEGRADED – not coded"))
        }
        for label in securityLabels(of: resource) { marks.append(.check(label)) }
        if context.record.index.duplicates.contains(where: { $0.resource == number }) {
            marks.append(.check("same Type/id as an earlier resource"))
        }
        return marks.map { Mark($0.level, DisplayText.scrub($0.text)) }
    }

    /// A modifier extension may turn the sense of the whole item (FHIR STU3, extensibility): it is named, its value
    /// stands in the detail.
    private static func modifiers(of resource: Resource) -> [Mark] {
        resource.value.all("modifierExtension").map { modifier in
            .check(
                "meaning changed by \(modifier["url"]?.string.map(ExtensionName.short) ?? "an extension"): see the detail"
            )
        }
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
                : "security label: \(coding.display ?? coding.code ?? coding.value["text"]?.recorded?.nonEmpty ?? "not stated")"
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
