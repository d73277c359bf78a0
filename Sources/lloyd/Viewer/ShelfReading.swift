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
        let records = Dictionary(grouping: try library.records(), by: \.patient)
        let bookmarks = Dictionary(grouping: try library.bookmarks(), by: \.record)
        let patients = try library.patients().map { patient in
            ShelfPatient(
                words: patient.summary.words, nhsNumber: patient.summary.identity.nhsNumber,
                sharesNumber: patient.sharesNHSNumber,
                records: (records[patient.id] ?? []).map { shelved($0, bookmarks: bookmarks[$0.id]?.count ?? 0) })
        }
        return Shelf(patients: patients.filter { !$0.records.isEmpty })
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

    private static func shelved(_ record: SavedRecord, bookmarks: Int) -> ShelfRecord {
        let provenance = record.provenance
        return ShelfRecord(
            id: record.id, retrieved: provenance.retrievedAt.map(words), saved: words(record.savedAt),
            days: provenance.retrievedAt.map(days(since:)),
            source: provenance.providerODSCode ?? provenance.provider ?? provenance.fileName ?? "source not known",
            size: DocumentFile.sizeText(record.size), bookmarks: bookmarks)
    }

    /// A moment as the screen has it.
    static func words(_ date: Date) -> String {
        FHIRDateTime(date.formatted(.iso8601)).map(DateFormat.dayAndTime) ?? date.formatted(.iso8601)
    }

    /// Between the London days, as a person counts; never below none for a clock that was set back.
    private static func days(since date: Date) -> Int {
        max(0, dayNumber(Clock.now) - dayNumber(Int(date.timeIntervalSince1970)))
    }

    private static func dayNumber(_ unixSeconds: Int) -> Int {
        LondonTime.civil(atUnixSeconds: unixSeconds).date.daysSince1970
    }
}
