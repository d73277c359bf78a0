import FHIR
import GPConnect

/// Writes an evaluation as the Bundle a provider would return: envelope, query lists and OperationOutcome are made,
/// every chosen resource is the very text it was read as (docs/spec/bundle.md sections 1 and 2).
package enum BundleWriter {
    private static let profile =
        "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"

    /// The same evaluation always gives the same bytes.
    package static func bytes(_ evaluation: Evaluation) -> [UInt8] {
        var writer = JSONWriter()
        let fullURLs = FullURLs(evaluation)
        writer.object { writer in
            writer.member("resourceType", "Bundle")
            writer.member("id", evaluation.traceID)
            writer.key("meta")
            writer.object { writer in
                writer.key("profile")
                writer.array(of: [profile])
            }
            writer.member("type", "collection")
            writer.key("entry")
            writer.array { writer in
                for entry in EntryOrder.entries(of: evaluation) {
                    write(entry, of: evaluation, fullURLs, to: &writer)
                }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(
        _ entry: WrittenEntry, of evaluation: Evaluation, _ fullURLs: FullURLs, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            if case .resource(let number) = entry, let url = fullURLs.url(of: number) {
                writer.member("fullUrl", url)
            }
            writer.key("resource")
            switch entry {
            case .list(let number):
                ListText(evaluation: evaluation, list: evaluation.lists[number]).json().write(to: &writer)
            case .resource(let number): write(number, of: evaluation, to: &writer)
            case .outcome: OutcomeText.resource(evaluation.issues.map(\.json)).write(to: &writer)
            }
        }
    }

    private static func write(_ number: Int, of evaluation: Evaluation, to writer: inout JSONWriter) {
        let resource = evaluation.source.record.resource(number)
        if let edit = evaluation.edit(number) {
            EditedResource.text(resource, edit).write(to: &writer)
        } else {
            writer.raw(resource.value.source)
        }
    }
}

/// The fullUrls that stay: those of entries that a chosen resource, or a list for want of an id, names by them.
private struct FullURLs {
    private var urls: [Int: String] = [:]

    init(_ evaluation: Evaluation) {
        let record = evaluation.source.record
        guard record.bundle.entries.contains(where: { $0.fullURL != nil }) else { return }
        for edge in record.graph.edges {
            guard let target = edge.target, evaluation.isIncluded(target), evaluation.isIncluded(edge.source) else {
                continue
            }
            if case .urn = Reference(record.bundle.document.string(edge.node)) { keep(target, record) }
        }
        for number in evaluation.sequence where record.resource(Int(number)).id == nil { keep(Int(number), record) }
    }

    private mutating func keep(_ resource: Int, _ record: StructuredRecord) {
        urls[resource] = record.bundle.entries[record.resource(resource).entry].fullURL
    }

    func url(of resource: Int) -> String? { urls[resource] }
}
