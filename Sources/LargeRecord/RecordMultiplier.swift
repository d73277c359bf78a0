import Foundation

/// Makes a record of a given size out of a small one: one patient, the same shared resources, and as many copies of the
/// clinical resources as fit. The same source and size give the same bytes.
struct RecordMultiplier {
    private let head: [UInt8]
    private let tail: [UInt8]
    private let separator: [UInt8]
    private let entries: [Entry]
    private let filler: Filler?

    private enum Entry {
        /// Patient, practice, drugs, ended allergies: written once.
        case shared([UInt8])
        case copied(EntryTemplate)
        /// A query list names the items of every copy.
        case list(QueryList)
    }

    /// An observation that is repeated on its own to come close to the size asked for, and its place in the list.
    private struct Filler {
        let entry: EntryTemplate
        let listElement: EntryTemplate
        let listSeparator: [UInt8]
    }

    /// What fits into the size asked for.
    struct Plan: Equatable {
        let copies: Int
        let fillers: Int
    }

    init?(source: [UInt8]) {
        let objects = JSONStructure(of: source).objects.filter { $0.path == ["entry"] }
        guard let first = objects.first, let last = objects.last else { return nil }
        head = Array(source[..<first.range.lowerBound])
        tail = Array(source[last.range.upperBound...])
        separator =
            objects.count > 1
            ? Array(source[first.range.upperBound..<objects[1].range.lowerBound]) : [UInt8(ascii: ",")]
        let resources = objects.map { Array(source[$0.range]) }
        entries = resources.map(Self.entry)
        filler = Self.filler(among: resources, lists: entries)
    }

    private static func entry(_ bytes: [UInt8]) -> Entry {
        let resource = ResourceSummary(bytes)
        if let list = QueryList(bytes, summary: resource) { return .list(list) }
        let isCopied =
            EntryTemplate.isCopied(type: resource.type) && resource.listCode == nil || resource.isStructureList
        return isCopied ? .copied(EntryTemplate(bytes)) : .shared(bytes)
    }

    private static func filler(among resources: [[UInt8]], lists: [Entry]) -> Filler? {
        for case .list(let list) in lists where list.isUncategorised {
            for bytes in resources {
                let resource = ResourceSummary(bytes)
                guard resource.standsAlone, let element = resource.reference.flatMap(list.element) else { continue }
                return Filler(entry: EntryTemplate(bytes), listElement: element, listSeparator: list.separator)
            }
        }
        return nil
    }

    /// How many copies, and then how many single observations, reach `size` bytes without passing it.
    func plan(size: Int) -> Plan {
        var total = head.count + tail.count + separator.count * (entries.count - 1)
        total += entries.reduce(0) { $0 + firstLength(of: $1) }
        var copies = 1
        while total + length(ofCopy: copies) <= size {
            total += length(ofCopy: copies)
            copies += 1
        }
        var fillers = 0
        while let next = length(ofFiller: copies + fillers), total + next <= size {
            total += next
            fillers += 1
        }
        return Plan(copies: copies, fillers: fillers)
    }

    private func firstLength(of entry: Entry) -> Int {
        let original = EntryTemplate.Copy(number: 0)
        return switch entry {
        case .shared(let bytes): bytes.count
        case .copied(let template): template.length(of: original)
        case .list(let list): list.length
        }
    }

    private func length(ofCopy number: Int) -> Int {
        let copy = EntryTemplate.Copy(number: number)
        return entries.reduce(0) { sum, entry in
            switch entry {
            case .shared: sum
            case .copied(let template): sum + separator.count + template.length(of: copy)
            case .list(let list): sum + list.addedLength(of: copy)
            }
        }
    }

    private func length(ofFiller number: Int) -> Int? {
        guard let filler else { return nil }
        let copy = EntryTemplate.Copy(number: number)
        let place = filler.listSeparator.count + filler.listElement.length(of: copy)
        return separator.count + filler.entry.length(of: copy) + place
    }

    /// Writes the record piece by piece, so that its size does not matter to memory.
    func write(_ plan: Plan, to sink: ([UInt8]) throws -> Void) rethrows {
        var buffer = head
        for (index, entry) in entries.enumerated() {
            if index > 0 { buffer += separator }
            switch entry {
            case .shared(let bytes): buffer += bytes
            case .copied(let template): template.write(EntryTemplate.Copy(number: 0), to: &buffer)
            case .list(let list): list.write(plan, filler: filler?.listElement, to: &buffer)
            }
        }
        for number in 1..<max(plan.copies, 1) {
            for case .copied(let template) in entries {
                buffer += separator
                template.write(EntryTemplate.Copy(number: number), to: &buffer)
            }
            try sink(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        for number in 0..<plan.fillers {
            buffer += separator
            filler?.entry.write(EntryTemplate.Copy(number: plan.copies + number), to: &buffer)
        }
        try sink(buffer + tail)
    }
}
