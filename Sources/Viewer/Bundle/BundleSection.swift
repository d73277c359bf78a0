import FHIR
import GPConnect
import RecordPresentation

/// The entries of a file under one heading: of one type, or named by one list.
package struct BundleGroup: Sendable {
    package struct Member: Sendable {
        /// Nil for an entry without a resource, or a list's entry that names none the file holds.
        package let resource: Int?
        package let text: String
        /// Words for what is odd about it: `not supplied`, `same Type/id as entry 3`.
        package let caution: String?
    }

    package let title: String
    package let members: [Member]
    /// The List of the group.
    package let list: Int?
}

package struct BundleSection: Sendable {
    package let title: String
    package let groups: [BundleGroup]

    package static func all(in record: StructuredRecord) -> [BundleSection] {
        [
            BundleSection(title: "By type", groups: byType(record)),
            BundleSection(title: "By list", groups: byList(record)),
        ]
    }

    private static func byType(_ record: StructuredRecord) -> [BundleGroup] {
        let duplicates = Dictionary(
            record.index.duplicates.map { ($0.resource, $0.first) }, uniquingKeysWith: { first, _ in first })
        var order: [ResourceType] = []
        var members: [ResourceType: [BundleGroup.Member]] = [:]
        for (number, resource) in record.resources.enumerated() {
            if members[resource.type] == nil { order.append(resource.type) }
            let caution = duplicates[number].map { "same Type/id as entry \(record.resource($0).entry)" }
            members[resource.type, default: []].append(member(number, record, caution: caution))
        }
        let groups = order.map { type in
            BundleGroup(
                title: type.rawValue.isEmpty ? "No type" : DisplayText.scrub(type.rawValue),
                members: members[type] ?? [],
                list: nil)
        }
        let empty = record.bundle.entries.indices.filter { record.bundle.entries[$0].resource == nil }
        guard !empty.isEmpty else { return groups }
        let holes = empty.map { BundleGroup.Member(resource: nil, text: "entry \($0)", caution: "holds no resource") }
        return groups + [BundleGroup(title: "Entries without a resource", members: holes, list: nil)]
    }

    private static func byList(_ record: StructuredRecord) -> [BundleGroup] {
        let groups = record.lists.map { list in
            BundleGroup(
                title: DisplayText.scrub(list.name), members: list.entries.map { entry(in: $0, record) },
                list: list.resource)
        }
        let named = Set(record.lists.flatMap { $0.entries.compactMap(\.target) })
        let rest = record.resources.indices.filter { !named.contains($0) && record.resource($0).type != .list }
        guard !rest.isEmpty else { return groups }
        return groups + [
            BundleGroup(title: "In no list", members: rest.map { member($0, record, caution: nil) }, list: nil)
        ]
    }

    private static func entry(in entry: RecordList.Entry, _ record: StructuredRecord) -> BundleGroup.Member {
        guard let target = entry.target else {
            let words = entry.reference ?? entry.display ?? "an entry without a reference"
            return BundleGroup.Member(resource: nil, text: DisplayText.scrub(words), caution: "not supplied")
        }
        return member(target, record, caution: nil)
    }

    private static func member(_ number: Int, _ record: StructuredRecord, caution: String?) -> BundleGroup.Member {
        let resource = record.resource(number)
        let name = ActorText(record).name(number)
        let label = resource.label
        let text = name == label ? label : "\(label)  \(name)"
        return BundleGroup.Member(resource: number, text: DisplayText.scrub(text), caution: caution)
    }
}
