import FHIR

/// Every `reference` of a record, both ways.
package struct ReferenceGraph: Sendable {
    /// Small, as a large record has hundreds of thousands.
    package struct Edge: Sendable {
        private let storedSource: Int32
        private let storedNode: Int32
        /// Minus one for none.
        private let storedTarget: Int32

        init(source: Int, node: Int, target: Int?) {
            storedSource = Int32(source)
            storedNode = Int32(node)
            storedTarget = target.map { Int32($0) } ?? -1
        }

        /// The resource that refers.
        package var source: Int { Int(storedSource) }
        /// The node of the reference's text.
        package var node: Int { Int(storedNode) }
        /// The resource referred to; nil when the record does not hold it.
        package var target: Int? { storedTarget < 0 ? nil : Int(storedTarget) }
    }

    /// In document order, so those of one source follow each other.
    package let edges: [Edge]
    /// For each resource the first of its edges; one more closes the last.
    private let firstOutgoing: [Int32]
    private let firstIncoming: [Int32]
    private let incomingEdges: [Int32]

    init(bundle: Bundle, index: RecordIndex) {
        edges = Self.collect(bundle, index)
        let count = bundle.resources.count
        var outgoing = [Int32](repeating: 0, count: count + 1)
        var incoming = [Int32](repeating: 0, count: count + 1)
        for edge in edges {
            outgoing[edge.source + 1] += 1
            if let target = edge.target { incoming[target + 1] += 1 }
        }
        for number in 0..<count {
            outgoing[number + 1] += outgoing[number]
            incoming[number + 1] += incoming[number]
        }
        var next = incoming
        var order = [Int32](repeating: 0, count: Int(incoming[count]))
        for (number, edge) in edges.enumerated() {
            guard let target = edge.target else { continue }
            order[Int(next[target])] = Int32(number)
            next[target] += 1
        }
        firstOutgoing = outgoing
        firstIncoming = incoming
        incomingEdges = order
    }

    /// The references a resource makes; those of a contained resource are its own, not its container's.
    package func outgoing(_ resource: Int) -> ArraySlice<Edge> {
        edges[Int(firstOutgoing[resource])..<Int(firstOutgoing[resource + 1])]
    }

    /// The references made to a resource, in document order.
    package func incoming(_ resource: Int) -> some Sequence<Edge> {
        incomingEdges[Int(firstIncoming[resource])..<Int(firstIncoming[resource + 1])].lazy.map { edges[Int($0)] }
    }

    private static func collect(_ bundle: Bundle, _ index: RecordIndex) -> [Edge] {
        let resources = bundle.resources
        var edges: [Edge] = []
        edges.reserveCapacity(resources.count * 6)
        for number in resources.indices {
            var inner = number + 1
            var node = resources[number].value.index
            let end = Int(bundle.document.nodes[node].next)
            while node < end {
                let innerStart = inner < resources.count ? resources[inner].value.index : end
                eachReference(in: bundle.document, from: node, to: min(innerStart, end)) { reference in
                    edges.append(
                        Edge(source: number, node: reference, target: index.resolve(node: reference, from: number)))
                }
                guard innerStart < end else { break }
                node = Int(bundle.document.nodes[innerStart].next)
                inner += 1
            }
        }
        return edges
    }

    /// The nodes of the texts of `reference` members between two nodes.
    @inline(__always)
    private static func eachReference(
        in document: JSONDocument, from start: Int, to end: Int, _ take: (Int) -> Void
    ) {
        let nodes = document.nodes
        var node = start
        while node < end {
            if nodes[node].length == 9, nodes[node].kind == .key, nodes[node + 1].kind == .string,
                document.text(node, is: "reference")
            {
                take(node + 1)
            }
            node += 1
        }
    }
}
