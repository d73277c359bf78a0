/// The name of a FHIR resource type; types this program does not know survive as they are written.
package struct ResourceType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

extension ResourceType {
    package static let allergyIntolerance = ResourceType("AllergyIntolerance")
    package static let binary = ResourceType("Binary")
    package static let bundle = ResourceType("Bundle")
    package static let condition = ResourceType("Condition")
    package static let diagnosticReport = ResourceType("DiagnosticReport")
    package static let documentReference = ResourceType("DocumentReference")
    package static let encounter = ResourceType("Encounter")
    package static let healthcareService = ResourceType("HealthcareService")
    package static let immunization = ResourceType("Immunization")
    package static let list = ResourceType("List")
    package static let location = ResourceType("Location")
    package static let medication = ResourceType("Medication")
    package static let medicationRequest = ResourceType("MedicationRequest")
    package static let medicationStatement = ResourceType("MedicationStatement")
    package static let observation = ResourceType("Observation")
    package static let operationOutcome = ResourceType("OperationOutcome")
    package static let organization = ResourceType("Organization")
    package static let parameters = ResourceType("Parameters")
    package static let patient = ResourceType("Patient")
    package static let practitioner = ResourceType("Practitioner")
    package static let practitionerRole = ResourceType("PractitionerRole")
    package static let procedureRequest = ResourceType("ProcedureRequest")
    package static let questionnaireResponse = ResourceType("QuestionnaireResponse")
    package static let referralRequest = ResourceType("ReferralRequest")
    package static let specimen = ResourceType("Specimen")
}

/// `Type/id`, the identity of a resource within a record (docs/spec/bundle.md section 6). The id is kept as sent:
/// suppliers use characters that FHIR forbids.
package struct ResourceID: Hashable, Sendable, CustomStringConvertible {
    package let type: ResourceType
    package let id: String

    package init(type: ResourceType, id: String) {
        self.type = type
        self.id = id
    }

    package var description: String { "\(type)/\(id)" }

    /// FHIR's own alphabet and length for ids; others are read and reported.
    package var hasLegalID: Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

extension ResourceID: Comparable {
    package static func < (left: ResourceID, right: ResourceID) -> Bool {
        (left.type.rawValue, left.id) < (right.type.rawValue, right.id)
    }
}
