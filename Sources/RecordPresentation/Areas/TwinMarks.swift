import FHIR
import GPConnect

/// Tells entries that could be taken for each other. Nothing is merged: both stay, each names the other
/// (docs/spec/hazards.md row 19). One pass over the rows of an area, so that a large record stays quick.
struct TwinMarks {
    private let record: StructuredRecord
    private var byIdentifier: [String: Group] = [:]
    private var keys: [Int: [String]] = [:]

    /// Those that carry one identifier: real records share one among a thousand, so only two are named.
    private struct Group {
        var first: Int
        var second: Int?
        var count = 1
        /// What the first says of the second, and every other one of the first: put into words once.
        var marks: (ofFirst: Mark, ofOthers: Mark)?
    }

    /// - Parameter numbers: the resources of the area's rows.
    init(of numbers: [Int], in record: StructuredRecord) {
        self.record = record
        for number in Set(numbers).sorted() {
            let keys = Self.identifierKeys(of: number, in: record)
            self.keys[number] = keys
            for key in keys { add(number, to: key) }
        }
        for (key, group) in byIdentifier {
            guard let second = group.second else { continue }
            let marks = (ofFirst: mark(naming: second, of: group), ofOthers: mark(naming: group.first, of: group))
            byIdentifier[key]?.marks = marks
        }
    }

    private func mark(naming number: Int, of group: Group) -> Mark {
        let name = DisplayText.scrub("\(ActorText(record).name(number)) (\(record.resource(number).label))")
        return .note("same identifier as \(name)" + (group.count > 2 ? " and \(group.count - 2) more" : ""))
    }

    private mutating func add(_ number: Int, to key: String) {
        guard var group = byIdentifier[key] else {
            byIdentifier[key] = Group(first: number)
            return
        }
        group.second = group.second ?? number
        group.count += 1
        byIdentifier[key] = group
    }

    /// The marks of one row; `similar` is how many rows of its block say the same.
    func marks(of number: Int?, similar: Int) -> [Mark] {
        guard let number else { return [] }
        return sharedIdentifier(number) + (similar > 1 ? [.note("similar entry")] : [])
    }

    private func sharedIdentifier(_ number: Int) -> [Mark] {
        let groups = (keys[number] ?? []).compactMap { byIdentifier[$0] }
        guard let group = groups.max(by: { $0.count < $1.count }), let marks = group.marks else { return [] }
        return [group.first == number ? marks.ofFirst : marks.ofOthers]
    }

    private static func identifierKeys(of number: Int, in record: StructuredRecord) -> [String] {
        record.resource(number).value.all("identifier").compactMap { Identifier($0).key }
    }
}
