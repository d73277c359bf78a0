import FHIR

/// How Observations hang together: a parent `has-member` its children, a child is `derived-from` its parent, and either
/// side may say so alone (docs/spec/clinical-areas.md sections 9 and 10).
extension StructuredRecord {
    package enum ObservationRelation: Hashable, Sendable {
        /// The other one is a part of this one.
        case member
        /// The other one is what this one is a part of.
        case whole
        /// Any other type of relation, as sent.
        case other(String)
    }

    package struct ObservationLink: Hashable, Sendable {
        package let relation: ObservationRelation
        package let observation: Int
    }

    /// Comment note: free text of a consultation, or the comment with which a report was filed.
    package func isCommentNote(_ number: Int) -> Bool {
        CodeableConcept(resource(number)["code"])?.hasCode(SNOMEDCode.commentNote) ?? false
    }

    /// The Observations that this one names or that name it, each once, in the order sent.
    package func observationLinks(of number: Int) -> [ObservationLink] {
        var seen: Set<Int> = [number]
        var links: [ObservationLink] = []
        for edge in graph.outgoing(number) {
            guard let target = edge.target, resource(target).type == .observation,
                let relation = relation(of: edge), seen.insert(target).inserted
            else { continue }
            links.append(ObservationLink(relation: relation, observation: target))
        }
        for edge in graph.incoming(number) where resource(edge.source).type == .observation {
            guard let relation = relation(of: edge), seen.insert(edge.source).inserted else { continue }
            links.append(ObservationLink(relation: relation.reversed, observation: edge.source))
        }
        return links
    }

    /// What `related.type` says, seen from the one that refers; real records leave the type out between a group and its
    /// results, and there a group names its results.
    private func relation(of edge: ReferenceGraph.Edge) -> ObservationRelation? {
        guard let element = relatedElement(of: edge) else { return nil }
        switch element["type"]?.recorded {
        case "has-member": return .member
        case "derived-from": return .whole
        case let type?: return .other(type)
        case nil: return isCommentNote(edge.source) ? .whole : .member
        }
    }

    private func relatedElement(of edge: ReferenceGraph.Edge) -> JSONValue? {
        guard let related = resource(edge.source)["related"], related.holds(node: edge.node) else { return nil }
        guard related.kind == .array else { return related }
        let nodes = bundle.document.nodes
        var child = related.index + 1
        while Int(nodes[child].next) <= edge.node { child = Int(nodes[child].next) }
        return JSONValue(document: bundle.document, index: child)
    }
}

extension StructuredRecord.ObservationRelation {
    fileprivate var reversed: Self {
        switch self {
        case .member: .whole
        case .whole: .member
        case .other: self
        }
    }
}

extension StructuredRecord {
    /// The reports that an Observation is a result of, itself or through the groups it belongs to.
    package func reports(holding observation: Int) -> [Int] {
        var visited: Set<Int> = []
        var pending = [observation]
        var reports: [Int] = []
        while let number = pending.popLast() {
            guard visited.insert(number).inserted else { continue }
            for edge in graph.incoming(number)
            where resource(edge.source).type == .diagnosticReport && !reports.contains(edge.source) {
                reports.append(edge.source)
            }
            pending += observationLinks(of: number).filter { $0.relation == .whole }.map(\.observation)
        }
        return reports
    }
}
