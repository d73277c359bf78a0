/// A FHIR document as received, seen as a Bundle: its entries' resources and those contained in them, in document order.
///
/// A file that is a single resource is read as a Bundle of one entry, so that what it holds can be shown
/// (docs/spec/terminal.md section 4).
package struct Bundle: Sendable {
    /// What the document says it is.
    package enum Kind: Equatable, Sendable {
        /// A Bundle, with its `type` as sent.
        case bundle(type: String?)
        case single(ResourceType)
        /// JSON, but no FHIR resource.
        case notFHIR
    }

    package let document: JSONDocument
    /// The Bundle or other resource that is read; usually the document's own.
    private let root: JSONValue
    package let kind: Kind
    /// Entries' resources and contained ones; a contained resource follows its container.
    package let resources: [Resource]
    /// One for each element of `entry`: nil resource where the entry has none that can be read.
    package let entries: [Entry]
    /// The distinct types of the resources; `Resource.typeNumber` counts them.
    package let types: [ResourceType]

    package struct Entry: Sendable {
        package let value: JSONValue
        package let fullURL: String?
        /// Number of the entry's resource in `resources`.
        package let resource: Int?
    }

    /// - Throws: `JSONSyntaxError` when the text is not JSON.
    package init(bytes: [UInt8]) throws(JSONSyntaxError) {
        self.init(document: try JSONDocument(bytes: bytes))
    }

    package init(document: JSONDocument) {
        self.document = document
        let root = Self.unwrapped(document.root)
        self.root = root
        let type = root["resourceType"]?.string.map { ResourceType($0) }
        var reader = EntryReader(document: document)
        if type == .bundle {
            kind = .bundle(type: root["type"]?.recorded)
            reader.readEntries(of: root)
        } else if let type {
            kind = .single(type)
            reader.readSingle(root)
        } else {
            kind = .notFHIR
        }
        entries = reader.entries
        types = reader.types
        resources = reader.resources
    }

    package var id: String? { root["id"]?.recorded }

    /// Whether the Bundle stands inside another resource.
    package var isWrapped: Bool { root.index != document.root.index }

    /// The Bundle that a Parameters holds, or that is the one entry of another: gateways hand answers on like this. One
    /// step only.
    private static func unwrapped(_ root: JSONValue) -> JSONValue {
        if root["resourceType"]?.isText("Parameters") == true {
            let bundles = root.all("parameter").compactMap { $0["resource"] }.filter(isBundle)
            return bundles.count == 1 ? bundles[0] : root
        }
        guard isBundle(root), let entries = root["entry"], entries.kind == .array else { return root }
        let nodes = root.document.nodes
        let first = entries.index + 1
        guard first < Int(nodes[entries.index].next), nodes[first].next == nodes[entries.index].next else {
            return root
        }
        let only = JSONValue(document: root.document, index: first)["resource"]
        return only.flatMap { isBundle($0) ? $0 : nil } ?? root
    }

    private static func isBundle(_ value: JSONValue) -> Bool { value["resourceType"]?.isText("Bundle") == true }

    /// The resource of an OperationOutcome document, which providers send instead of a Bundle when they fail.
    package var failure: OperationOutcome? {
        kind == .single(.operationOutcome) ? OperationOutcome(root) : nil
    }
}

private struct EntryReader {
    let document: JSONDocument
    var resources: [Resource] = []
    var entries: [Bundle.Entry] = []
    private(set) var types: [ResourceType] = []
    /// For each of `types` the node that named it first; nil for a resource that names none.
    private var typeNodes: [Int?] = []

    init(document: JSONDocument) { self.document = document }

    /// Walks the nodes themselves: a record has thousands of entries, and a cursor for each member looked at costs more
    /// than the look.
    mutating func readEntries(of root: JSONValue) {
        guard let list = document.member(root.index, "entry") else { return }
        let isArray = document.nodes[list].kind == .array
        var element = isArray ? list + 1 : list
        let end = Int(document.nodes[list].next)
        while element < end {
            let number = entries.count
            let resource = document.member(element, "resource").flatMap { append($0, entry: number, container: nil) }
            entries.append(
                Bundle.Entry(
                    value: JSONValue(document: document, index: element), fullURL: text(element, "fullUrl"),
                    resource: resource))
            element = Int(document.nodes[element].next)
        }
    }

    private func text(_ object: Int, _ name: StaticString) -> String? {
        guard let member = document.member(object, name), document.nodes[member].kind == .string else { return nil }
        return document.string(member)
    }

    mutating func readSingle(_ root: JSONValue) {
        entries.append(Bundle.Entry(value: root, fullURL: nil, resource: append(root.index, entry: 0, container: nil)))
    }

    private mutating func append(_ object: Int, entry: Int, container: Int?) -> Int? {
        guard document.nodes[object].kind == .object else { return nil }
        var type: Int?
        var id: Int?
        var contained: Int?
        var key = object + 1
        let end = Int(document.nodes[object].next)
        while key < end {
            let member = key + 1
            switch document.nodes[key].length {
            case 2 where id == nil && document.text(key, is: "id"): id = member
            case 12 where type == nil && document.text(key, is: "resourceType"): type = member
            case 9 where document.text(key, is: "contained"): contained = member
            default: break
            }
            key = Int(document.nodes[member].next)
        }
        let number = resources.count
        let typeNumber = typeNumber(type)
        resources.append(
            Resource(
                value: JSONValue(document: document, index: object), type: types[typeNumber], typeNumber: typeNumber,
                idNode: id.flatMap { JSONValue(document: document, index: $0).isScalar ? $0 : nil },
                entry: entry, container: container))
        if container == nil, let contained {
            for inner in JSONValue(document: document, index: contained).elements {
                _ = append(inner.index, entry: entry, container: number)
            }
        }
        return number
    }

    /// Records repeat some twenty type names: each is made once.
    private mutating func typeNumber(_ node: Int?) -> Int {
        let named = node.flatMap { document.nodes[$0].kind == .string ? $0 : nil }
        if let known = typeNodes.firstIndex(where: { isSameText($0, named) }) { return known }
        types.append(named.map { ResourceType(document.string($0)) } ?? ResourceType(""))
        typeNodes.append(named)
        return types.count - 1
    }

    private func isSameText(_ left: Int?, _ right: Int?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        let (first, second) = (document.nodes[left], document.nodes[right])
        guard first.length == second.length else { return false }
        let (firstStart, secondStart) = (Int(first.offset), Int(second.offset))
        for offset in 0..<Int(first.length)
        where document.bytes[firstStart + offset] != document.bytes[secondStart + offset] { return false }
        return true
    }
}
