import FHIR

/// One element that two versions of an item do not share, exactly.
package struct ElementChange: Sendable {
    package enum Kind: String, Sendable {
        case added, removed, changed
        /// The elements are the same, their order is not.
        case reordered
    }

    package let kind: Kind
    /// From the item's own root, as FHIR writes it: `dosage[0].text`. Of an added element its path after.
    package let path: String
    /// JSON text as received; nil when the element is not there, or only stands elsewhere.
    package let before: ArraySlice<UInt8>?
    package let after: ArraySlice<UInt8>?
    /// Ids, versions, and references that name one matched item by another id: nothing a clinician would call a change.
    package let isTechnical: Bool

    /// The name of the element of the item that the path begins with: `dosage`.
    package var element: String { String(path.prefix { $0 != "." && $0 != "[" }) }
}
