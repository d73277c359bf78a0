import Foundation
import GRDB

/// Bytes as received, kept once under their digest. Parts keep memory flat: SQLite copies what it is given.
enum ContentStore {
    private static let partSize = 1 << 18

    /// The row of these bytes, made when there is none.
    static func save(_ bytes: [UInt8], digest: SHA256Digest, in database: Database) throws -> Int64 {
        let known = try Int64.fetchOne(
            database, sql: "SELECT id FROM content WHERE digest = ?", arguments: [digest.description])
        if let known { return known }
        try database.execute(
            sql: "INSERT INTO content (digest, size) VALUES (?, ?)", arguments: [digest.description, bytes.count])
        let id = database.lastInsertedRowID
        let insert = try database.makeStatement(
            sql: "INSERT INTO content_part (content, number, bytes) VALUES (?, ?, ?)")
        for (number, start) in stride(from: 0, to: bytes.count, by: partSize).enumerated() {
            let part = Data(bytes[start..<min(start + partSize, bytes.count)])
            try insert.execute(arguments: [id, number, part])
        }
        return id
    }

    /// - Throws: `LibraryError.damaged` when the bytes are not those that were saved.
    static func load(_ id: Int64, context: String, in database: Database) throws -> [UInt8] {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT digest, size FROM content WHERE id = ?", arguments: [id])
        else { throw LibraryError(.unreadable("its content is missing"), context) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(row["size"])
        let parts = try Row.fetchCursor(
            database, sql: "SELECT bytes FROM content_part WHERE content = ? ORDER BY number", arguments: [id])
        while let part = try parts.next() {
            try part.withUnsafeData(atIndex: 0) { data in bytes.append(contentsOf: data ?? Data()) }
        }
        let stored = SHA256Digest(stored: row["digest"])
        let found = SHA256Digest(of: bytes)
        guard stored == found else { throw LibraryError(.damaged(stored: stored, found: found), context) }
        return bytes
    }

    /// Frees bytes that no record, document or search holds any more.
    static func dropUnused(in database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM content WHERE id NOT IN (SELECT content FROM record)
                    AND id NOT IN (SELECT content FROM document)
                    AND id NOT IN (SELECT content FROM search_page)
                """)
    }
}
