import FHIR
import GPConnect

/// What can be asked of a provider.
package enum ProviderOperation: Hashable, Sendable {
    /// With the request body, a Parameters resource.
    case structuredRecord(body: [UInt8])
    case structuredCapability
    case documentsCapability
    /// The patient's logical id at the practice, for documents only.
    case findPatient(NHSNumber)
    case searchDocuments(patientID: String, DocumentSearch)
    /// A further page of a search, by the link that the page before gave.
    case documentsPage(WebAddress)
    case readDocument(DocumentLocation)

    package var interaction: InteractionID {
        switch self {
        case .structuredRecord: .structuredRecord
        case .structuredCapability: .structuredCapability
        case .documentsCapability: .documentsCapability
        case .findPatient: .findPatient
        case .searchDocuments, .documentsPage: .searchDocuments
        case .readDocument: .readDocument
        }
    }
}

/// The parameters of a search for documents (docs/spec/fetch.md section 8.3).
package struct DocumentSearch: Hashable, Sendable {
    /// First and last day of `created`, both included; providers fall back to `indexed`.
    package var createdFrom: CivilDate?
    package var createdTo: CivilDate?
    /// The organisation that wrote the document.
    package var author: ODSCode?
    /// Searched in description and type.
    package var description: String?

    package init(
        createdFrom: CivilDate? = nil, createdTo: CivilDate? = nil, author: ODSCode? = nil, description: String? = nil
    ) {
        self.createdFrom = createdFrom
        self.createdTo = createdTo
        self.author = author
        self.description = description
    }
}

/// Where a document is to be read: an absolute URL at the provider, or an id under its documents root.
package enum DocumentLocation: Hashable, Sendable {
    case url(WebAddress)
    case id(String)
}
