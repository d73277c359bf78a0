import FHIR

/// What takes an entry back: `verificationStatus` says nothing otherwise, but these two must never be read as findings
/// (docs/spec/hazards.md row 11, "entered-in-error are always shown").
enum Withdrawal {
    private static let table = ["entered-in-error": "ENTERED IN ERROR", "refuted": "REFUTED"]

    /// Nil for an entry that stands.
    static func words(of resource: Resource) -> String? {
        resource["verificationStatus"]?.recorded.flatMap { table[$0] }
    }
}
