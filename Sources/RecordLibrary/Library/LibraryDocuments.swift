import Foundation
import GRDB

extension Library {
    /// Keeps the content of a document. Returns when it is safely on the disk.
    package func saveDocument(
        _ content: [UInt8], reference: String, contentType: String?, title: String? = nil, patient: PatientSummary?,
        provenance: Provenance, at now: Date = Date(), isCalledOff: () -> Bool = { false }
    ) throws -> SavedDocument {
        let digest = SHA256Digest(of: content)
        defer { database.releaseMemory() }
        return try database.write { database in
            guard !isCalledOff() else { throw CancellationError() }
            let row = try ContentStore.save(content, digest: digest, in: database)
            let person = try patient.map { try Self.patientRow($0, in: database) }
            try database.execute(
                sql: """
                    INSERT INTO document (patient, content, reference, content_type, title, saved_at, retrieved_at,
                        origin, provider, provider_ods_code, provider_asid, url, trace_id, file_name)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    person, row, reference, contentType, title, UTCTime.text(now),
                    provenance.retrievedAt.map(UTCTime.text), provenance.origin.rawValue, provenance.provider,
                    provenance.providerODSCode, provenance.providerASID, provenance.url, provenance.traceID,
                    provenance.fileName,
                ])
            guard !isCalledOff() else { throw CancellationError() }
            return try Self.document(database.lastInsertedRowID, in: database)
        }
    }

    /// Saved documents, newest first; of one person when `patient` is given.
    package func documents(of patient: Int64? = nil) throws -> [SavedDocument] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "\(Self.documentQuery) WHERE ?1 IS NULL OR document.patient = ?1 ORDER BY document.id DESC",
                arguments: [patient]
            ).map(Self.document)
        }
    }

    package func document(_ id: Int64) throws -> SavedDocument {
        try database.read { try Self.document(id, in: $0) }
    }

    /// The newest saved copy of what this reference names; a full URL also matches `Binary/ID` at its end.
    package func document(reference: String) throws -> SavedDocument? {
        let tail = reference.split(separator: "/").suffix(2).joined(separator: "/")
        return try database.read { database in
            try Row.fetchOne(
                database,
                sql: "\(Self.documentQuery) WHERE reference IN (?, ?) ORDER BY document.id DESC",
                arguments: [reference, tail]
            ).map(Self.document)
        }
    }

    /// The document's own bytes, checked against their digest.
    package func bytes(ofDocument id: Int64) throws -> [UInt8] {
        try database.read { database in
            guard
                let content = try Int64.fetchOne(
                    database, sql: "SELECT content FROM document WHERE id = ?", arguments: [id])
            else { throw LibraryError(.noSuchDocument(id), "library") }
            return try ContentStore.load(content, context: "saved document \(id)", in: database)
        }
    }

    package func removeDocument(_ id: Int64) throws {
        try database.write { database in
            _ = try Self.document(id, in: database)
            try database.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
            try ContentStore.dropUnused(in: database)
            try Self.dropUnusedPatients(in: database)
        }
    }

    private static let documentQuery = """
        SELECT document.*, content.digest, content.size FROM document JOIN content ON content.id = document.content
        """

    private static func document(_ id: Int64, in database: Database) throws -> SavedDocument {
        guard let row = try Row.fetchOne(database, sql: "\(documentQuery) WHERE document.id = ?", arguments: [id])
        else { throw LibraryError(.noSuchDocument(id), "library") }
        return document(row)
    }

    private static func document(_ row: Row) -> SavedDocument {
        SavedDocument(
            id: row["id"], patient: row["patient"], reference: row["reference"], contentType: row["content_type"],
            title: row["title"], digest: SHA256Digest(stored: row["digest"]), size: row["size"],
            savedAt: UTCTime.date(row["saved_at"]) ?? .distantPast, provenance: provenance(row))
    }
}
