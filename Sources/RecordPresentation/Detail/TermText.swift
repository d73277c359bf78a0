import FHIR
import GPConnect

/// The name of a coded entry on the screen: the original term text, but never the display of a degrade code, which
/// means nothing (docs/spec/warnings.md section 6; docs/spec/hazards.md section 4, "rules distilled").
package enum TermText {
    package static func term(_ concept: CodeableConcept?) -> String? {
        guard let concept else { return nil }
        if concept.text != nil { return concept.term }
        guard DegradedCode(in: concept) == nil else { return degraded(concept) }
        if concept.hasCoding(where: \.isUserSelected) { return concept.term }
        let snomed = concept.firstOfCodings { $0.isOf(CodeSystem.snomed) ? $0 : nil }
        return snomed?.descriptionDisplay ?? snomed?.display ?? concept.term
    }

    /// Another coding's words; without any the entry says that its name did not come.
    private static func degraded(_ concept: CodeableConcept) -> String? {
        let others = concept.codings.filter { DegradedCode.of($0) == nil }
        return others.lazy.compactMap { $0.descriptionDisplay ?? $0.display }.first
            ?? concept.term.map { "Name not supplied (\($0))" }
    }

    /// Whether a code of a terminology stands beside the words: no degrade code, no null flavour.
    package static func isCoded(_ concept: CodeableConcept?) -> Bool {
        guard let concept else { return false }
        return concept.hasCoding { coding in
            guard coding.code?.nonEmpty != nil else { return false }
            return DegradedCode.of(coding) == nil && !CodeSystem.nullFlavours.contains(coding.system ?? "")
        }
    }
}

/// Codes that say why there is no code (docs/spec/clinical-areas.md section 3).
package enum NullFlavour {
    package static func code(in concept: CodeableConcept?) -> String? {
        concept?.codings.first { CodeSystem.nullFlavours.contains($0.system ?? "") }?.code
    }

    /// The words a table has for the concept's null flavour, with the text recorded beside it; nil for any other
    /// concept and for null flavours that the table does not name.
    package static func words(for concept: CodeableConcept?, _ table: [String: String]) -> String? {
        guard let words = code(in: concept).flatMap({ table[$0] }) else { return nil }
        guard let text = concept?.text else { return words.nonEmpty }
        return words.nonEmpty.map { "\($0) (\(text))" } ?? text
    }
}
