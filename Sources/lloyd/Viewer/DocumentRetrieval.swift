import FHIR
import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation
import Viewer

/// Reads a document's saved copy, else retrieves it and keeps it; that it is looked at is in the audit trail.
enum DocumentRetrieval {
    static func news(
        _ order: DocumentOrder, _ progress: @escaping ProviderClient.Progress
    ) async throws -> RetrievalNews {
        let session = try Session.current.get()
        let library = try session.library()
        if let number = order.kept {
            return try shown(library.document(number), order, session, library, isOffline: true)
        }
        if !order.isAnew, let copy = try savedCopy(order, library) {
            return try shown(copy, order, session, library, isOffline: true)
        }
        let origin = order.isAnew ? nil : try recordedProvider(order, library)
        guard let name = try ProviderChoice.name(order.provider, origin: origin, session) else {
            return .providerNeeded
        }
        let client = try session.client(provider: name)
        let fetched = try await client.document(
            DocumentRequest(
                reference: order.reference, nhsNumber: order.nhsNumber, statedSize: order.size,
                statedContentType: order.contentType), progress: progress)
        let provider = client.builder.provider
        let saved = try await CallingOff.watching { watch in
            try library.saveDocument(
                fetched.body.content, reference: order.reference, contentType: fetched.body.contentType,
                title: order.title, patient: try patient(order, library), provenance: fetched.provenance(provider),
                isCalledOff: { watch.isCalledOff })
        }
        return try shown(
            saved, order, session, library, isOffline: false, warnings: fetched.warnings.map(\.description))
    }

    /// Of this very address and of nobody else: an id alone may name another practice's document.
    private static func savedCopy(_ order: DocumentOrder, _ library: Library) throws -> SavedDocument? {
        guard let copy = try library.document(reference: order.reference), copy.reference == order.reference else {
            return nil
        }
        let number = try library.patientNumber(of: copy.id, isDocument: true)
        return number == nil || number == order.nhsNumber ? copy : nil
    }

    /// Where the record came from that names the document; asked anew, a person may name another.
    private static func recordedProvider(_ order: DocumentOrder, _ library: Library) throws -> String? {
        switch order.source {
        case .saved(let number), .fetched(let number): try library.record(number).provenance.provider
        case .path, .library: nil
        }
    }

    /// The person of the search or saved record that names the document; a file on the disk is of nobody in the library.
    private static func patient(_ order: DocumentOrder, _ library: Library) throws -> PatientSummary? {
        if let search = order.search { return try library.search(search).summary }
        return switch order.source {
        case .saved(let number), .fetched(let number): try library.record(number).summary
        case .path, .library: nil
        }
    }

    private static func shown(
        _ saved: SavedDocument, _ order: DocumentOrder, _ session: Session, _ library: Library, isOffline: Bool,
        warnings: [String] = []
    ) throws -> RetrievalNews {
        try session.record(
            AuditEntry(
                .viewDocument, patient: order.nhsNumber, subject: saved.reference, traceID: saved.provenance.traceID))
        let content = DocumentContent(try library.bytes(ofDocument: saved.id), stated: saved.contentType)
        let when =
            saved.provenance.retrievedAt.map { "retrieved \(ShelfReading.words($0))" } ?? "retrieval time unknown"
        let guessed = content.isEncodingGuessed ? ["the text's encoding is not stated and was guessed"] : []
        return .document(
            RetrievedDocument(
                id: saved.id, title: order.title, summary: content.summary,
                origin: "\(isOffline ? "OFFLINE COPY, " : "")\(when), library document \(saved.id)",
                warnings: warnings + guessed, text: content.text,
                fileName: SafeFileName.make(stem: order.title, type: content.type)))
    }

    /// Writes the document's own bytes to a new file; what is there already is never replaced.
    static func save(_ number: Int64, to path: String) -> String {
        do {
            guard !path.isEmpty else { return "no name is given" }
            guard !FileManager.default.fileExists(atPath: path) else {
                return "\(path) is there already: choose another name"
            }
            let session = try Session.current.get()
            let library = try session.library()
            let patient = try library.patientNumber(of: number, isDocument: true)
            try session.exporting(patient: patient, subject: "document \(number) to \(path)") {
                try OutputFile.write(library.bytes(ofDocument: number), to: path)
            }
            return "written to \(path)"
        } catch { return CommandFailure(error).description }
    }
}
