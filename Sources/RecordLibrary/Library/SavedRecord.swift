import Foundation

/// Where the bytes of a record or document came from.
package struct Provenance: Hashable, Sendable {
    package enum Origin: String, Sendable {
        case fetched, imported
    }

    package var origin: Origin
    /// When a provider answered; nil for a file that does not say.
    package var retrievedAt: Date?
    /// The provider's name in the configuration.
    package var provider: String?
    package var providerODSCode: String?
    package var providerASID: String?
    /// What was asked, without any credential.
    package var url: String?
    package var traceID: String?
    /// The name of an imported file, without its folder.
    package var fileName: String?

    package init(
        origin: Origin, retrievedAt: Date? = nil, provider: String? = nil, providerODSCode: String? = nil,
        providerASID: String? = nil, url: String? = nil, traceID: String? = nil, fileName: String? = nil
    ) {
        self.origin = origin
        self.retrievedAt = retrievedAt
        self.provider = provider
        self.providerODSCode = providerODSCode
        self.providerASID = providerASID
        self.url = url
        self.traceID = traceID
        self.fileName = fileName
    }
}

/// A person of whom something is saved.
package struct LibraryPatient: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let summary: PatientSummary
    /// Another person in the library has the same NHS number: to be shown, never merged.
    package let sharesNHSNumber: Bool
    package let recordCount: Int
    package let documentCount: Int
    /// The newest retrieval of a record, where known.
    package let lastRetrieval: Date?
}

/// A record as saved, without its bytes.
package struct SavedRecord: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let patient: Int64
    package let summary: PatientSummary
    package let digest: SHA256Digest
    package let size: Int
    package let savedAt: Date
    package let provenance: Provenance
    /// The request body that was sent, or that a sidecar names; nil when not known.
    package let request: [UInt8]?
    /// The text of `NAME.lloyd.toml` (docs/spec/warnings.md section 5).
    package let sidecar: String?
    /// Nil when not known: the record was damaged before they were kept.
    package let flags: ClinicalFlags?
}

/// A document as saved, without its bytes.
package struct SavedDocument: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let patient: Int64?
    /// What it was asked by: `Binary/ID` or a full URL.
    package let reference: String
    package let contentType: String?
    package let title: String?
    package let digest: SHA256Digest
    package let size: Int
    package let savedAt: Date
    package let provenance: Provenance
}

/// A place in a saved record that the user marked.
package struct Bookmark: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let record: Int64
    /// The resource's label: `Type/id` or `entry[n]`.
    package let resource: String
    package let note: String
    package let createdAt: Date
}
