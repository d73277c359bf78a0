/// Whether a resource of the source may be returned at all, whatever is asked for.
enum Standing: UInt8, Sendable {
    case normal
    /// A later resource with the `Type/id` of an earlier one (docs/spec/bundle.md section 10).
    case duplicate
    /// Its subject is another patient.
    case otherPatient
    case notOwned
    case enteredInError
    case confidential
    /// Its code is in the exclusion set.
    case excludedCode
    /// It cannot be given without what is withheld: a report's result, a medication's issue.
    case partOfWithheld
    /// A structure list that held nothing but withheld items.
    case emptied

    /// Withheld for confidentiality: the lists it would have been in say so (docs/spec/warnings.md section 2).
    var isConfidential: Bool { self == .confidential || self == .excludedCode || self == .partOfWithheld }

    /// References to it are cut where the design allows; the others dangle, as references may.
    var isCut: Bool {
        switch self {
        case .notOwned, .enteredInError, .confidential, .excludedCode, .partOfWithheld, .emptied: true
        case .normal, .duplicate, .otherPatient: false
        }
    }

    /// Never an entry, and no warning code tells of it.
    var isSilentlyAbsent: Bool { self != .normal && !isConfidential }
}
