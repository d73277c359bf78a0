import FHIR
import GPConnect

/// The people and organisations that resources refer to (docs/spec/bundle.md section 3).
struct ActorLinks: Sendable {
    static let types: Set<ResourceType> = [
        .patient, .organization, .practitioner, .practitionerRole, .location, .healthcareService,
    ]

    /// From a resource to the actors it names.
    let named: Adjacency
    /// From a Practitioner to his PractitionerRoles, one for each distinct id.
    let roles: Adjacency
    /// Whether the resource is an actor.
    let isActor: [Bool]

    init(record: StructuredRecord) {
        let resources = record.resources
        let isActor = resources.map { Self.types.contains($0.type) && !$0.isContained }
        var named: [(source: Int, target: Int)] = []
        for edge in record.graph.edges {
            guard let target = edge.target, isActor[target] else { continue }
            named.append((edge.source, target))
            // What is contained goes with its container; ended allergies come into an answer on their own.
            if let container = resources[edge.source].container { named.append((container, target)) }
        }
        var roles: [(source: Int, target: Int)] = []
        let duplicates = Set(record.index.duplicates.map(\.resource))
        for number in resources.indices where resources[number].type == .practitionerRole {
            guard isActor[number], !duplicates.contains(number) else { continue }
            if let person = record.target(of: resources[number]["practitioner"], from: number) {
                roles.append((person, number))
            }
        }
        self.isActor = isActor
        self.named = Adjacency(count: resources.count, pairs: named)
        self.roles = Adjacency(count: resources.count, pairs: roles)
    }
}
