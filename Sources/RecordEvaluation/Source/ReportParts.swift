import FHIR
import GPConnect

/// What a DiagnosticReport reaches: results and their groups, filing comments, specimens, the request, documents
/// (docs/spec/clinical-areas.md section 10).
enum ReportParts {
    private static let followed: [ResourceType: Set<ResourceType>] = [
        .diagnosticReport: [.observation, .specimen, .procedureRequest, .documentReference],
        .observation: [.observation, .specimen, .procedureRequest, .documentReference],
        .specimen: [.procedureRequest, .specimen],
    ]

    static func parts(ofReport report: Int, in record: StructuredRecord) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [report]
        var pending = [report]
        while let number = pending.popLast() {
            let next = (forward(number, record) + filingComments(on: number, record)).filter {
                seen.insert($0).inserted
            }
            found += next
            pending += next
        }
        return found
    }

    private static func forward(_ number: Int, _ record: StructuredRecord) -> [Int] {
        guard let types = followed[record.resource(number).type] else { return [] }
        return record.graph.outgoing(number).compactMap(\.target).filter { types.contains(record.resource($0).type) }
    }

    /// A filing comment points at what it comments on, and nothing points at it.
    private static func filingComments(on number: Int, _ record: StructuredRecord) -> [Int] {
        guard record.resource(number).type == .observation else { return [] }
        return record.graph.incoming(number).compactMap { edge in
            let source = record.resource(edge.source)
            guard source.type == .observation else { return nil }
            let isDerived = source.value.all("related").contains { related in
                related["type"]?.isText("derived-from") == true && related["target"]?["reference"]?.index == edge.node
            }
            return isDerived ? edge.source : nil
        }
    }
}
