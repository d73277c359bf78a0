import FHIR
import GPConnect

/// Which resource of one record is which of another: by identifier where it is unique within its type in both, else by
/// reference (docs/spec/bundle.md section 8: identifiers outlive a call, ids need not).
struct ItemMatching {
    /// Number in the record after, by number in the record before; nil for what is not there any more.
    private(set) var after: [Int?]
    /// The other way round.
    private(set) var before: [Int?]
    /// Whether a match joins resources of different `Type/id`: then equal references may mean different items.
    private(set) var renames = false

    private let old: StructuredRecord
    private let new: StructuredRecord

    init(before old: StructuredRecord, after new: StructuredRecord) {
        self.old = old
        self.new = new
        after = Array(repeating: nil, count: old.resources.count)
        before = Array(repeating: nil, count: new.resources.count)
        if let patient = old.patient, let other = new.patient { join(patient, other) }
        joinUnique(keys(old) { Self.listKeys($0) }, keys(new) { Self.listKeys($0) })
        joinUnique(keys(old) { Self.identifiers($0) }, keys(new) { Self.identifiers($0) })
        joinInOrder(keys(old) { Self.reference($0, in: old) }, keys(new) { Self.reference($0, in: new) })
        joinInOrder(keys(old) { Self.text($0) }, keys(new) { Self.text($0) })
        joinInOrder(keys(old) { Self.onlyType($0) }, keys(new) { Self.onlyType($0) })
    }

    /// Resources that are compared by themselves: those of entries, and ended allergies, which their list contains
    /// (docs/spec/README.md question Q2). Anything else contained is part of its container.
    static func isItem(_ resource: Resource) -> Bool {
        !resource.isContained || resource.type == .allergyIntolerance
    }

    private mutating func join(_ left: Int, _ right: Int) {
        guard after[left] == nil, before[right] == nil else { return }
        after[left] = right
        before[right] = left
        if old.resource(left).label != new.resource(right).label { renames = true }
    }

    private func keys(_ record: StructuredRecord, _ make: (Resource) -> [String]) -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        for (number, resource) in record.resources.enumerated() where Self.isItem(resource) {
            for key in make(resource) { found[key, default: []].append(number) }
        }
        return found
    }

    private mutating func joinUnique(_ left: [String: [Int]], _ right: [String: [Int]]) {
        let candidates = left.compactMap { key, numbers -> (Int, Int)? in
            guard numbers.count == 1, let others = right[key], others.count == 1 else { return nil }
            return (numbers[0], others[0])
        }
        for (number, other) in candidates.sorted(by: <) { join(number, other) }
    }

    /// Several of one key are taken in the order of the bundles.
    private mutating func joinInOrder(_ left: [String: [Int]], _ right: [String: [Int]]) {
        for (key, numbers) in left.sorted(by: { $0.value[0] < $1.value[0] }) {
            let free = numbers.filter { after[$0] == nil }
            let others = (right[key] ?? []).filter { before[$0] == nil }
            for (number, other) in zip(free, others) { join(number, other) }
        }
    }
}

// What a resource may be known by.
extension ItemMatching {
    /// Query lists carry no id; their code is who they are.
    private static func listKeys(_ resource: Resource) -> [String] {
        guard resource.type == .list else { return [] }
        let codes = CodeableConcept(resource["code"])?.codings.compactMap(\.code) ?? []
        return codes.compactMap { ListCode.known($0) }.prefix(1).map { "List \($0.code)" }
    }

    private static func identifiers(_ resource: Resource) -> [String] {
        resource.value.all("identifier").compactMap { Identifier($0).key }.map { "\(resource.type)|\($0)" }
    }

    private static func reference(_ resource: Resource, in record: StructuredRecord) -> [String] {
        guard let id = resource.resourceID else { return [] }
        let container = resource.container.map { record.resource($0).type.rawValue } ?? ""
        return ["\(container)#\(id)"]
    }

    /// Without id and identifier: the very same text.
    private static func text(_ resource: Resource) -> [String] {
        guard resource.id == nil else { return [] }
        return ["\(resource.type) \(String(decoding: resource.value.source, as: UTF8.self))"]
    }

    private static func onlyType(_ resource: Resource) -> [String] {
        resource.id == nil && resource.type == .operationOutcome ? [resource.type.rawValue] : []
    }
}
