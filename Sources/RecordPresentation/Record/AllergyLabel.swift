import FHIR
import GPConnect

/// The allergy words of the banner: exactly one of four, in full, never shortened
/// (docs/spec/display.md section 1, "Allergy label").
package struct AllergyLabel: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case known = "Known allergies"
        case noneKnown = "No known allergies"
        case notRecorded = "Allergies not recorded"
        case unavailable = "Allergies unavailable"

        /// The mark before the words, so that they differ without colour.
        package var mark: String {
            switch self {
            case .known: "[!]"
            case .noneKnown: "[n]"
            case .notRecorded: "[ ]"
            case .unavailable: "[x]"
            }
        }
    }

    package let kind: Kind
    /// What stands outside the label: `1 ended`.
    package let addition: String?

    package var text: String { "\(kind.mark) \(kind.rawValue)" + (addition.map { " \($0)" } ?? "") }
}

extension AllergyLabel {
    /// An allergy that no list names counts as known: a list may be missing, the patient may not.
    package static func of(_ record: StructuredRecord) -> AllergyLabel {
        let ended = endedCount(in: record)
        let addition = ended > 0 ? "\(ended) ended" : nil
        let active = activeItems(in: record)
        if active.contains(where: { !isNoneKnown($0, record) }) {
            return AllergyLabel(kind: .known, addition: addition)
        }
        let lists = record.lists(.allergies)
        let hasUnresolved = lists.contains { list in list.entries.contains { $0.target == nil } }
        guard !lists.isEmpty, !hasUnresolved, !isDisabled(record) else {
            return AllergyLabel(kind: .unavailable, addition: addition)
        }
        if !active.isEmpty { return AllergyLabel(kind: .noneKnown, addition: addition) }
        let isWarned = lists.contains { !$0.warningCodes.isEmpty }
        return AllergyLabel(kind: isWarned ? .unavailable : .notRecorded, addition: addition)
    }

    /// What the active list names, and unlisted allergies that are not resolved.
    static func activeItems(in record: StructuredRecord) -> [Int] {
        let listed = record.lists(.allergies).flatMap { $0.entries.compactMap(\.target) }
        let unlisted = record.area(.allergies).unlisted.filter { number in
            record.resource(number).type == .allergyIntolerance && !isEnded(number, record)
        }
        return listed + unlisted
    }

    private static func isEnded(_ number: Int, _ record: StructuredRecord) -> Bool {
        record.resource(number).isContained || record.resource(number)["clinicalStatus"]?.isText("resolved") == true
    }

    private static func endedCount(in record: StructuredRecord) -> Int {
        record.lists(.endedAllergies).reduce(0) { $0 + $1.entries.count }
    }

    static func isNoneKnown(_ number: Int, _ record: StructuredRecord) -> Bool {
        guard let concept = CodeableConcept(record.resource(number)["code"]) else { return false }
        return concept.codings.contains { coding in
            coding.system == CodeSystem.snomed && coding.code.map(SNOMEDCode.noKnownAllergies.contains) == true
        }
    }

    private static func isDisabled(_ record: StructuredRecord) -> Bool {
        record.outcomes.contains { $0.meaning == .disabled(.allergies) }
    }
}
