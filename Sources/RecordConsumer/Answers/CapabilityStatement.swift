import FHIR
import GPConnect

/// What a provider says it can do (docs/spec/fetch.md section 9).
package struct CapabilityStatement: Sendable {
    package let value: JSONValue

    package init(_ value: JSONValue) { self.value = value }

    package var fhirVersion: String? { value["fhirVersion"]?.recorded }
    /// Of the GP Connect specification, such as `1.6.2`: decides which parameters will be understood.
    package var version: String? { value["version"]?.recorded }
    package var formats: [String] { value.all("format").compactMap(\.recorded) }
    package var acceptUnknown: String? { value["acceptUnknown"]?.recorded }
    package var profiles: [String] { value.all("profile").compactMap { $0["reference"]?.recorded } }
    package var softwareName: String? { value["software"]?["name"]?.recorded }
    package var softwareVersion: String? { value["software"]?["version"]?.recorded }

    private var rest: JSONValue? { value.all("rest").first }

    /// Name of each operation with the reference of its definition.
    package var operations: [(name: String, definition: String?)] {
        (rest?.all("operation") ?? []).compactMap { operation in
            operation["name"]?.recorded.map { ($0, operation["definition"]?["reference"]?.recorded) }
        }
    }

    package struct RestResource: Hashable, Sendable {
        package let type: String
        package let interactions: [String]
        package let searchParameters: [String]
        package let includes: [String]
    }

    package var resources: [RestResource] {
        (rest?.all("resource") ?? []).map { resource in
            RestResource(
                type: resource["type"]?.recorded ?? "",
                interactions: resource.all("interaction").compactMap { $0["code"]?.recorded },
                searchParameters: resource.all("searchParam").compactMap { $0["name"]?.recorded },
                includes: (resource.all("searchInclude") + resource.all("searchRevInclude")).compactMap(\.recorded))
        }
    }
}

extension CapabilityStatement {
    /// Parameters of the structured request that differ between versions of the specification.
    package enum Understanding: String, Sendable {
        case allergiesAndMedication, allAreasWithSignificance, allAreas, unknown
    }

    package var understanding: Understanding {
        let parts = (version ?? "").split(separator: ".").compactMap { Int($0) }
        guard parts.count >= 2, parts[0] == 1 else { return .unknown }
        switch parts[1] {
        case 2: return .allergiesAndMedication
        case 5: return .allAreasWithSignificance
        case 6...: return .allAreas
        default: return .unknown
        }
    }

    /// One check of section 9 and whether the statement passes it.
    package struct Finding: Hashable, Sendable {
        package let check: String
        package let isMet: Bool
        /// What the statement says.
        package let found: String
    }

    package func findings(for capability: InteractionID.Capability) -> [Finding] {
        common + (capability == .documents ? documents : structured)
    }

    private var common: [Finding] {
        [
            Finding(
                check: "FHIR version 3.0.x", isMet: fhirVersion?.hasPrefix("3.0.") == true,
                found: fhirVersion ?? "not stated"),
            Finding(
                check: "version of GP Connect", isMet: understanding != .unknown, found: version ?? "not stated"),
            Finding(
                check: "format application/fhir+json", isMet: formats.contains("application/fhir+json"),
                found: formats.isEmpty ? "not stated" : formats.joined(separator: ", ")),
        ]
    }

    private var structured: [Finding] {
        let operation = operations.first { $0.name == "gpc.getstructuredrecord" }
        return [
            Finding(
                check: "operation gpc.getstructuredrecord", isMet: operation != nil,
                found: operation.map { $0.definition ?? "without a definition" } ?? "not stated"),
            Finding(
                check: "unknown parameters tolerated", isMet: acceptUnknown == "both",
                found: acceptUnknown ?? "not stated"),
        ]
    }

    /// What retrieving documents needs of each resource type.
    private static let documentNeeds: [(type: String, interaction: String, parameters: [String])] = [
        ("Patient", "search-type", ["identifier"]),
        ("DocumentReference", "search-type", ["created", "author", "description"]), ("Binary", "read", []),
    ]

    private var documents: [Finding] {
        Self.documentNeeds.map { need in
            let resource = resources.first { $0.type == need.type }
            let missing = need.parameters.filter { resource?.searchParameters.contains($0) != true }
            let isMet = resource?.interactions.contains(need.interaction) == true && missing.isEmpty
            let found =
                resource == nil
                ? "not stated" : missing.isEmpty ? "stated" : "without \(missing.joined(separator: ", "))"
            return Finding(check: "\(need.type) \(need.interaction)", isMet: isMet, found: found)
        }
    }
}
