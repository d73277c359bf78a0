import FHIR

/// The ten areas of a GP record, in the order of the menu (docs/spec/clinical-areas.md, the project's own names).
package enum ClinicalArea: String, CaseIterable, Hashable, Sendable {
    case medications, allergies, problems, consultations, immunisations, investigations, uncategorised, referrals
    case diary, documents
}

extension ClinicalArea {
    private struct Facts {
        /// Heading on screens.
        var title: String
        /// The request parameter that asks for the area; documents have none of their own.
        var parameter: String?
        /// What stands before "items have been disabled" (docs/spec/warnings.md section 3).
        var singular: String
        /// The types of resource whose home the area is.
        var types: [ResourceType]
    }

    private static let facts: [ClinicalArea: Facts] = [
        .medications: Facts(
            title: "Medications", parameter: "includeMedication", singular: "Medication",
            types: [.medicationStatement, .medicationRequest, .medication]),
        .allergies: Facts(
            title: "Allergies", parameter: "includeAllergies", singular: "Allergy", types: [.allergyIntolerance]),
        .problems: Facts(title: "Problems", parameter: "includeProblems", singular: "Problem", types: [.condition]),
        .consultations: Facts(
            title: "Consultations", parameter: "includeConsultations", singular: "Consultation", types: [.encounter]),
        .immunisations: Facts(
            title: "Immunisations", parameter: "includeImmunisations", singular: "Immunisation",
            types: [.immunization]),
        .investigations: Facts(
            title: "Investigations", parameter: "includeInvestigations", singular: "Investigation",
            types: [.diagnosticReport, .specimen]),
        .uncategorised: Facts(
            title: "Uncategorised data", parameter: "includeUncategorisedData", singular: "Uncategorised data",
            types: [.observation]),
        .referrals: Facts(
            title: "Referrals", parameter: "includeReferrals", singular: "Referral", types: [.referralRequest]),
        .diary: Facts(
            title: "Diary entries", parameter: "includeDiaryEntries", singular: "Diary entry",
            types: [.procedureRequest]),
        .documents: Facts(
            title: "Documents", parameter: nil, singular: "Document", types: [.documentReference]),
    ]

    private var facts: Facts { Self.facts[self]! }

    package var title: String { facts.title }
    package var parameter: String? { facts.parameter }
    package var singular: String { facts.singular }
    package var types: [ResourceType] { facts.types }

    /// The name an OperationOutcome gives the area in `diagnostics` when it is switched off
    /// (docs/spec/warnings.md section 4).
    package var disabledName: String { parameter ?? "DocumentReferences" }

    package init?(disabledName: String) {
        guard let area = Self.allCases.first(where: { $0.disabledName == disabledName }) else { return nil }
        self = area
    }

    package init?(parameter: String) {
        guard let area = Self.allCases.first(where: { $0.parameter == parameter }) else { return nil }
        self = area
    }

    private static let areaOfType: [ResourceType: ClinicalArea] = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { area in area.types.map { ($0, area) } })

    /// Whether some area is the home of resources of this type.
    static func isHome(to type: ResourceType) -> Bool { areaOfType[type] != nil }

    /// The area a resource belongs to when no list says so; nil for actors, lists and unknown types.
    /// A ProcedureRequest is told by its intent: an `order` is a test request
    /// (docs/spec/clinical-areas.md section 12).
    package static func home(of resource: Resource) -> ClinicalArea? {
        if resource.type == .procedureRequest, resource["intent"]?.isText("order") == true { return .investigations }
        return areaOfType[resource.type]
    }
}
