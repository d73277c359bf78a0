import FHIR
import GPConnect

/// The element of an item whose own code was lost on the way (docs/spec/warnings.md section 6): a medication's drug, a
/// vaccination's procedure or product, any of a referral's reasons, else the item's code.
enum DegradedConcept {
    static func find(in number: Int, of record: StructuredRecord) -> (code: DegradedCode, concept: CodeableConcept)? {
        elements(of: record.resource(number), number, record).lazy.compactMap { element in
            guard let concept = CodeableConcept(element), let code = DegradedCode(in: concept) else { return nil }
            return (code, concept)
        }.first
    }

    private static func elements(of resource: Resource, _ number: Int, _ record: StructuredRecord) -> [JSONValue?] {
        switch resource.type {
        case .medicationStatement, .medicationRequest:
            [resource["medicationCodeableConcept"], drug(of: resource, number, record)]
        case .referralRequest: resource.value.all("reasonCode") + [resource["code"]]
        case .immunization:
            [
                resource.value.extensionNamed("Extension-CareConnect-VaccinationProcedure-1")?.extensionValue,
                resource["vaccineCode"],
            ]
        default: [resource["code"] ?? resource.value.all("reasonCode").first]
        }
    }

    private static func drug(of resource: Resource, _ number: Int, _ record: StructuredRecord) -> JSONValue? {
        guard case .resource(let drug) = record.resolve(resource["medicationReference"], from: number) else {
            return nil
        }
        return record.resource(drug)["code"]
    }
}
