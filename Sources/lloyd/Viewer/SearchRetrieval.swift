import FHIR
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation
import Viewer

/// Searches a patient's documents at a provider and keeps what was found; or shows what was kept.
enum SearchRetrieval {
    static func news(_ order: SearchOrder) async throws -> RetrievalNews {
        let session = try Session.current.get()
        let library = try session.library()
        if let number = order.kept { return try kept(number, session, library) }
        guard let name = try ProviderChoice.name(order.provider, session) else { return .providerNeeded }
        let client = try session.client(provider: name)
        let search = DocumentSearch(
            createdFrom: order.createdFrom, createdTo: order.createdTo, author: order.author,
            description: order.words)
        let found = try await client.searchDocuments(of: try NHSNumber.typed(order.nhsNumber), search)
        let saved = try await CallingOff.watching { watch in
            try found.keep(in: library, search, client.builder.provider, isCalledOff: { watch.isCalledOff })
        }
        return .found(
            list(saved, found.documents, mark: "", warnings: found.warnings.map(\.description)))
    }

    private static func kept(_ number: Int64, _ session: Session, _ library: Library) throws -> RetrievalNews {
        let saved = try library.search(number)
        try session.record(
            AuditEntry(
                .listLibrary, patient: saved.summary.identity.nhsNumber.nonEmpty, subject: "search \(number)",
                traceID: saved.provenance.traceID))
        return .found(list(saved, try library.documents(ofSearch: number), mark: "OFFLINE COPY, "))
    }

    private static func list(
        _ saved: SavedSearch, _ documents: [DocumentListing], mark: String, warnings: [String] = []
    ) -> FoundList {
        let when = saved.provenance.retrievedAt.map(ShelfReading.words) ?? "at an unknown time"
        let origin = [
            "\(mark)retrieved \(when)", saved.provenance.source, saved.parameters.nonEmpty,
            "kept as search \(saved.id)",
        ]
        return FoundList(
            id: saved.id, patient: saved.summary.words, nhsNumber: saved.summary.identity.nhsNumber.nonEmpty,
            provider: saved.provenance.provider, origin: origin.compactMap(\.self).joined(separator: ", "),
            warnings: warnings, documents: documents.map(FoundList.Document.init))
    }
}

extension FoundList.Document {
    /// Over this a provider need not send the file at all, and it may be slow (docs/spec/hazards.md row 70).
    private static let largeBytes = 5_000_000

    init(_ listing: DocumentListing) {
        let title = [listing.type, listing.description].compactMap(\.self).joined(separator: " - ")
        let facts: [String?] = [
            "Created \(DateFormat.day(listing.created, missing: "not recorded"))",
            "Added to record \(DateFormat.day(listing.indexed, missing: "not recorded"))", listing.contentType,
            listing.size.map(DocumentFile.sizeText), listing.status.flatMap { $0 == "current" ? nil : "status \($0)" },
        ]
        self.init(
            title: title.isEmpty ? "No description" : title, facts: facts.compactMap(\.self), reference: listing.url,
            placeholder: listing.isPlaceholder ? listing.title : nil, size: listing.size,
            contentType: listing.contentType, isLarge: listing.size.map { $0 > Self.largeBytes } ?? false)
    }
}

/// Which provider is asked from the viewer.
enum ProviderChoice {
    /// The one that was chosen, the one that a record came from, or the only one; nil when a person has to say.
    static func name(_ chosen: String?, origin: String? = nil, _ session: Session) throws -> String? {
        let names = session.configuration.names(below: "providers")
        if let chosen { return chosen }
        if let origin, names.contains(origin) { return origin }
        // None at all is a fault of the configuration, which says so itself.
        return names.count > 1 ? nil : try session.configuration.provider(named: nil).name
    }
}
