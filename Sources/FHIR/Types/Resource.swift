/// One resource of a record: an entry's, or one contained in it.
package struct Resource: Sendable {
    package let value: JSONValue
    package let type: ResourceType
    /// The type's number in `Bundle.types`.
    package let typeNumber: Int
    /// As sent; nil when the resource has none.
    package let id: String?
    /// The number of the Bundle entry that holds it, from 0.
    package let entry: Int
    /// The number (`Bundle.resources`) of the resource that contains it; nil for an entry's own resource.
    package let container: Int?

    package var resourceID: ResourceID? { id.map { ResourceID(type: type, id: $0) } }
    package subscript(_ name: StaticString) -> JSONValue? { value[name] }
    package var isContained: Bool { container != nil }

    /// How messages and explanations name the resource: `Type/id`, `entry[n]`, contained `entry[n]#id`
    /// (design of the `--explain` output).
    package var label: String {
        if isContained { return "entry[\(entry)]#\(id ?? "")" }
        return resourceID?.description ?? "entry[\(entry)]"
    }
}

extension Resource: Equatable {
    package static func == (left: Resource, right: Resource) -> Bool { left.value == right.value }
}
