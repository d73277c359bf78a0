import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary

/// `lloyd document`: retrieves one document, keeps it in the library and shows its text or writes it to a file.
struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document", abstract: "Retrieve a document from a provider and keep it in the library.",
        discussion: "Text, HTML and RTF are printed as text; of other types it is said what they are. -o writes any.")

    @Argument(help: "Binary/ID, a full URL, or DocumentReference/ID of a saved record.")
    var reference: String

    @Option(help: "The provider's name in the configuration.")
    var provider: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the document's own bytes to a file.", valueName: "file"))
    var output: String?

    func run() async throws {
        try await reporting {
            let session = try Session(needsConfiguration: true)
            let library = try session.library()
            let wanted = try library.wantedDocument(reference)
            let client = try session.client(provider: provider)
            let fetched = try await retrieve(wanted.request, client, library)
            for warning in fetched.warnings { Output.message("warning: " + DisplayText.scrub(warning.description)) }
            let saved = try library.saveDocument(
                fetched.body.content, reference: wanted.request.reference, contentType: fetched.body.contentType,
                title: wanted.title, patient: wanted.patient, provenance: fetched.provenance(client.builder.provider))
            try hand(out: fetched, saved, session, patient: wanted.request.nhsNumber)
        }
    }

    /// A retrieval that fails names the copy that is saved, if there is one.
    private func retrieve(
        _ request: DocumentRequest, _ client: ProviderClient, _ library: Library
    ) async throws -> FetchedDocument {
        do {
            return try await Interruption.watching {
                defer { ProgressLine.clear() }
                return try await client.document(request, progress: ProgressLine.handler)
            }
        } catch let failure as FetchFailure {
            guard let copy = try library.document(reference: request.reference) else { throw failure }
            throw CommandFailure(
                CommandFailure(failure).description + " A copy is saved: lloyd library show --document \(copy.id)")
        }
    }

    private func hand(
        out fetched: FetchedDocument, _ saved: SavedDocument, _ session: Session, patient: String?
    ) throws {
        let content = DocumentContent(fetched.body.content, stated: fetched.body.contentType)
        if let output {
            try session.record(AuditEntry(.export, patient: patient, subject: output, traceID: fetched.traceID))
            if output == "-" { return Output.data(fetched.body.content) }
            try OutputFile.write(fetched.body.content, to: output)
            return Output.data(
                "\(content.summary), written to \(output), saved as document \(saved.id) in the library.\n")
        }
        guard let text = content.text else {
            return Output.data(
                "\(content.summary), saved as document \(saved.id) in the library; -o FILE writes it.\n")
        }
        try session.record(
            AuditEntry(.viewDocument, patient: patient, subject: reference, traceID: fetched.traceID))
        if content.isEncodingGuessed { Output.message("warning: the text's encoding is not stated and was guessed") }
        Output.safeText(text)
    }
}

extension FetchedDocument {
    func provenance(_ provider: ProviderConfiguration) -> Provenance {
        Provenance(
            origin: .fetched, retrievedAt: retrievedAt, provider: provider.name,
            providerODSCode: provider.odsCode?.description, providerASID: provider.asid.description, url: url,
            traceID: traceID)
    }
}

/// A document that is to be retrieved, with what a saved record says of it.
struct WantedDocument {
    let request: DocumentRequest
    var patient: PatientSummary?
    var title: String?
}

extension Library {
    /// Looks for what a reference names in the saved records, newest first: from there come patient, size and type.
    func wantedDocument(_ reference: String) throws -> WantedDocument {
        let isListing = reference.hasPrefix("DocumentReference/")
        for record in try records() {
            let bundle = try Bundle(bytes: bytes(ofRecord: record.id))
            let listing = bundle.resources.lazy.filter { $0.type == .documentReference }.map(DocumentListing.init)
                .first { isListing ? $0.resource.label == reference : $0.isAt(reference) }
            guard let listing else { continue }
            return WantedDocument(
                request: try DocumentRequest(listing, nhsNumber: record.summary.identity.nhsNumber.nonEmpty),
                patient: record.summary, title: listing.description ?? listing.type)
        }
        guard !isListing else { throw CommandFailure("\(reference) is in no saved record") }
        return WantedDocument(request: DocumentRequest(reference: reference))
    }
}

extension DocumentListing {
    /// Whether the attachment is what a reference names, given as a URL or as `Binary/ID`.
    fileprivate func isAt(_ reference: String) -> Bool {
        guard let url else { return false }
        return url == reference || url.hasSuffix("/" + reference)
    }
}
