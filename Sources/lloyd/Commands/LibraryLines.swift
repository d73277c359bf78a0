import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// The library as lines of text: a patient, and indented below what is kept of him.
enum LibraryLines {
    static func text(_ library: Library) throws -> String {
        let patients = try library.patients()
        let records = Dictionary(grouping: try library.records(), by: \.patient)
        let documents = Dictionary(grouping: try library.documents(), by: \.patient)
        guard !patients.isEmpty || !documents.isEmpty else { return "The library is empty.\n" }
        let bookmarks = Dictionary(grouping: try library.bookmarks(), by: \.record)
        var lines: [String] = []
        for patient in patients {
            lines.append(
                patient.summary.words + (patient.sharesNHSNumber ? "  NHS NUMBER SHARED WITH ANOTHER PERSON" : ""))
            lines += (records[patient.id] ?? []).map { line($0, bookmarks: bookmarks[$0.id]?.count ?? 0) }
            lines += (documents[patient.id] ?? []).map(line)
        }
        if let others = documents[nil] { lines += ["Documents retrieved without their patient"] + others.map(line) }
        return lines.map { DisplayText.scrub($0) + "\n" }.joined()
    }

    private static func line(_ record: SavedRecord, bookmarks: Int) -> String {
        let source = record.provenance.providerODSCode ?? record.provenance.provider ?? record.provenance.fileName ?? ""
        let marks = bookmarks == 0 ? "" : ", \(bookmarks) bookmark\(bookmarks == 1 ? "" : "s")"
        return
            "  record \(record.id): \(time(record.provenance, record.savedAt)), \(source), \(record.size) bytes\(marks)"
    }

    private static func line(_ document: SavedDocument) -> String {
        let words = [document.title, document.contentType, document.reference].compactMap(\.self)
        return "  document \(document.id): \(time(document.provenance, document.savedAt)), "
            + "\(words.joined(separator: ", ")), \(document.size) bytes"
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
