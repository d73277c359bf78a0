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
    /// An allergy counts as known wherever it stands: a list may be missing, the patient may not.
    package static func of(_ record: StructuredRecord) -> AllergyLabel {
        let ended = endedCount(in: record)
        let addition = ended > 0 ? "\(ended) ended" : nil
        if activeItems(in: record).contains(where: { !isNoneKnown($0, record) }) {
            return AllergyLabel(kind: .known, addition: addition)
        }
        return AllergyLabel(kind: withoutAllergies(record), addition: addition)
    }

    /// Only a whole list of this patient's own, current statements says that there are none.
    private static func withoutAllergies(_ record: StructuredRecord) -> Kind {
        let lists = record.lists(.allergies)
        let entries = lists.flatMap(\.entries)
        let listed = entries.compactMap(\.target)
        guard !lists.isEmpty, listed.count == entries.count, !isDisabled(record) else { return .unavailable }
        if !listed.isEmpty {
            let isStated = listed.allSatisfy { AllergyStanding($0, in: record).isCurrentStatement }
            return isStated ? .noneKnown : .unavailable
        }
        let isWarned = lists.contains { !$0.warningCodes.isEmpty || $0.lacksItems }
        return isWarned ? .unavailable : .notRecorded
    }

    /// What the active list names, and every other allergy of the record that is not sent as ended: a secondary list, or
    /// none, may be all that names it.
    static func activeItems(in record: StructuredRecord) -> [Int] {
        let listed = record.lists(.allergies).flatMap { $0.entries.compactMap(\.target) }
        let others = record.resources.indices.filter { number in
            record.resource(number).type == .allergyIntolerance && !listed.contains(number)
                && !AllergyStanding(number, in: record).isPast
        }
        return listed + others
    }

    private static func endedCount(in record: StructuredRecord) -> Int {
        record.lists(.endedAllergies).reduce(0) { $0 + $1.entries.count }
    }

    static func isNoneKnown(_ number: Int, _ record: StructuredRecord) -> Bool {
        AllergyStanding(number, in: record).isNoneKnown
    }

    private static func isDisabled(_ record: StructuredRecord) -> Bool {
        record.outcomes.contains { $0.meaning == .disabled(.allergies) }
    }
}
