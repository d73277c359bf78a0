import FHIR
import GPConnect

/// What each interface states of itself (docs/spec/fetch.md section 9).
struct CapabilityStatement: Sendable {
    /// Shown as the API's name.
    let title: String
    /// Profiles with their versions.
    let profiles: [String]
    let resources: [ResourceCapability]
    let operations: [(name: String, definition: String)]

    /// The release of the specification that is served.
    static let specificationVersion = "1.6.2"
    static let fhirVersion = "3.0.1"

    struct ResourceCapability: Sendable {
        let type: String
        let interactions: [String]
        var searchParameters: [(name: String, type: String)] = []
        var includes: [String] = []
        var reverseIncludes: [String] = []
    }

    private static let nhsProfiles = "https://fhir.nhs.uk/STU3/StructureDefinition/"

    static func of(_ capability: InteractionID.Capability) -> CapabilityStatement {
        capability == .documents ? documents : structured
    }

    static let structured = CapabilityStatement(
        title: "GP Connect API - Access Record Structured",
        profiles: [
            "CareConnect-GPC-Patient-1/_history/1.8", "CareConnect-GPC-Organization-1/_history/1.4",
            "CareConnect-GPC-Practitioner-1/_history/1.3", "CareConnect-GPC-PractitionerRole-1/_history/1.2",
            "CareConnect-GPC-AllergyIntolerance-1/_history/1.7", "CareConnect-GPC-Medication-1/_history/1.2",
            "CareConnect-GPC-MedicationStatement-1/_history/1.8", "CareConnect-GPC-MedicationRequest-1/_history/1.6",
            "CareConnect-GPC-List-1/_history/1.7", "GPConnect-StructuredRecord-Bundle-1/_history/1.3",
            "GPConnect-OperationOutcome-1/_history/1.2", "CareConnect-GPC-Immunization-1/_history/1.5",
            "CareConnect-GPC-ProblemHeader-Condition-1/_history/1.8", "CareConnect-GPC-Encounter-1/_history/1.6.1",
            "CareConnect-GPC-Observation-1/_history/1.7", "CareConnect-GPC-DiagnosticReport-1/_history/1.3",
            "CareConnect-GPC-Specimen-1/_history/1.3", "CareConnect-GPC-ProcedureRequest-1/_history/1.4",
            "CareConnect-GPC-ReferralRequest-1/_history/1.2", "CareConnect-GPC-DocumentReference-1/_history/1.3",
        ].map { nhsProfiles + $0 } + [
            "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-HealthcareService-1/_history/1.0"
        ],
        resources: [],
        operations: [
            (
                "gpc.getstructuredrecord",
                "https://fhir.nhs.uk/STU3/OperationDefinition/GPConnect-GetStructuredRecord-Operation-1/_history/1.16"
            )
        ])

    static let documents = CapabilityStatement(
        title: "GP Connect API - Access Document",
        profiles: [
            "CareConnect-GPC-Patient-1/_history/1.8", "CareConnect-GPC-Organization-1/_history/1.4",
            "CareConnect-GPC-Practitioner-1/_history/1.2", "CareConnect-GPC-PractitionerRole-1/_history/1.2",
            "GPConnect-OperationOutcome-1/_history/1.2", "CareConnect-GPC-DocumentReference-1/_history/1.3",
            "GPConnect-Searchset-Bundle-1/_history/1.3",
        ].map { nhsProfiles + $0 },
        resources: [
            ResourceCapability(
                type: "Patient", interactions: ["search-type"], searchParameters: [("identifier", "token")]),
            ResourceCapability(
                type: "DocumentReference", interactions: ["search-type"],
                searchParameters: [("created", "date"), ("author", "token"), ("description", "string")],
                includes: DocumentInclude.mandatory.filter { !$0.isReverse }.map(\.value),
                reverseIncludes: DocumentInclude.mandatory.filter(\.isReverse).map(\.value)),
            ResourceCapability(type: "Binary", interactions: ["read"]),
        ],
        operations: [])
}

extension CapabilityStatement {
    func json(softwareVersion: String) -> JSONText {
        .object([
            ("resourceType", .string("CapabilityStatement")), ("version", .string(Self.specificationVersion)),
            ("name", .string(title)), ("status", .string("active")), ("date", .string("2024-03-01")),
            ("publisher", .string("Lloyd")),
            (
                "description",
                .string("A local server for \(title), version \(Self.specificationVersion), to test consumers with")
            ),
            ("kind", .string("capability")),
            ("software", .object([("name", .string("Lloyd")), ("version", .string(softwareVersion))])),
            ("fhirVersion", .string(Self.fhirVersion)), ("acceptUnknown", .string("both")),
            ("format", .array([.string("application/fhir+json")])),
            ("profile", .array(profiles.map { .object([("reference", .string($0))]) })), ("rest", .array([rest])),
        ])
    }

    private var rest: JSONText {
        var members: [(name: String, value: JSONText)] = [
            ("mode", .string("server")), ("security", .object([("cors", .bool(false))])),
        ]
        if !resources.isEmpty { members.append(("resource", .array(resources.map(\.json)))) }
        if !operations.isEmpty {
            let texts = operations.map { operation -> JSONText in
                let definition = JSONText.object([("reference", .string(operation.definition))])
                return .object([("name", .string(operation.name)), ("definition", definition)])
            }
            members.append(("operation", .array(texts)))
        }
        return .object(members)
    }
}

extension CapabilityStatement.ResourceCapability {
    fileprivate var json: JSONText {
        var members: [(name: String, value: JSONText)] = [
            ("type", .string(type)),
            ("interaction", .array(interactions.map { .object([("code", .string($0))]) })),
        ]
        if !includes.isEmpty { members.append(("searchInclude", .array(includes.map { .string($0) }))) }
        if !reverseIncludes.isEmpty {
            members.append(("searchRevInclude", .array(reverseIncludes.map { .string($0) })))
        }
        if !searchParameters.isEmpty {
            let texts = searchParameters.map {
                JSONText.object([("name", .string($0.name)), ("type", .string($0.type))])
            }
            members.append(("searchParam", .array(texts)))
        }
        return .object(members)
    }
}
