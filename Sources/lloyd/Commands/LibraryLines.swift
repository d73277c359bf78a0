import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// The library as lines of text: a patient, and indented below what is kept of him.
enum LibraryLines {
    static func text(_ listing: LibraryListing) -> String {
        guard !listing.people.isEmpty else { return "The library is empty.\n" }
        return listing.people.flatMap(lines).map { DisplayText.scrub($0) + "\n" }.joined()
    }

    private static func lines(_ person: LibraryListing.Person) -> [String] {
        var lines = [person.words + (person.sharesNumber ? "  NHS NUMBER SHARED WITH ANOTHER PERSON" : "")]
        for record in person.records { lines += self.lines(record) }
        for document in person.documents { lines.append(line(document)) }
        for search in person.searches { lines.append(line(search)) }
        return lines
    }

    private static func lines(_ record: LibraryListing.Record) -> [String] {
        let marks = record.bookmarks == 0 ? nil : "\(record.bookmarks) bookmark\(record.bookmarks == 1 ? "" : "s")"
        let age = record.days().flatMap { $0 == 0 ? nil : "\($0) day\($0 == 1 ? "" : "s") old" }
        let saved = record.saved
        let facts = [
            "record \(saved.id): \(time(saved.provenance, saved.savedAt))", age, record.source,
            "\(saved.size) bytes", marks,
        ]
        return ["  " + facts.compactMap(\.self).joined(separator: ", ")] + record.warnings.map { "    !! \($0)" }
    }

    private static func line(_ document: SavedDocument) -> String {
        let words = [document.title, document.contentType, document.reference].compactMap(\.self)
        return "  document \(document.id): \(time(document.provenance, document.savedAt)), "
            + "\(words.joined(separator: ", ")), \(document.size) bytes"
    }

    private static func line(_ search: SavedSearch) -> String {
        let source = search.provenance.source.map { ", \($0)" } ?? ""
        return "  search \(search.id): \(time(search.provenance, search.savedAt)), \(search.words)\(source)"
    }

    private static func time(_ provenance: Provenance, _ savedAt: Date) -> String {
        provenance.retrievedAt.map { "retrieved \(words($0))" } ?? "imported \(words(savedAt)), retrieval time unknown"
    }

    private static func words(_ date: Date) -> String {
        FHIRDateTime(date.formatted(.iso8601)).map(DateFormat.dayAndTime) ?? date.formatted(.iso8601)
    }

    static func text(_ hits: [SearchHit]) -> String {
        guard !hits.isEmpty else { return "Nothing found.\n" }
        return hits.map { hit in
            let words = hit.fragments.map { $0.isMatch ? "*\($0.text)*" : $0.text }.joined()
            let line =
                "record \(hit.record), \(hit.summary.words), \(hit.area?.title ?? hit.type), \(hit.resource): \(words)"
            return DisplayText.scrub(line.replacing("\n", with: " | ")) + "\n"
        }.joined()
    }
}

extension PatientSummary {
    /// `EXAMPLE, Robin (Mx), born 29-Feb-1960, NHS No. 900 000 0033`.
    var words: String {
        guard self != .notStated else { return "patient not stated" }
        let born = CivilDate(identity.birthDate).map { DateFormat.day($0) } ?? identity.birthDate
        let parts: [String?] = [
            name.isEmpty ? "name not recorded" : name, born.isEmpty ? nil : "born \(born)",
            identity.nhsNumber.isEmpty ? nil : "NHS No. \(NHSNumber.grouped(identity.nhsNumber))",
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
