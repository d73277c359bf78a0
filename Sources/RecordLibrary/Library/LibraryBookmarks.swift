import Foundation
import GRDB

extension Library {
    /// Marks a resource of a saved record; marking it again changes the note.
    package func addBookmark(record: Int64, resource: String, note: String = "", at now: Date = Date()) throws {
        try database.write { database in
            guard try Bool.fetchOne(database, sql: "SELECT 1 FROM record WHERE id = ?", arguments: [record]) == true
            else { throw LibraryError(.noSuchRecord(record), "library") }
            try database.execute(
                sql: """
                    INSERT INTO bookmark (record, resource, note, created_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (record, resource) DO UPDATE SET note = excluded.note
                    """,
                arguments: [record, resource, note, UTCTime.text(now)])
        }
    }

    /// The marks of a record, oldest first; of all records when none is given.
    package func bookmarks(ofRecord record: Int64? = nil) throws -> [Bookmark] {
        try database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM bookmark WHERE ?1 IS NULL OR record = ?1 ORDER BY id",
                arguments: [record]
            ).map { row in
                Bookmark(
                    id: row["id"], record: row["record"], resource: row["resource"], note: row["note"],
                    createdAt: UTCTime.date(row["created_at"]) ?? .distantPast)
            }
        }
    }

    package func removeBookmark(_ id: Int64) throws {
        try database.write { try $0.execute(sql: "DELETE FROM bookmark WHERE id = ?", arguments: [id]) }
    }
}
