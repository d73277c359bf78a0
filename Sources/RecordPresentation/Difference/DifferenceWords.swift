import FHIR
import GPConnect

/// The words in which a difference is told: what items are called, and what their elements mean to a clinician.
enum DifferenceWords {
    struct Noun: Hashable {
        let one: String
        let many: String

        init(_ one: String, _ many: String? = nil) {
            self.one = one
            self.many = many ?? one + "s"
        }

        func counted(_ count: Int) -> String { "\(count) \(count == 1 ? one : many)" }
    }

    private static let nouns: [ResourceType: Noun] = [
        .medicationStatement: Noun("medication"), .medication: Noun("drug description"),
        .allergyIntolerance: Noun("allergy", "allergies"), .condition: Noun("problem"),
        .encounter: Noun("consultation"), .immunization: Noun("immunisation"), .observation: Noun("observation"),
        .diagnosticReport: Noun("report"), .specimen: Noun("specimen"), .referralRequest: Noun("referral"),
        .documentReference: Noun("document"), .patient: Noun("patient"), .practitioner: Noun("clinician"),
        .practitionerRole: Noun("clinician's role", "clinicians' roles"), .organization: Noun("organisation"),
        .location: Noun("place"), .healthcareService: Noun("service"), .operationOutcome: Noun("message", "messages"),
    ]

    static func noun(_ resource: Resource) -> Noun {
        switch resource.type {
        case .medicationRequest: Noun(isOrder(resource) ? "issue" : "plan")
        case .procedureRequest: isOrder(resource) ? Noun("test request") : Noun("diary entry", "diary entries")
        case .list: isQueryList(resource) ? Noun("list") : Noun("consultation heading")
        default: nouns[resource.type] ?? Noun("\(resource.type.rawValue) resource")
        }
    }

    private static func isOrder(_ resource: Resource) -> Bool { resource["intent"]?.isText("order") == true }

    private static func isQueryList(_ resource: Resource) -> Bool {
        CodeableConcept(resource["code"])?.codings.contains { $0.code.flatMap(ListCode.known) != nil } ?? false
    }

    private static let partTypes: Set<ResourceType> = [.medicationRequest, .medication, .specimen]

    /// What is shown as part of an item, never as a row of its own.
    static func isPart(_ resource: Resource) -> Bool {
        switch resource.type {
        case .list: true
        case .procedureRequest: isOrder(resource)
        default: partTypes.contains(resource.type)
        }
    }

    /// What a change of an element is called; elements that are not named here are "other details".
    private static let aspects: [String: Noun] = [
        "status": Noun("status", "statuses"), "clinicalStatus": Noun("status", "statuses"),
        "verificationStatus": Noun("verification status", "verification statuses"),
        "notGiven": Noun("status", "statuses"),
        "dosage": Noun("dose"), "dosageInstruction": Noun("dose"), "dispenseRequest": Noun("supply", "supplies"),
        "effectivePeriod": Noun("date"), "effectiveDateTime": Noun("date"), "period": Noun("date"),
        "onsetDateTime": Noun("date"), "abatementDateTime": Noun("end date"), "assertedDate": Noun("recorded date"),
        "issued": Noun("date"), "authoredOn": Noun("date"), "occurrenceDateTime": Noun("date"),
        "occurrencePeriod": Noun("date"), "date": Noun("date"), "created": Noun("date"),
        "valueQuantity": Noun("value"), "valueString": Noun("value"), "valueCodeableConcept": Noun("value"),
        "component": Noun("value"), "referenceRange": Noun("range"), "interpretation": Noun("flag"),
        "code": Noun("term"), "medicationReference": Noun("drug"), "note": Noun("note"), "comment": Noun("comment"),
        "conclusion": Noun("conclusion"), "reaction": Noun("reaction"), "reason": Noun("reason"),
        "priority": Noun("priority", "priorities"), "result": Noun("set of results", "sets of results"),
        "entry": Noun("set of entries", "sets of entries"), "identifier": Noun("identifier"),
        "name": Noun("name"), "address": Noun("address", "addresses"), "telecom": Noun("contact detail"),
        "birthDate": Noun("birth date"), "gender": Noun("gender"),
    ]

    static let otherDetails = "other details"

    static func aspect(_ element: String) -> Noun? { aspects[element] }
}
