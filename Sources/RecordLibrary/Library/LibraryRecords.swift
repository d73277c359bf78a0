import FHIR
import GPConnect
import GRDB

import struct Foundation.Data
import struct Foundation.Date

extension Library {
    /// What came of saving a record.
    package struct Saved: Hashable, Sendable {
        package let record: SavedRecord
        /// False when the same bytes had been imported before: nothing was added.
        package let isNew: Bool
    }

    /// Keeps a Bundle exactly as received. Returns when it is safely on the disk.
    ///
    /// - Throws: `LibraryError` when the bytes are no Bundle; nothing is kept then.
    package func save(
        _ bytes: [UInt8], provenance: Provenance, request: [UInt8]? = nil, sidecar: String? = nil, at now: Date = Date()
    ) throws -> Saved {
        try save(
            Library.readBundle(bytes, context: provenance.fileName ?? "record"), provenance: provenance,
            request: request, sidecar: sidecar, at: now)
    }

    /// As above, for a Bundle that has been read already.
    ///
    /// - Parameter isCalledOff: asked again and again until the record is on the disk; once true nothing is kept.
    /// - Throws: `CancellationError` when it was called off.
    package func save(
        _ bundle: Bundle, provenance: Provenance, request: [UInt8]? = nil, sidecar: String? = nil,
        at now: Date = Date(), isCalledOff: () -> Bool = { false }
    ) throws -> Saved {
        let bytes = bundle.document.bytes
        let digest = SHA256Digest(of: bytes)
        let summary = PatientSummary(of: bundle)
        let flags = ClinicalFlags(of: bundle)
        // SQLite keeps what it read and wrote in memory until something else needs the room.
        defer { database.releaseMemory() }
        return try database.write { database in
            let content = try ContentStore.save(bytes, digest: digest, in: database)
            if provenance.origin == .imported, let known = try Self.imported(content, in: database) {
                return Saved(record: known, isNew: false)
            }
            let person = try Self.patientRow(summary, in: database)
            try database.execute(
                sql: """
                    INSERT INTO record (patient, content, saved_at, retrieved_at, origin, provider, provider_ods_code,
                        provider_asid, url, trace_id, file_name, request, sidecar, flags)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    person, content, UTCTime.text(now), provenance.retrievedAt.map(UTCTime.text),
                    provenance.origin.rawValue, provenance.provider, provenance.providerODSCode,
                    provenance.providerASID, provenance.url, provenance.traceID, provenance.fileName,
                    request.map { Data($0) }, sidecar, flags.stored,
                ])
            let id = database.lastInsertedRowID
            try Self.index(RecordWords.passages(of: bundle), record: id, in: database, isCalledOff: isCalledOff)
            return Saved(record: try Self.record(id, in: database), isNew: true)
        }
    }

    static func readBundle(_ bytes: [UInt8], context: String) throws -> Bundle {
        let bundle: Bundle
        do throws(JSONSyntaxError) {
            bundle = try Bundle(bytes: bytes)
        } catch {
            throw LibraryError(.notJSON(error, JSONDocument.position(ofByte: error.offset, in: bytes)), context)
        }
        switch bundle.kind {
        case .bundle: return bundle
        case .single(let type): throw LibraryError(.notABundle("a single \(type)"), context)
        case .notFHIR: throw LibraryError(.notABundle("JSON without a resourceType"), context)
        }
    }

    /// Every saved record, newest retrieval first; of one person when `patient` is given.
    package func records(of patient: Int64? = nil) throws -> [SavedRecord] {
        let condition = patient == nil ? "" : "WHERE record.patient = ?"
        return try database.read { database in
            try Row.fetchAll(
                database,
                sql: "\(Self.recordQuery) \(condition) ORDER BY coalesce(retrieved_at, saved_at) DESC, record.id DESC",
                arguments: patient.map { [$0] } ?? []
            ).map(Self.record)
        }
    }

    package func record(_ id: Int64) throws -> SavedRecord {
        try database.read { try Self.record(id, in: $0) }
    }

    /// The bytes as received, checked against their digest.
    package func bytes(ofRecord id: Int64) throws -> [UInt8] {
        try database.read { database in
            guard
                let content = try Int64.fetchOne(
                    database, sql: "SELECT content FROM record WHERE id = ?", arguments: [id])
            else { throw LibraryError(.noSuchRecord(id), "library") }
            return try ContentStore.load(content, context: "saved record \(id)", in: database)
        }
    }

    package func removeRecord(_ id: Int64) throws {
        try database.write { database in
            guard try Bool.fetchOne(database, sql: "SELECT 1 FROM record WHERE id = ?", arguments: [id]) == true else {
                throw LibraryError(.noSuchRecord(id), "library")
            }
            try Self.dropIndex(record: id, in: database)
            try database.execute(sql: "DELETE FROM record WHERE id = ?", arguments: [id])
            try ContentStore.dropUnused(in: database)
            try Self.dropUnusedPatients(in: database)
        }
    }

    private static let recordQuery = """
        SELECT record.*, content.digest, content.size, patient.nhs_number, patient.family_key, patient.birth_date,
            patient.name, patient.gender
        FROM record JOIN content ON content.id = record.content JOIN patient ON patient.id = record.patient
        """

    private static func record(_ id: Int64, in database: Database) throws -> SavedRecord {
        guard let row = try Row.fetchOne(database, sql: "\(recordQuery) WHERE record.id = ?", arguments: [id]) else {
            throw LibraryError(.noSuchRecord(id), "library")
        }
        return record(row)
    }

    private static func imported(_ content: Int64, in database: Database) throws -> SavedRecord? {
        try Row.fetchOne(
            database, sql: "\(recordQuery) WHERE record.content = ? AND origin = ? ORDER BY record.id",
            arguments: [content, Provenance.Origin.imported.rawValue]
        ).map(record)
    }

    private static func record(_ row: Row) -> SavedRecord {
        SavedRecord(
            id: row["id"], patient: row["patient"], summary: summary(row), digest: SHA256Digest(stored: row["digest"]),
            size: row["size"], savedAt: UTCTime.date(row["saved_at"]) ?? .distantPast,
            provenance: provenance(row), request: (row["request"] as Data?).map { Array($0) }, sidecar: row["sidecar"],
            flags: (row["flags"] as String?).map(ClinicalFlags.init(stored:)))
    }

    /// From the columns that records and documents share.
    static func provenance(_ row: Row) -> Provenance {
        Provenance(
            origin: (row["origin"] as String?).flatMap(Provenance.Origin.init) ?? .fetched,
            retrievedAt: (row["retrieved_at"] as String?).flatMap(UTCTime.date), provider: row["provider"],
            providerODSCode: row["provider_ods_code"], providerASID: row["provider_asid"], url: row["url"],
            traceID: row["trace_id"], fileName: row["file_name"])
    }
}
