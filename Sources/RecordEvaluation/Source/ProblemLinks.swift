import FHIR
import GPConnect

/// The links that problems make: to the item that is the problem, to other content, to other problems
/// (docs/spec/clinical-areas.md sections 2 and 7).
struct ProblemLinks: Sendable {
    /// The extensions of a problem that link it, and whether the reference lies a level deeper.
    enum Link: String, CaseIterable {
        case actualProblem = "Extension-CareConnect-ActualProblem-1"
        case relatedContent = "Extension-CareConnect-RelatedClinicalContent-1"
        case relatedProblem = "Extension-CareConnect-RelatedProblemHeader-1"

        init?(_ value: JSONValue) {
            guard let link = Self.allCases.first(where: { value.hasExtensionName($0.rawValue) }) else { return nil }
            self = link
        }

        /// The Reference element: of a related problem the part `target`, in some records the value itself
        /// (docs/spec/README.md section 5).
        static func reference(in value: JSONValue) -> JSONValue? {
            let target = value.all("extension").first { $0["url"]?.isText("target") == true }
            return (target ?? value)["valueReference"]
        }
    }

    /// From a problem to everything that actualProblem and relatedClinicalContent name.
    let items: Adjacency
    /// From a problem to its actual problem.
    let actual: Adjacency
    /// Between problems, from either side.
    let related: Adjacency
    /// From an item, as lists name it, to the problems linked to it.
    let problems: Adjacency

    init(record: StructuredRecord, listItem: [Int32]) {
        var items: [(source: Int, target: Int)] = []
        var actual: [(source: Int, target: Int)] = []
        var related: [(source: Int, target: Int)] = []
        var problems: [(source: Int, target: Int)] = []
        for number in record.resources.indices where record.resource(number).type == .condition {
            for value in record.resource(number).value.all("extension") {
                guard let link = Link(value), let target = record.target(of: Link.reference(in: value), from: number)
                else { continue }
                switch link {
                case .actualProblem: actual.append((number, target))
                case .relatedContent: break
                case .relatedProblem:
                    related.append((number, target))
                    related.append((target, number))
                    continue
                }
                items.append((number, target))
                if listItem[target] >= 0 { problems.append((Int(listItem[target]), number)) }
            }
        }
        let count = record.resources.count
        self.items = Adjacency(count: count, pairs: items)
        self.actual = Adjacency(count: count, pairs: actual)
        self.related = Adjacency(count: count, pairs: related.filter { $0.source != $0.target })
        self.problems = Adjacency(count: count, pairs: problems)
    }
}
