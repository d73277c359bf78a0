import FHIR
import GPConnect
import RecordEvaluation

/// The documents of one record: what lists them and what they are.
struct PatientDocuments: Sendable {
    /// Numbers of the DocumentReferences that may be given out, in the record's order.
    let references: [Int]
    private let binaries: [String: Binary]
    /// Documents of references that may not be given out and of no other.
    private let withheld: Set<String>
    /// Bytes of each document, counted once.
    private let sizes: [String: Int]

    init(record: ServedRecord) {
        let source = record.source
        let resources = source.record.resources
        let all = resources.indices.filter {
            resources[$0].type == .documentReference && !resources[$0].isContained
        }
        references = all.filter { source.mayBeGiven($0) }
        let given = Set(references.flatMap { Self.documentIDs(resources[$0]) })
        withheld = Set(all.flatMap { Self.documentIDs(resources[$0]) }).subtracting(given)
        var binaries: [String: Binary] = [:]
        let own = resources.filter { $0.type == .binary && !$0.isContained }.map { Binary($0.value) }
        for binary in own + record.documents {
            if let id = binary.id, binaries[id] == nil { binaries[id] = binary }
        }
        self.binaries = binaries
        sizes = binaries.compactMapValues(BinaryAnswer.byteCount)
    }

    /// Every document of the record, those too that may not be read: another record may not give them.
    var binaryIDs: [String] { binaries.keys.sorted() }

    /// Nil for a document that is unknown or kept back.
    func binary(_ id: String) -> Binary? { withheld.contains(id) ? nil : binaries[id] }

    func byteCount(_ id: String) -> Int? { sizes[id] }

    /// The ids at the end of `content.attachment.url`: the path is what a consumer asks for.
    private static func documentIDs(_ reference: Resource) -> [String] {
        reference.value.all("content").compactMap { content in
            documentID(ofURL: content["attachment"]?["url"]?.string)
        }
    }

    static func documentID(ofURL url: String?) -> String? {
        guard let url, case .resource(let id) = Reference(url), id.type == .binary else { return nil }
        return id.id
    }
}
