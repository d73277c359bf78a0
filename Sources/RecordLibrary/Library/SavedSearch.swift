import FHIR
import GRDB

import struct Foundation.Date

/// What a search for a patient's documents found, kept for review without the provider.
package struct SavedSearch: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let patient: Int64
    package let summary: PatientSummary
    /// What was searched for, in words; empty for every document.
    package let parameters: String
    package let documentCount: Int
    package let savedAt: Date
    package let provenance: Provenance
}

extension Library {
    /// Keeps the pages of a search exactly as received. Returns when they are safely on the disk.
    package func saveSearch(
        _ pages: [Bundle], patient: PatientSummary, parameters: String, provenance: Provenance, at now: Date = Date(),
        isCalledOff: () -> Bool = { false }
    ) throws -> SavedSearch {
        let count = pages.reduce(0) { $0 + $1.resources.count { $0.type == .documentReference } }
        return try database.write { database in
            let person = try Self.patientRow(patient, in: database)
            try database.execute(
                sql: """
                    INSERT INTO search (patient, parameters, documents, saved_at, retrieved_at, origin, provider,
                        provider_ods_code, provider_asid, url, trace_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    person, parameters, count, UTCTime.text(now), provenance.retrievedAt.map(UTCTime.text),
                    provenance.origin.rawValue, provenance.provider, provenance.providerODSCode,
                    provenance.providerASID, provenance.url, provenance.traceID,
                ])
            let id = database.lastInsertedRowID
            for (number, page) in pages.enumerated() {
                let bytes = page.document.bytes
                let content = try ContentStore.save(bytes, digest: SHA256Digest(of: bytes), in: database)
                try database.execute(
                    sql: "INSERT INTO search_page (search, number, content) VALUES (?, ?, ?)",
                    arguments: [id, number, content])
            }
            guard !isCalledOff() else { throw CancellationError() }
            return try Self.search(id, in: database)
        }
    }

    /// Kept searches, newest first; of one person when `patient` is given.
    package func searches(of patient: Int64? = nil) throws -> [SavedSearch] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "\(Self.searchQuery) WHERE ?1 IS NULL OR search.patient = ?1 ORDER BY search.id DESC",
                arguments: [patient]
            ).map(Self.search)
        }
    }

    package func search(_ id: Int64) throws -> SavedSearch { try database.read { try Self.search(id, in: $0) } }

    /// The pages as received, checked against their digests.
    package func pages(ofSearch id: Int64) throws -> [[UInt8]] {
        try database.read { database in
            _ = try Self.search(id, in: database)
            return try Int64.fetchAll(
                database, sql: "SELECT content FROM search_page WHERE search = ? ORDER BY number", arguments: [id]
            ).map { try ContentStore.load($0, context: "kept search \(id)", in: database) }
        }
    }

    package func removeSearch(_ id: Int64) throws {
        try database.write { database in
            _ = try Self.search(id, in: database)
            try database.execute(sql: "DELETE FROM search WHERE id = ?", arguments: [id])
            try ContentStore.dropUnused(in: database)
            try Self.dropUnusedPatients(in: database)
        }
    }

    private static let searchQuery = """
        SELECT search.*, patient.nhs_number, patient.family_key, patient.birth_date, patient.name, patient.gender
        FROM search JOIN patient ON patient.id = search.patient
        """

    private static func search(_ id: Int64, in database: Database) throws -> SavedSearch {
        guard let row = try Row.fetchOne(database, sql: "\(searchQuery) WHERE search.id = ?", arguments: [id]) else {
            throw LibraryError(.noSuchSearch(id), "library")
        }
        return search(row)
    }

    private static func search(_ row: Row) -> SavedSearch {
        SavedSearch(
            id: row["id"], patient: row["patient"], summary: summary(row), parameters: row["parameters"],
            documentCount: row["documents"], savedAt: UTCTime.date(row["saved_at"]) ?? .distantPast,
            provenance: provenance(row))
    }
}
