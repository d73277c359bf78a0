import FHIR

/// What a record holds of one area (design of `show --format json`; docs/spec/hazards.md section 2).
package struct AreaSummary: Sendable {
    package enum State: String, Sendable {
        /// The primary list came with entries; documents: there is any.
        case returned
        /// The primary list came without an entry.
        case empty
        /// No primary list came.
        case notReturned
        /// The practice has switched the area off.
        case disabled
    }

    package let area: ClinicalArea
    package let state: State
    /// Numbers into `StructuredRecord.lists`, in the order of the specification's table.
    package let primaryLists: [Int]
    package let secondaryLists: [Int]
    /// Resources of the area that no list names and no other item holds.
    package let unlisted: [Int]

    /// Whether this area of the record may lack items: some list of it carries a warning code.
    package let warningCodes: [String]
}
