/// One resource of a record: an entry's, or one contained in it. Small, as a large record has many: numbers of nodes and
/// of entries fit 32 bits, and an id is read where it lies.
package struct Resource: Sendable {
    package let value: JSONValue
    package let type: ResourceType
    private let storedTypeNumber: Int32
    private let storedEntry: Int32
    /// Minus one for none.
    private let storedContainer: Int32
    private let idNode: Int32

    /// - Parameter idNode: the node of the id's text; nil when the resource has none.
    init(value: JSONValue, type: ResourceType, typeNumber: Int, idNode: Int?, entry: Int, container: Int?) {
        self.value = value
        self.type = type
        storedTypeNumber = Int32(typeNumber)
        storedEntry = Int32(entry)
        storedContainer = container.map { Int32($0) } ?? -1
        self.idNode = idNode.map { Int32($0) } ?? -1
    }

    /// The type's number in `Bundle.types`.
    package var typeNumber: Int { Int(storedTypeNumber) }
    /// The number of the Bundle entry that holds it, from 0.
    package var entry: Int { Int(storedEntry) }
    /// The number (`Bundle.resources`) of the resource that contains it; nil for an entry's own resource.
    package var container: Int? { storedContainer < 0 ? nil : Int(storedContainer) }
    package var idValue: JSONValue? {
        idNode < 0 ? nil : JSONValue(document: value.document, index: Int(idNode))
    }
    /// As sent; nil when the resource has none.
    package var id: String? { idValue?.recorded }

    package var resourceID: ResourceID? { id.map { ResourceID(type: type, id: $0) } }
    package subscript(_ name: StaticString) -> JSONValue? { value[name] }
    package var isContained: Bool { storedContainer >= 0 }

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
