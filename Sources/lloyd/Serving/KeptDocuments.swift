import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordLibrary

/// Documents of a record that were retrieved earlier and are in the library (docs/spec/fetch.md section 10, "where a
/// Binary comes from"). Only those of the very patient, and only those the record names.
enum KeptDocuments {
    static func binaries(of source: SourceRecord, path: String = UserPaths.current.library) throws -> [Binary] {
        let wanted = documentIDs(of: source)
        // Serving makes no library where there is none.
        guard !wanted.isEmpty, FileManager.default.fileExists(atPath: path),
            let patient = source.record.patient.map(source.record.resource)
        else { return [] }
        let library = try Session.current.get().library(path)
        let identity = PatientSummary(patient: patient).identity
        do {
            let people = try library.patients(nhsNumber: identity.nhsNumber).filter {
                $0.summary.identity.birthDate == identity.birthDate
                    && $0.summary.identity.family.lowercased() == identity.family.lowercased()
            }
            return try people.flatMap { try library.documents(of: $0.id) }.compactMap { saved in
                guard let id = binaryID(saved.reference), wanted.contains(id) else { return nil }
                return try binary(id, saved, library.bytes(ofDocument: saved.id))
            }
        } catch let error as LibraryError { throw CommandFailure("\(path): \(error)") }
    }

    private static func documentIDs(of source: SourceRecord) -> Set<String> {
        let references = source.record.resources.filter { $0.type == .documentReference }
        let urls = references.flatMap { $0.value.all("content") }.compactMap { $0["attachment"]?["url"]?.string }
        return Set(urls.compactMap(binaryID))
    }

    private static func binaryID(_ reference: String) -> String? {
        guard case .resource(let id) = Reference(reference), id.type == .binary else { return nil }
        return id.id
    }

    private static func binary(_ id: String, _ saved: SavedDocument, _ content: [UInt8]) throws -> Binary {
        let text = JSONText.object([
            ("resourceType", .string("Binary")), ("id", .string(id)),
            ("contentType", .string(saved.contentType ?? "application/octet-stream")),
            ("content", .string(Data(content).base64EncodedString())),
        ])
        return Binary(try JSONDocument(bytes: text.bytes).root)
    }
}
