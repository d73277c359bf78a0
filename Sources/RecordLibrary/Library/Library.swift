import Foundation
import GRDB

/// The saved records and documents of one user: an SQLite file that only he may read.
///
/// What a method reports as saved is on the disk: it survives a kill or a power cut at any later moment.
/// Several processes may use the same library.
package final class Library: Sendable {
    package let path: String
    let database: DatabaseQueue

    /// Opens the library, creating the file and its folders, and brings an older one up to date.
    package init(path: String) throws {
        self.path = path
        database = try PrivateDatabase.open(path, label: "library", migrator: LibrarySchema.migrator)
    }

    /// Every person of whom something is saved, by name.
    package func patients() throws -> [LibraryPatient] {
        try database.read { database in
            try Row.fetchAll(database, sql: Self.patientQuery).map(Self.patient)
        }
    }

    /// The people saved under this NHS number: more than one is to be shown as a conflict.
    package func patients(nhsNumber: String) throws -> [LibraryPatient] {
        try patients().filter { $0.summary.identity.nhsNumber == nhsNumber }
    }

    private static let patientQuery = """
        SELECT patient.*,
            nhs_number <> '' AND (SELECT count(*) FROM patient AS other
                WHERE other.nhs_number = patient.nhs_number) > 1 AS shares_number,
            (SELECT count(*) FROM record WHERE record.patient = patient.id) AS records,
            (SELECT count(*) FROM document WHERE document.patient = patient.id) AS documents,
            (SELECT max(retrieved_at) FROM record WHERE record.patient = patient.id) AS last_retrieval
        FROM patient ORDER BY family_key, name, nhs_number, id
        """

    private static func patient(_ row: Row) -> LibraryPatient {
        LibraryPatient(
            id: row["id"], summary: summary(row), sharesNHSNumber: row["shares_number"],
            recordCount: row["records"], documentCount: row["documents"],
            lastRetrieval: (row["last_retrieval"] as String?).flatMap(UTCTime.date))
    }

    /// From the columns of `patient`. The key stands for the family name: the name as recorded is in `name`.
    static func summary(_ row: Row) -> PatientSummary {
        PatientSummary(
            identity: PatientIdentity(
                nhsNumber: row["nhs_number"], family: row["family_key"], birthDate: row["birth_date"]),
            name: row["name"], gender: row["gender"])
    }

    /// The row of that person, made when there is none.
    static func patientRow(_ summary: PatientSummary, in database: Database) throws -> Int64 {
        let identity = summary.identity
        let known = try Int64.fetchOne(
            database, sql: "SELECT id FROM patient WHERE nhs_number = ? AND family_key = ? AND birth_date = ?",
            arguments: [identity.nhsNumber, identity.familyKey, identity.birthDate])
        if let known { return known }
        try database.execute(
            sql: "INSERT INTO patient (nhs_number, family_key, birth_date, name, gender) VALUES (?, ?, ?, ?, ?)",
            arguments: [
                identity.nhsNumber, identity.familyKey, identity.birthDate, summary.name, summary.gender,
            ])
        return database.lastInsertedRowID
    }

    /// Forgets people of whom nothing is saved any more.
    static func dropUnusedPatients(in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM patient WHERE id NOT IN (SELECT patient FROM record)
                    AND id NOT IN (SELECT patient FROM document WHERE patient IS NOT NULL)
                    AND id NOT IN (SELECT patient FROM search)
                """)
    }
}
