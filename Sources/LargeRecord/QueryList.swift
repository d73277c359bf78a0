import Foundation

/// What the multiplier has to know of a resource.
struct ResourceSummary {
    let type: String
    let id: String?
    let listCode: String?
    let isStructureList: Bool
    /// An observation that nothing else belongs to: it can be repeated on its own.
    let standsAlone: Bool

    var reference: String? { id.map { "\(type)/\($0)" } }

    init(_ bytes: [UInt8]) {
        var values: [[String]: String] = [:]
        for string in JSONStructure(of: bytes).strings where values[string.path] == nil {
            values[string.path] = String(decoding: bytes[string.range], as: UTF8.self)
        }
        type = values[["resource", "resourceType"]] ?? ""
        id = values[["resource", "id"]]
        listCode = type == "List" ? values[["resource", "code", "coding", "code"]] : nil
        isStructureList = type == "List" && values[["resource", "encounter", "reference"]] != nil
        let links: [[String]] = [["context", "reference"], ["related", "type"], ["specimen", "reference"]]
        standsAlone =
            type == "Observation" && values[["resource", "valueQuantity", "unit"]] != nil
            && links.allSatisfy { values[["resource"] + $0] == nil }
    }
}

/// A primary or secondary list: written once, naming the items of every copy.
struct QueryList {
    /// Ended allergies live inside their list (docs/spec/clinical-areas.md 4) and are not copied.
    static let endedAllergies = "1103671000000101"
    private static let uncategorised = "826501000000100"

    let isUncategorised: Bool
    let separator: [UInt8]
    private let head: [UInt8]
    private let tail: [UInt8]
    private let elements: [EntryTemplate]

    /// Nil for other resources, for structure lists, for ended allergies and for an empty list.
    init?(_ bytes: [UInt8], summary: ResourceSummary) {
        guard summary.type == "List", !summary.isStructureList, summary.listCode != Self.endedAllergies else {
            return nil
        }
        let ranges = JSONStructure(of: bytes).objects.filter { $0.path == ["resource", "entry"] }.map(\.range)
        guard let first = ranges.first, let last = ranges.last else { return nil }
        isUncategorised = summary.listCode == Self.uncategorised
        head = Array(bytes[..<first.lowerBound])
        tail = Array(bytes[last.upperBound...])
        elements = ranges.map { EntryTemplate(Array(bytes[$0])) }
        let indentation = bytes[..<first.lowerBound].lastIndex(of: UInt8(ascii: "\n")) ?? first.lowerBound
        separator = [UInt8(ascii: ",")] + bytes[indentation..<first.lowerBound]
    }

    /// The elements that name something of a copy; an ended allergy is the same in all.
    private var copied: [EntryTemplate] { elements.filter { $0.suffixCount > 0 } }

    var length: Int {
        let original = EntryTemplate.Copy(number: 0)
        let content = elements.reduce(0) { $0 + $1.length(of: original) }
        return head.count + tail.count + content + separator.count * (elements.count - 1)
    }

    func addedLength(of copy: EntryTemplate.Copy) -> Int {
        copied.reduce(0) { $0 + separator.count + $1.length(of: copy) }
    }

    /// The element that names `reference`.
    func element(naming reference: String) -> EntryTemplate? {
        elements.first { template in
            var bytes: [UInt8] = []
            template.write(EntryTemplate.Copy(number: 0), to: &bytes)
            return String(decoding: bytes, as: UTF8.self).contains("\"\(reference)\"")
        }
    }

    func write(_ plan: RecordMultiplier.Plan, filler: EntryTemplate?, to output: inout [UInt8]) {
        output += head
        for (index, element) in elements.enumerated() {
            if index > 0 { output += separator }
            element.write(EntryTemplate.Copy(number: 0), to: &output)
        }
        for number in 1..<max(plan.copies, 1) {
            for element in copied { append(element, number, to: &output) }
        }
        if isUncategorised, let filler {
            for number in 0..<plan.fillers { append(filler, plan.copies + number, to: &output) }
        }
        output += tail
    }

    private func append(_ element: EntryTemplate, _ number: Int, to output: inout [UInt8]) {
        output += separator
        element.write(EntryTemplate.Copy(number: number), to: &output)
    }
}
