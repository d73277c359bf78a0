import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation
import Viewer

/// Reads the library for the viewer; every access is in the audit trail before it takes place.
enum ShelfReading {
    static func shelf() throws -> Shelf {
        let session = try Session.current.get()
        try session.record(AuditEntry(.listLibrary))
        let library = try session.library()
        let listing = try LibraryListing(library)
        return Shelf(
            patients: listing.people.map { person in
                ShelfPatient(
                    words: person.words, nhsNumber: person.patient?.summary.identity.nhsNumber ?? "",
                    sharesNumber: person.sharesNumber, records: person.records.map(shelved),
                    documents: person.documents.map(shelved),
                    searches: person.searches.map(shelved))
            })
    }

    static func record(_ number: Int64, asOf: CivilDate?, isOffline: Bool) throws -> RecordContext {
        let session = try Session.current.get()
        let library = try session.library()
        let saved = try library.record(number)
        try session.record(
            AuditEntry(
                .openRecord, patient: saved.summary.identity.nhsNumber.nonEmpty, subject: "record \(number)",
                traceID: saved.provenance.traceID))
        return saved.context(try Bundle(bytes: library.bytes(ofRecord: number)), asOf: asOf, isOffline: isOffline)
    }

    private static func shelved(_ record: LibraryListing.Record) -> ShelfRecord {
        let saved = record.saved
        return ShelfRecord(
            id: saved.id, retrieved: saved.provenance.retrievedAt.map(words), saved: words(saved.savedAt),
            days: record.days(), source: record.source, size: DocumentFile.sizeText(saved.size),
            bookmarks: record.bookmarks, warnings: record.warnings)
    }

    private static func shelved(_ search: SavedSearch) -> ShelfSearch {
        ShelfSearch(
            id: search.id, words: search.words,
            retrieved: words(search.provenance.retrievedAt ?? search.savedAt),
            source: search.provenance.source ?? "source not known")
    }

    private static func shelved(_ document: SavedDocument) -> ShelfDocument {
        let provenance = document.provenance
        return ShelfDocument(
            id: document.id, title: document.title ?? document.reference,
            retrieved: provenance.retrievedAt.map(words), saved: words(document.savedAt),
            source: provenance.source ?? "source not known", contentType: document.contentType,
            size: DocumentFile.sizeText(document.size))
    }

    /// A moment as the screen has it.
    static func words(_ date: Date) -> String {
        FHIRDateTime(date.formatted(.iso8601)).map(DateFormat.dayAndTime) ?? date.formatted(.iso8601)
    }
}
