import FHIR
import GPConnect

/// Where a record on the screen comes from and what was asked for: known from a sidecar or the library, else not
/// (docs/spec/hazards.md row 46, docs/spec/warnings.md section 5).
package struct RecordOrigin: Sendable {
    /// The file or library name.
    package var name: String
    /// When the practice system answered; nil when nobody recorded it.
    package var retrieved: FHIRDateTime?
    /// What the practice was asked for; nil when not known.
    package var scope: RequestScope?
    /// The provider's ODS code, if recorded.
    package var provider: String?
    /// Whose record was asked for, as the request says it; nil when not known.
    package var askedNHSNumber: String?
    /// A copy of the library: the practice was not asked now (docs/spec/hazards.md row 46).
    package var isOffline: Bool

    package init(
        name: String, retrieved: FHIRDateTime? = nil, scope: RequestScope? = nil, provider: String? = nil,
        askedNHSNumber: String? = nil, isOffline: Bool = false
    ) {
        self.isOffline = isOffline
        self.askedNHSNumber = askedNHSNumber
        self.name = name
        self.retrieved = retrieved
        self.scope = scope
        self.provider = provider
    }
}

/// A request in the words of the screen.
package struct RequestScope: Sendable {
    package var areas: Set<ClinicalArea>
    /// Per area the limits in force: `from 01-Jan-2024`, `most recent 3`, `ended allergies not requested`.
    package var filters: [ClinicalArea: [String]]
    /// `includePrescriptionIssues` was not false.
    package var includesIssues: Bool
    /// `includeResolvedAllergies` was true.
    package var includesEndedAllergies: Bool

    package init(
        areas: Set<ClinicalArea>, filters: [ClinicalArea: [String]], includesIssues: Bool, includesEndedAllergies: Bool
    ) {
        self.areas = areas
        self.filters = filters
        self.includesIssues = includesIssues
        self.includesEndedAllergies = includesEndedAllergies
    }
}
