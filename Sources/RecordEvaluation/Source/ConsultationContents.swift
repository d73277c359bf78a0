import FHIR
import GPConnect

/// What each consultation contains: its structure lists, the items their entries name and the problems its topics are
/// about (docs/spec/clinical-areas.md section 6).
struct ConsultationContents: Sendable {
    /// From an Encounter to its consultation, topic and heading Lists, outermost first.
    let structure: Adjacency
    /// From an Encounter to the items named, in the order of the GP's screen.
    let items: Adjacency
    /// From an Encounter to the problems of its topics.
    let problems: Adjacency
    /// From a List to the Lists its entries name.
    let innerLists: Adjacency

    init(record: StructuredRecord) {
        var reading = Reading(record: record)
        for list in record.lists where list.kind == .structure(.consultation) {
            guard let encounter = record.target(of: list.value["encounter"], from: list.resource) else { continue }
            reading.read(encounter: encounter, from: list.resource)
        }
        let count = record.resources.count
        structure = Adjacency(count: count, pairs: reading.structure)
        items = Adjacency(count: count, pairs: reading.items)
        problems = Adjacency(count: count, pairs: reading.problems)
        innerLists = Adjacency(count: count, pairs: reading.innerLists)
    }

    /// The problems a topic is about.
    static func problems(ofTopic list: RecordList, in record: StructuredRecord) -> [Int] {
        list.value.extensions(ProblemLinks.Link.relatedProblem.rawValue).compactMap { value in
            record.target(of: ProblemLinks.Link.reference(in: value), from: list.resource)
        }
    }

    private struct Reading {
        let record: StructuredRecord
        var structure: [(source: Int, target: Int)] = []
        var items: [(source: Int, target: Int)] = []
        var problems: [(source: Int, target: Int)] = []
        var innerLists: [(source: Int, target: Int)] = []
        private let lists: [Int: RecordList]

        init(record: StructuredRecord) {
            self.record = record
            lists = Dictionary(record.lists.map { ($0.resource, $0) }, uniquingKeysWith: { first, _ in first })
        }

        /// Depth first without recursion; a list that is named twice is read once.
        mutating func read(encounter: Int, from outermost: Int) {
            var pending = [outermost]
            var seen: Set<Int> = []
            while let number = pending.popLast() {
                guard let list = lists[number], list.listCode == nil, seen.insert(number).inserted else { continue }
                structure.append((encounter, number))
                for problem in ConsultationContents.problems(ofTopic: list, in: record) {
                    problems.append((encounter, problem))
                }
                var inner: [Int] = []
                for target in list.entries.compactMap(\.target) {
                    if lists[target] == nil { items.append((encounter, target)) } else { inner.append(target) }
                }
                innerLists += inner.map { (number, $0) }
                pending.append(contentsOf: inner.reversed())
            }
        }
    }
}
