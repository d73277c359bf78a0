import GPConnect

/// What a path asks for (docs/spec/fetch.md section 2).
enum Endpoint: Hashable, Sendable {
    case structuredRecord
    case capability
    case findPatient
    case searchDocuments(patient: String)
    case readDocument(id: String)
    /// An operation of GP Connect that this provider does not offer.
    case unofferedOperation
}

/// The paths that lead somewhere: the FHIR request is the end of the path, whatever service root stands before it.
/// Names are case-sensitive.
struct EndpointRow: Sendable {
    let method: String
    /// The last segments of the path; nil stands for a logical id.
    let pattern: [String?]
    let interactions: [InteractionID]
    let endpoint: @Sendable ([String]) -> Endpoint

    /// Longer patterns first, so that an id that reads like a name is still an id.
    static let all: [EndpointRow] = [
        EndpointRow(
            method: "GET", pattern: ["Patient", nil, "DocumentReference"], interactions: [.searchDocuments],
            endpoint: { .searchDocuments(patient: $0[1]) }),
        EndpointRow(
            method: "POST", pattern: ["Patient", "$gpc.getstructuredrecord"], interactions: [.structuredRecord],
            endpoint: { _ in .structuredRecord }),
        EndpointRow(
            method: "POST", pattern: ["Patient", "$gpc.migratestructuredrecord"],
            interactions: [.migrateStructuredRecord], endpoint: { _ in .unofferedOperation }),
        EndpointRow(
            method: "GET", pattern: ["Binary", nil], interactions: [.readDocument, .migrateDocument],
            endpoint: { .readDocument(id: $0[1]) }),
        EndpointRow(
            method: "GET", pattern: ["Patient"], interactions: [.findPatient, .foundationsFindPatient],
            endpoint: { _ in .findPatient }),
        EndpointRow(
            method: "GET", pattern: ["metadata"],
            interactions: [.structuredCapability, .documentsCapability, .foundationsCapability],
            endpoint: { _ in .capability }),
    ]

    func matches(_ segments: [String]) -> Bool {
        guard segments.count >= pattern.count else { return false }
        return zip(segments.suffix(pattern.count), pattern).allSatisfy { segment, expected in
            expected.map { $0 == segment } ?? !segment.isEmpty
        }
    }
}

/// A request whose path and verb are known.
struct Route: Sendable {
    let row: EndpointRow
    let endpoint: Endpoint
    /// The path up to the FHIR request, without a slash at its end.
    let root: String

    init(_ target: RequestTarget, method: String) throws(ProviderFault) {
        let rows = EndpointRow.all.filter { $0.matches(target.segments) }
        guard let first = rows.first else { throw .unknownPath }
        guard let row = rows.first(where: { $0.method == method && $0.pattern.count == first.pattern.count }) else {
            throw .wrongVerb(allowed: [first.method])
        }
        self.row = row
        endpoint = row.endpoint(target.segments.suffix(row.pattern.count))
        root = target.root(beforeLast: row.pattern.count)
    }
}
