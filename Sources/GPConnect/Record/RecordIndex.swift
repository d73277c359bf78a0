import FHIR

/// Which resource a reference of a record means (docs/spec/bundle.md section 6).
///
/// A resource is known by its number in `Bundle.resources`. Of several with one `Type/id` the first resolves; the later
/// ones are kept as duplicates (docs/spec/bundle.md section 10).
package struct RecordIndex: Sendable {
    private let bundle: Bundle
    private let table: ByteKeyTable
    /// Later resources with the `Type/id` of an earlier one, with the number of that one.
    package let duplicates: [(resource: Int, first: Int)]

    init(bundle: Bundle) {
        self.bundle = bundle
        var table = ByteKeyTable(capacity: bundle.resources.count)
        var duplicates: [(Int, Int)] = []
        var key: [UInt8] = []
        for (number, resource) in bundle.resources.enumerated() where !resource.isContained {
            guard let id = resource.idValue else { continue }
            key.removeAll(keepingCapacity: true)
            key.append(contentsOf: resource.type.rawValue.utf8)
            key.append(UInt8(ascii: "/"))
            if bundle.document.nodes[id.index].hasEscape {
                key.append(contentsOf: (id.recorded ?? "").utf8)
            } else {
                key.append(contentsOf: bundle.document.raw(id.index))
            }
            if let first = table.insert(key, value: number) { duplicates.append((number, first)) }
        }
        for entry in bundle.entries {
            guard let url = entry.fullURL, let resource = entry.resource else { continue }
            _ = table.insert(Array(url.utf8), value: resource)
        }
        self.table = table
        self.duplicates = duplicates
    }

    /// The resource that the text at `node` refers to; `source` is the resource that holds the reference.
    package func resolve(node: Int, from source: Int) -> Int? {
        let document = bundle.document
        guard document.nodes[node].kind == .string else { return nil }
        if !document.nodes[node].hasEscape {
            let text = document.raw(node)
            if let direct = table.value(of: text) { return direct }
            if Self.isPlainRelative(text) { return nil }
        }
        return resolve(Reference(document.string(node)), from: source)
    }

    /// `Type/id` and nothing else: the table has the last word on it.
    private static func isPlainRelative(_ text: ArraySlice<UInt8>) -> Bool {
        !text.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ":") }
    }

    package func resolve(_ reference: Reference, from source: Int) -> Int? {
        switch reference {
        case .resource(let id): resource(id)
        case .urn(let urn): table.value(of: urn)
        case .contained(let id): contained(id, in: bundle.resources[source].container ?? source)
        case .containedIn(let list, let id):
            resource(list).flatMap { contained(id, in: $0) } ?? containedAnywhere(list, id)
        case .freeText: nil
        }
    }

    package func resource(_ id: ResourceID) -> Int? { table.value(of: id.description) }

    private func contained(_ id: String, in container: Int) -> Int? {
        var number = container + 1
        while number < bundle.resources.count, bundle.resources[number].container == container {
            if bundle.resources[number].idValue?.isRecorded(id) == true { return number }
            number += 1
        }
        return nil
    }

    /// Suppliers refer to `List/ended-allergies#id` although the list they send carries no id
    /// (docs/spec/README.md question Q2): then the one List that contains such an id is meant.
    private func containedAnywhere(_ container: ResourceID, _ id: String) -> Int? {
        guard container.type == .list else { return nil }
        let found = bundle.resources.indices.filter { number in
            guard let parent = bundle.resources[number].container else { return false }
            return bundle.resources[parent].type == .list && bundle.resources[number].idValue?.isRecorded(id) == true
        }
        return found.count == 1 ? found[0] : nil
    }
}
