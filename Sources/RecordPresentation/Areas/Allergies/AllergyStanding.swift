import FHIR
import GPConnect

/// How an allergy stands in a record: by its own words, and by the lists that hold or name it
/// (docs/spec/clinical-areas.md section 4; docs/spec/hazards.md row 88).
struct AllergyStanding {
    private let number: Int
    private let record: StructuredRecord
    private let resource: Resource

    init(_ number: Int, in record: StructuredRecord) {
        self.number = number
        self.record = record
        resource = record.resource(number)
    }

    var status: String? { resource["clinicalStatus"]?.recorded?.nonEmpty }
    var end: JSONValue? { resource.value.extensionNamed("Extension-CareConnect-AllergyIntoleranceEnd-1") }

    /// By its status, by what ended it, or by the list that holds or names it.
    var isEnded: Bool { status == "resolved" || end != nil || isContainedAsEnded || isNamedAsEnded }

    /// Ended beyond doubt: what is recorded as active is never left out of what is known, wherever it is sent.
    var isPast: Bool { isEnded && status != "active" }

    var isNamedAsActive: Bool { naming.contains { $0.listCode == .allergies } }

    /// Contained in a list, yet no entry names it.
    var isContainedUnlisted: Bool { container != nil && naming.isEmpty }

    /// A clinician's coded statement that there are none.
    var isNoneKnown: Bool {
        guard resource.type == .allergyIntolerance, let concept = CodeableConcept(resource["code"]) else {
            return false
        }
        return concept.codings.contains { coding in
            coding.system == CodeSystem.snomed && coding.code.map(SNOMEDCode.noKnownAllergies.contains) == true
        }
    }

    /// Such a statement that still holds and is about this patient.
    var isCurrentStatement: Bool {
        isNoneKnown && !isEnded && Withdrawal.words(of: resource) == nil && record.namesDifferentPatient(number) == nil
    }

    /// The list that contains it.
    private var container: RecordList? { resource.container.flatMap { record.list(atResource: $0) } }

    /// Suppliers contain what has ended; one contained in the list of active allergies is active.
    private var isContainedAsEnded: Bool { container.map { $0.listCode != .allergies } ?? false }

    private var naming: [RecordList] { record.lists(naming: number) }
    private var isNamedAsEnded: Bool { naming.contains { $0.listCode?.holdsEndedAllergies == true } }
}
