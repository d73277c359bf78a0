import Foundation
import GRDB

/// An SQLite file that only its owner may read, written so that what is committed stays: write-ahead log, synced to
/// the disk at every commit. Several processes may have it open.
enum PrivateDatabase {
    /// How long a writer waits for another process's transaction.
    private static let busySeconds: TimeInterval = 10
    /// A log that a run leaves behind is read again at the start of every later one, and a run that ends after its one
    /// write never begins it anew: when it is longer than this, the next start empties it.
    private static let longestLog = 128 << 10

    /// Opens the file, creating it and its folders when missing, and brings its tables up to date.
    ///
    /// - Throws: `LibraryError.newerSchema` when a newer version of the program wrote it.
    static func open(_ path: String, label: String, migrator: DatabaseMigrator) throws -> DatabaseQueue {
        try PrivateFiles.createFolder(forFile: path)
        try PrivateFiles.createFile(path)
        // One process at a time: neither the switch to the write-ahead log nor the migrator's look at what has been
        // applied is safe beside another that does the same.
        return try FileLock.holding(path + ".lock") {
            var configuration = GRDB.Configuration()
            configuration.label = label
            configuration.busyMode = .timeout(busySeconds)
            configuration.prepareDatabase { database in
                // What is removed is overwritten: it is patients' data.
                try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            try queue.writeWithoutTransaction { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                // Another process that reads at this moment keeps it from being emptied: then a later start does.
                if log ?? 0 > longestLog { _ = try? database.checkpoint(.truncate) }
            }
            guard try !queue.read(migrator.hasBeenSuperseded) else { throw LibraryError(.newerSchema, path) }
            try migrator.migrate(queue)
            return queue
        }
    }
}
