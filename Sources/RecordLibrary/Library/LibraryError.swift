import FHIR

/// Why the library refused; carries no text of a record.
package struct LibraryError: Error, Sendable, CustomStringConvertible {
    package enum Code: Equatable, Sendable {
        /// The bytes are not JSON.
        case notJSON(JSONSyntaxError, JSONDocument.Position)
        /// JSON, but no Bundle; what it says it is.
        case notABundle(String)
        case noSuchRecord(Int64)
        case noSuchDocument(Int64)
        case noSuchSearch(Int64)
        /// What is stored no longer has the digest it was saved with.
        case damaged(stored: SHA256Digest, found: SHA256Digest)
        /// The file was written by a newer Lloyd.
        case newerSchema
        case unreadable(String)
    }

    package let code: Code
    /// The file or row concerned.
    package let context: String

    package init(_ code: Code, _ context: String) {
        self.code = code
        self.context = context
    }

    package var description: String { "\(context): \(reason)" }

    private var reason: String {
        switch code {
        case .notJSON(let error, let position): "\(position): \(error)"
        case .notABundle(let kind): "not a Bundle but \(kind)"
        case .noSuchRecord(let id): "no saved record has the number \(id)"
        case .noSuchDocument(let id): "no saved document has the number \(id)"
        case .noSuchSearch(let id): "no kept search has the number \(id)"
        case .damaged(let stored, let found): "damaged: saved with SHA-256 \(stored), now \(found)"
        case .newerSchema: "written by a newer version of Lloyd"
        case .unreadable(let why): why
        }
    }
}
