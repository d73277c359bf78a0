import FHIR

extension StructuredRecord {
    /// The List that is resource `number`; nil when that resource is no List.
    package func list(atResource number: Int) -> RecordList? {
        var low = 0
        var high = lists.count
        while low < high {
            let middle = (low + high) / 2
            if lists[middle].resource < number { low = middle + 1 } else { high = middle }
        }
        return low < lists.count && lists[low].resource == number ? lists[low] : nil
    }

    /// The lists that have the resource among their entries, in document order.
    package func lists(naming number: Int) -> [RecordList] {
        var found: [RecordList] = []
        for edge in graph.incoming(number) where bundle.resources[edge.source].type == .list {
            guard let list = list(atResource: edge.source), found.last?.resource != list.resource,
                list.value["entry"]?.holds(node: edge.node) == true
            else { continue }
            found.append(list)
        }
        return found
    }
}

extension JSONValue {
    /// Whether a node of the document lies inside this value.
    package func holds(node: Int) -> Bool { node >= index && node < Int(document.nodes[index].next) }
}
