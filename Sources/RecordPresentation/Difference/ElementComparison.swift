import FHIR
import GPConnect

/// Compares two versions of an item element by element. Literals are compared as written: `5.0` and `5` differ.
/// The depth of the walk is that of the text, which the JSON reader limits.
struct ElementComparison {
    /// A resource with the record it stands in.
    struct Side {
        let record: StructuredRecord
        let number: Int
    }

    private let old: Side
    private let new: Side
    private let matching: ItemMatching
    private var changes: [ElementChange] = []

    static func changes(from old: Side, to new: Side, matching: ItemMatching) -> [ElementChange] {
        let (left, right) = (old.record.resource(old.number).value, new.record.resource(new.number).value)
        if !matching.renames, left.source == right.source { return [] }
        var comparison = ElementComparison(old: old, new: new, matching: matching)
        comparison.compare(left, right, "")
        return comparison.changes
    }

    private init(old: Side, new: Side, matching: ItemMatching) {
        self.old = old
        self.new = new
        self.matching = matching
    }

    private mutating func compare(_ left: JSONValue, _ right: JSONValue, _ path: String) {
        switch (left.kind, right.kind) {
        case (.object, .object): compareMembers(left, right, path)
        case (.array, .array): compareElements(left.elements, right.elements, path)
        default: if !Self.isSame(left, right) { report(.changed, path, left, right) }
        }
    }

    /// Strings that differ only in how their characters are escaped are the same.
    private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if left.kind == .string, right.kind == .string {
            return left.document.raw(left.index) == right.document.raw(right.index) || left.string == right.string
        }
        return left.kind == right.kind && left.source == right.source
    }

    private mutating func report(_ kind: ElementChange.Kind, _ path: String, _ left: JSONValue?, _ right: JSONValue?) {
        let isVersion = path == "id" || path == "meta" || path.hasPrefix("meta.")
        changes.append(
            ElementChange(
                kind: kind, path: path, before: left?.source, after: right?.source, isTechnical: isVersion))
    }
}

// Objects.
extension ElementComparison {
    private mutating func compareMembers(_ left: JSONValue, _ right: JSONValue, _ path: String) {
        let own = members(of: left, path)
        let others = members(of: right, path)
        for (name, value) in own {
            let place = Self.join(path, name)
            guard let other = others.first(where: { $0.name == name })?.value else {
                report(.removed, place, value, nil)
                continue
            }
            if name == "reference", let target = old.target(value), let otherTarget = new.target(other) {
                compareTargets(value, other, isSameItem: matching.after[target] == otherTarget, place)
            } else {
                compare(value, other, place)
            }
        }
        for (name, value) in others where !own.contains(where: { $0.name == name }) {
            report(.added, Self.join(path, name), nil, value)
        }
    }

    /// A name written twice becomes two names. Contained allergies are items of their own.
    private func members(of value: JSONValue, _ path: String) -> [(name: String, value: JSONValue)] {
        var seen: [String: Int] = [:]
        return value.members.compactMap { name, value in
            if path.isEmpty, name == "contained", Self.holdsItems(value) { return nil }
            let count = seen[name, default: 0]
            seen[name] = count + 1
            return (count == 0 ? name : "\(name)(\(count + 1))", value)
        }
    }

    private static func holdsItems(_ contained: JSONValue) -> Bool {
        contained.elements.contains { $0["resourceType"]?.isText("AllergyIntolerance") == true }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// What counts is the item meant: one text may mean two items, two texts one.
    private mutating func compareTargets(_ left: JSONValue, _ right: JSONValue, isSameItem: Bool, _ path: String) {
        if isSameItem, Self.isSame(left, right) { return }
        changes.append(
            ElementChange(
                kind: .changed, path: path, before: left.source, after: right.source, isTechnical: isSameItem))
    }
}

extension ElementComparison.Side {
    fileprivate func target(_ reference: JSONValue) -> Int? {
        reference.kind == .string ? record.index.resolve(node: reference.index, from: number) : nil
    }
}

// Arrays: an element that went must not make all that follow it look changed.
extension ElementComparison {
    private mutating func compareElements(_ left: [JSONValue], _ right: [JSONValue], _ path: String) {
        var pairs = left.map { _ in Int?.none }
        var isTaken = right.map { _ in false }
        pair(left.map(exactKey(old, isOld: true)), right.map(exactKey(new, isOld: false)), &pairs, &isTaken)
        pair(left.map(Self.nameKey), right.map(Self.nameKey), &pairs, &isTaken)
        let unpaired = left.indices.filter { pairs[$0] == nil }
        let free = right.indices.filter { !isTaken[$0] }
        if unpaired.count == free.count {
            for (index, other) in zip(unpaired, free) {
                pairs[index] = other
                isTaken[other] = true
            }
        }
        for index in left.indices {
            if let other = pairs[index] {
                compare(left[index], right[other], "\(path)[\(index)]")
            } else {
                report(.removed, "\(path)[\(index)]", left[index], nil)
            }
        }
        for other in right.indices where !isTaken[other] { report(.added, "\(path)[\(other)]", nil, right[other]) }
        let order = pairs.compactMap { $0 }
        if order != order.sorted() { report(.reordered, path, nil, nil) }
    }

    private func pair(_ left: [String?], _ right: [String?], _ pairs: inout [Int?], _ isTaken: inout [Bool]) {
        var places: [String: [Int]] = [:]
        for (index, key) in right.enumerated().reversed() where !isTaken[index] {
            if let key { places[key, default: []].append(index) }
        }
        for (index, key) in left.enumerated() where pairs[index] == nil {
            guard let key, let place = places[key]?.popLast() else { continue }
            pairs[index] = place
            isTaken[place] = true
        }
    }

    /// A list entry is the item it names; anything else is its text.
    private func exactKey(_ side: Side, isOld: Bool) -> (JSONValue) -> String? {
        { element in
            let reference = element["item"]?["reference"] ?? element["reference"]
            if let target = reference.flatMap(side.target) {
                let number = isOld ? target : self.matching.before[target]
                if let number { return "item \(number)" }
            }
            return String(decoding: element.source, as: UTF8.self)
        }
    }

    /// An extension is known by its url, a coding by its system.
    private static func nameKey(_ element: JSONValue) -> String? {
        element["url"]?.string ?? element["system"]?.string
    }
}
