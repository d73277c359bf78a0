import Foundation
import GRDB

/// An SQLite file that only its owner may read, written so that what is committed stays: write-ahead log, synced to
/// the disk at every commit. Several processes may have it open.
enum PrivateDatabase {
    /// How long a writer waits for another process's transaction.
    private static let busySeconds: TimeInterval = 10

    /// Opens the file, creating it and its folders when missing.
    static func open(_ path: String, label: String) throws -> DatabaseQueue {
        try PrivateFiles.createFolder(forFile: path)
        try PrivateFiles.createFile(path)
        var configuration = GRDB.Configuration()
        configuration.label = label
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try switchToWriteAheadLog(queue)
        return queue
    }

    /// Switching needs the file alone for a moment and SQLite answers "busy" at once when another process is
    /// switching it too, so the first openings of a new file try again.
    private static func switchToWriteAheadLog(_ queue: DatabaseQueue) throws {
        var tries = 0
        while true {
            do {
                try queue.writeWithoutTransaction { database in
                    _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                }
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && tries < 100 {
                tries += 1
                usleep(20_000)
            }
        }
    }
}
