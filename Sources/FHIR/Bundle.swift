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
    package let kind: Kind
    /// Entries' resources and contained ones; a contained resource follows its container.
    package let resources: [Resource]
    /// One for each element of `entry`: nil resource where the entry has none that can be read.
    package let entries: [Entry]

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
        let root = document.root
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
        resources = reader.resources
    }

    package var id: String? { document.root["id"]?.recorded }

    /// The resource of an OperationOutcome document, which providers send instead of a Bundle when they fail.
    package var failure: OperationOutcome? {
        kind == .single(.operationOutcome) ? OperationOutcome(document.root) : nil
    }
}

private struct EntryReader {
    let document: JSONDocument
    var resources: [Resource] = []
    var entries: [Bundle.Entry] = []
    private var knownTypes: [ResourceType] = []

    init(document: JSONDocument) { self.document = document }

    mutating func readEntries(of root: JSONValue) {
        let elements = root.all("entry")
        resources.reserveCapacity(elements.count)
        entries.reserveCapacity(elements.count)
        for (number, element) in elements.enumerated() {
            let resource = element["resource"].flatMap { append($0, entry: number, container: nil) }
            entries.append(
                Bundle.Entry(value: element, fullURL: element["fullUrl"]?.string, resource: resource))
        }
    }

    mutating func readSingle(_ root: JSONValue) {
        entries.append(Bundle.Entry(value: root, fullURL: nil, resource: append(root, entry: 0, container: nil)))
    }

    private mutating func append(_ value: JSONValue, entry: Int, container: Int?) -> Int? {
        guard value.kind == .object else { return nil }
        var type: ResourceType?
        var id: String?
        var contained: JSONValue?
        var key = value.index + 1
        let end = Int(document.nodes[value.index].next)
        while key < end {
            let member = key + 1
            switch document.nodes[key].length {
            case 2 where id == nil && document.text(key, is: "id"):
                id = JSONValue(document: document, index: member).recorded
            case 12 where type == nil && document.text(key, is: "resourceType"): type = resourceType(member)
            case 9 where document.text(key, is: "contained"):
                contained = JSONValue(document: document, index: member)
            default: break
            }
            key = Int(document.nodes[member].next)
        }
        let number = resources.count
        resources.append(
            Resource(value: value, type: type ?? ResourceType(""), id: id, entry: entry, container: container))
        if container == nil, let contained {
            for inner in contained.elements { _ = append(inner, entry: entry, container: number) }
        }
        return number
    }

    /// Records repeat some twenty type names: each is made once.
    private mutating func resourceType(_ node: Int) -> ResourceType? {
        guard document.nodes[node].kind == .string else { return nil }
        let raw = document.raw(node)
        if let known = knownTypes.first(where: { $0.rawValue.utf8.elementsEqual(raw) }) { return known }
        let type = ResourceType(document.string(node))
        knownTypes.append(type)
        return type
    }
}
