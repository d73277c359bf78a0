import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// What the library holds, by person: what `lloyd library list` and the viewer's library both show.
struct LibraryListing {
    struct Person {
        /// Nil for documents that were retrieved without their patient.
        let patient: LibraryPatient?
        let records: [Record]
        let documents: [SavedDocument]
        let searches: [SavedSearch]
    }

    struct Record {
        let saved: SavedRecord
        let bookmarks: Int
        /// Whose record was asked for; nil when the request is not known.
        let askedNHSNumber: String?
    }

    let people: [Person]

    init(_ library: Library) throws {
        let records = Dictionary(grouping: try library.records(), by: \.patient)
        let documents = Dictionary(grouping: try library.documents(), by: \.patient)
        let searches = Dictionary(grouping: try library.searches(), by: \.patient)
        let bookmarks = Dictionary(grouping: try library.bookmarks(), by: \.record)
        let named = try library.patients().map { patient in
            Person(
                patient: patient,
                records: (records[patient.id] ?? []).map {
                    Record(
                        saved: $0, bookmarks: bookmarks[$0.id]?.count ?? 0, askedNHSNumber: $0.askedNHSNumber)
                }, documents: documents[patient.id] ?? [], searches: searches[patient.id] ?? [])
        }
        people = named + (documents[nil].map { [Person(patient: nil, records: [], documents: $0, searches: [])] } ?? [])
    }
}

extension LibraryListing.Person {
    var words: String { patient?.summary.words ?? "Documents retrieved without their patient" }
    var sharesNumber: Bool { patient?.sharesNHSNumber ?? false }
}

extension LibraryListing.Record {
    /// What was answered is not what was asked for; nil when it is, or when the request is not known.
    var mismatch: String? {
        let answered = saved.summary.identity.nhsNumber
        guard let asked = askedNHSNumber, asked != answered else { return nil }
        let found = answered.isEmpty ? "NO NHS NUMBER" : NHSNumber.grouped(answered)
        return "ASKED FOR \(NHSNumber.grouped(asked)), ANSWERED \(found)"
    }

    /// The clinical warnings, weightiest first: another patient, then what the record itself says.
    var warnings: [String] {
        let own = saved.flags.map { $0.flags.map(\.words) } ?? ["WARNINGS NOT KNOWN: the saved copy is damaged"]
        return (mismatch.map { [$0] } ?? []) + own
    }

    /// Whole days since the retrieval, between London days as a person counts; nil when its time is not known.
    func days(now: Int = Clock.now) -> Int? { saved.provenance.days(now: now) }

    var source: String { saved.provenance.source ?? "source not known" }
}

extension Provenance {
    /// Never below none, for a clock that was set back.
    func days(now: Int) -> Int? {
        retrievedAt.map { retrieved in
            let days = [now, Int(retrieved.timeIntervalSince1970)].map {
                LondonTime.civil(atUnixSeconds: $0).date.daysSince1970
            }
            return max(0, days[0] - days[1])
        }
    }

    /// The provider's ODS code or name, or the imported file.
    var source: String? { providerODSCode ?? provider ?? fileName }
}

extension SavedSearch {
    /// `12 documents, created from 01-Jan-2024`.
    var words: String {
        "\(documentCount) document\(documentCount == 1 ? "" : "s")" + (parameters.isEmpty ? "" : ", \(parameters)")
    }
}
