import FHIR
import GPConnect

/// Something a provider is asked for while the keys go on working. At most one at a time is waited for on a screen.
package struct Retrieval: Hashable, Sendable {
    package enum Order: Hashable, Sendable {
        case record(RecordOrder)
        case document(DocumentOrder)
        case search(SearchOrder)
    }

    /// Tells late news of a retrieval that was called off from those of the next.
    package let id: Int
    package let order: Order
}

package struct RecordOrder: Hashable, Sendable {
    /// The provider's name in the configuration; nil when there is only one.
    package var provider: String?
    package var nhsNumber: String
    /// Sent exactly as it is.
    package var body: [UInt8]
}

package struct DocumentOrder: Hashable, Sendable {
    /// The record that names it, or the file it is looked at from.
    package var source: OpenFile.Source
    /// The kept search that found it.
    package var search: Int64?
    /// The saved document that is to be shown, by the library's number: no provider is asked.
    package var kept: Int64?
    /// The provider's name in the configuration; nil leaves it to where the record came from.
    package var provider: String?
    package var nhsNumber: String?
    /// As recorded.
    package var reference: String
    package var title: String
    package var size: Int?
    package var contentType: String?
    /// Asked of the provider even where a copy is saved.
    package var isAnew: Bool
}

/// A search for a patient's documents (docs/spec/fetch.md section 8.3).
package struct SearchOrder: Hashable, Sendable {
    package var provider: String?
    package var nhsNumber: String
    package var createdFrom: CivilDate?
    package var createdTo: CivilDate?
    package var author: ODSCode?
    package var words: String?
    /// The kept search that is to be shown, by the library's number: no provider is asked.
    package var kept: Int64?
}

/// What comes of a retrieval.
package enum RetrievalNews: Sendable {
    case progress(received: Int, expected: Int?)
    /// The library's number of the record, what the user is to know of the answer, and where the patient differs who was
    /// asked for and who was answered.
    case record(Int64, warnings: [String], patients: PatientComparison? = nil)
    case document(RetrievedDocument)
    case found(FoundList)
    /// Several providers are configured and nothing says which one is meant.
    case providerNeeded
    case failed(RetrievalFailure)
}

package struct RetrievedDocument: Hashable, Sendable {
    /// The library's number.
    package var id: Int64
    package var title: String
    /// `PDF document, 93,586 bytes`.
    package var summary: String
    /// When it was retrieved, and whether this is the saved copy.
    package var origin: String
    package var warnings: [String]
    /// Nil for what is no text.
    package var text: String?
    /// Nothing of a record ever becomes a path.
    package var fileName: String

    package init(
        id: Int64, title: String, summary: String, origin: String, warnings: [String], text: String?, fileName: String
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.origin = origin
        self.warnings = warnings
        self.text = text
        self.fileName = fileName
    }
}

/// Why nothing came, in lines for a person (docs/spec/hazards.md rows 42 and 43).
package struct RetrievalFailure: Hashable, Sendable {
    package var lines: [String]
    /// The practice or the patient refused: not to be asked again, and nothing overrides it.
    package var refusal: String?

    package init(lines: [String], refusal: String? = nil) {
        self.lines = lines
        self.refusal = refusal
    }
}

extension Retrieval.Order {
    /// The same of another provider.
    func asking(_ provider: String) -> Retrieval.Order {
        switch self {
        case .record(var order):
            order.provider = provider
            return .record(order)
        case .document(var order):
            order.provider = provider
            return .document(order)
        case .search(var order):
            order.provider = provider
            return .search(order)
        }
    }

    /// The title of the screen when nothing came.
    var absence: String {
        switch self {
        case .record: "RECORD NOT AVAILABLE"
        case .document: "DOCUMENT NOT AVAILABLE"
        case .search: "DOCUMENTS NOT FOUND OUT"
        }
    }

    var words: String {
        switch self {
        case .record(let order): "The record of NHS No. \(NHSNumber.grouped(order.nhsNumber))"
        case .document(let order): "The document \(order.title)"
        case .search(let order): "The documents of NHS No. \(NHSNumber.grouped(order.nhsNumber))"
        }
    }

    var providerWords: String? {
        switch self {
        case .record(let order): order.provider
        case .document(let order): order.provider
        case .search(let order): order.provider
        }
    }

    /// What must not be taken from a failure.
    var caution: String {
        switch self {
        case .record: "This is not an empty record: nothing is known of what the practice holds."
        case .document: "Nothing is known of what the document says."
        case .search: "This is not an empty list: nothing is known of what documents the practice holds."
        }
    }
}
