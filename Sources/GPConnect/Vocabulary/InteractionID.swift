/// What a request is for, as the header `Ssp-InteractionID` names it, with the verb, the relative URL and the scope that
/// belong to it (docs/spec/fetch.md section 2).
package struct InteractionID: Hashable, Sendable, CustomStringConvertible {
    package enum Capability: Hashable, Sendable {
        case structured, documents, foundations
    }

    /// The header's value.
    package let description: String
    package let capability: Capability
    /// HTTP method.
    package let verb: String
    /// The relative URL without its query; `[id]` stands for a logical id.
    package let path: String
    /// The token's `requested_scope`; migrate adds its `conf/...`.
    package let scope: String

    private init(
        _ description: String, _ capability: Capability, _ verb: String, _ path: String, scope: String = Scope.patient
    ) {
        self.description = "urn:nhs:names:services:gpconnect:" + description
        self.capability = capability
        self.verb = verb
        self.path = path
        self.scope = scope
    }

    private enum Scope {
        static let patient = "patient/*.read"
        static let organization = "organization/*.read"
    }

    // The structured operations keep the old pattern without a capability segment.
    package static let structuredRecord = InteractionID(
        "fhir:operation:gpc.getstructuredrecord-1", .structured, "POST", "/Patient/$gpc.getstructuredrecord")
    package static let migrateStructuredRecord = InteractionID(
        "fhir:operation:gpc.migratestructuredrecord-1", .structured, "POST", "/Patient/$gpc.migratestructuredrecord")
    package static let structuredCapability = InteractionID(
        "structured:fhir:rest:read:metadata-1", .structured, "GET", "/metadata", scope: Scope.organization)
    package static let documentsCapability = InteractionID(
        "documents:fhir:rest:read:metadata-1", .documents, "GET", "/metadata", scope: Scope.organization)
    package static let findPatient = InteractionID(
        "documents:fhir:rest:search:patient-1", .documents, "GET", "/Patient")
    package static let searchDocuments = InteractionID(
        "documents:fhir:rest:search:documentreference-1", .documents, "GET", "/Patient/[id]/DocumentReference")
    package static let readDocument = InteractionID(
        "documents:fhir:rest:read:binary-1", .documents, "GET", "/Binary/[id]")
    package static let migrateDocument = InteractionID(
        "documents:fhir:rest:migrate:binary-1", .documents, "GET", "/Binary/[id]")
    package static let foundationsCapability = InteractionID(
        "fhir:rest:read:metadata-1", .foundations, "GET", "/metadata", scope: Scope.organization)
    package static let foundationsFindPatient = InteractionID(
        "fhir:rest:search:patient-1", .foundations, "GET", "/Patient")

    package static let all: [InteractionID] = [
        structuredRecord, migrateStructuredRecord, structuredCapability, documentsCapability, findPatient,
        searchDocuments, readDocument, migrateDocument, foundationsCapability, foundationsFindPatient,
    ]

    package static func known(_ text: String) -> InteractionID? { all.first { $0.description == text } }
}
