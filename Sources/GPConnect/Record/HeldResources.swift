import FHIR

/// The resources that need no row of their own: what a list names, and what the detail of another item shows whole. That is
/// the plan, issues and drug of a medication, and the results, specimens and requests of a report: exactly what
/// `MedicationCourse` and `TestReport` reach, so that nothing falls between an item and the rows.
struct HeldResources {
    private enum Kind {
        case statement, request, drug, report, observation, specimen, testRequest
    }

    private static let kinds: [ResourceType: Kind] = [
        .medicationStatement: .statement, .medicationRequest: .request, .medication: .drug,
        .diagnosticReport: .report, .observation: .observation, .specimen: .specimen,
        .procedureRequest: .testRequest,
    ]

    private let bundle: Bundle
    private let graph: ReferenceGraph
    /// By `Resource.typeNumber`.
    private let kinds: [Kind?]
    private var held: [Bool]

    /// Whether a resource is held, by its number.
    static func find(
        in bundle: Bundle, graph: ReferenceGraph, lists: [RecordList], shownLists: Set<Int>
    ) -> [Bool] {
        var holder = HeldResources(bundle: bundle, graph: graph)
        let placed = lists.filter { !$0.isOfConsultation || shownLists.contains($0.resource) }
        for list in placed { for entry in list.entries { if let target = entry.target { holder.held[target] = true } } }
        let listed = bundle.resources.indices.filter { holder.held[$0] && holder.kind($0) == .request }
        holder.holdReports()
        holder.holdMedications(listed: listed)
        return holder.held
    }

    private init(bundle: Bundle, graph: ReferenceGraph) {
        self.bundle = bundle
        self.graph = graph
        kinds = bundle.types.map { Self.kinds[$0] }
        held = [Bool](repeating: false, count: bundle.resources.count)
    }

    private func kind(_ number: Int) -> Kind? { kinds[bundle.resources[number].typeNumber] }

    /// Whether a reference stands in the element `name` of the resource that refers.
    private func stands(_ edge: ReferenceGraph.Edge, in name: StaticString) -> Bool {
        bundle.resources[edge.source][name]?.holds(node: edge.node) ?? false
    }
}

// Reports.
extension HeldResources {
    /// A report that no list names still shows its parts.
    private mutating func holdReports() {
        var pending = bundle.resources.indices.filter { kind($0) == .report }
        var isMet = [Bool](repeating: false, count: bundle.resources.count)
        while let number = pending.popLast() {
            for part in kind(number) == .report ? parts(ofReport: number) : parts(ofResult: number) where !isMet[part] {
                isMet[part] = true
                held[part] = true
                if kind(part) == .observation { pending.append(part) }
            }
        }
    }

    private func parts(ofReport number: Int) -> [Int] {
        graph.outgoing(number).compactMap { edge in
            guard let target = edge.target else { return nil }
            let isPart =
                switch kind(target) {
                case .observation: stands(edge, in: "result")
                case .specimen: stands(edge, in: "specimen")
                case .testRequest: stands(edge, in: "basedOn")
                default: false
                }
            return isPart ? target : nil
        }
    }

    /// Groups name their results, filing comments and results their group: those links count backwards.
    private func parts(ofResult number: Int) -> [Int] {
        let named = graph.outgoing(number).compactMap { edge -> Int? in
            guard let target = edge.target else { return nil }
            let isPart =
                switch kind(target) {
                case .observation: stands(edge, in: "related")
                case .specimen: stands(edge, in: "specimen")
                default: false
                }
            return isPart ? target : nil
        }
        let naming = graph.incoming(number).filter { kind($0.source) == .observation && stands($0, in: "related") }
        return named + naming.map(\.source)
    }
}

// Medications.
extension HeldResources {
    private mutating func holdMedications(listed: [Int]) {
        for number in bundle.resources.indices {
            switch kind(number) {
            case .statement:
                hold(courseOf: targets(of: number, kind: .request, in: "basedOn"))
                holdDrugs(of: number)
            case .request: holdDrugs(of: number)
            default: break
            }
        }
        for number in listed { hold(courseOf: [number]) }
    }

    private mutating func holdDrugs(of number: Int) {
        for drug in targets(of: number, kind: .drug, in: "medicationReference") { held[drug] = true }
    }

    /// The first plan among the requests with its issues, and the issues among them. Any further plan gets a row.
    private mutating func hold(courseOf requests: [Int]) {
        let issues = requests.filter(isIssue)
        for issue in issues { held[issue] = true }
        let plan = requests.first { !isIssue($0) } ?? issues.compactMap(self.plan(ofIssue:)).first
        guard let plan else { return }
        held[plan] = true
        for edge in graph.incoming(plan) where kind(edge.source) == .request && !held[edge.source] {
            if isIssue(edge.source), stands(edge, in: "basedOn") { held[edge.source] = true }
        }
    }

    private func plan(ofIssue number: Int) -> Int? {
        targets(of: number, kind: .request, in: "basedOn").first { !isIssue($0) }
    }

    private func isIssue(_ number: Int) -> Bool { bundle.resources[number]["intent"]?.isText("order") == true }

    private func targets(of number: Int, kind wanted: Kind, in name: StaticString) -> [Int] {
        graph.outgoing(number).compactMap { edge in
            guard let target = edge.target, kind(target) == wanted, stands(edge, in: name) else { return nil }
            return target
        }
    }
}
