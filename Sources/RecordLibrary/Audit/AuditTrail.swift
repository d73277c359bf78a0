import Foundation
import GRDB

/// Who accessed what, and when: rows that can be added and read but neither changed nor removed. Each carries the
/// digest of the one before, so that a change made behind the program's back shows.
///
/// There is no way to switch it off: an access that cannot be recorded must not happen, so `append` throws and the
/// caller stops. Several processes may write at once.
package final class AuditTrail: Sendable {
    package let path: String
    package let actor: AuditActor
    private let database: DatabaseQueue

    package init(path: String, actor: AuditActor) throws {
        self.path = path
        self.actor = actor
        database = try PrivateDatabase.open(path, label: "audit", migrator: AuditSchema.migrator)
    }

    /// Records the access. It is on the disk when this returns.
    package func append(_ entry: AuditEntry, at now: Date = Date()) throws {
        try append([entry], at: now)
    }

    /// Records several accesses in one step, which costs one write to the disk.
    package func append(_ entries: [AuditEntry], at now: Date = Date()) throws {
        try append(entries.map { (actor, $0) }, at: now)
    }

    /// Records several accesses of others: a provider answers on behalf of whoever asks.
    package func append(_ accesses: [(actor: AuditActor, entry: AuditEntry)], at now: Date = Date()) throws {
        try database.writeWithoutTransaction { database in
            // Immediate: two processes must not both read the same last row.
            try database.inTransaction(.immediate) {
                for access in accesses {
                    try Self.insert(access.entry, by: access.actor, at: UTCTime.text(now), in: database)
                }
                return .commit
            }
        }
    }

    private static func insert(
        _ entry: AuditEntry, by actor: AuditActor, at time: String, in database: Database
    ) throws {
        let last = try Row.fetchOne(database, sql: "SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1")
        let row = AuditRow(
            sequence: (last?["sequence"] ?? 0) + 1, time: time, user: actor.user, name: actor.name,
            role: actor.role, organisation: actor.organisation,
            device: actor.device, action: entry.action.rawValue, outcome: entry.outcome.text, patient: entry.patient,
            interaction: entry.interaction, subject: entry.subject, provider: entry.provider, traceID: entry.traceID,
            previous: (last?["digest"] as String?).map(SHA256Digest.init(stored:)) ?? AuditRow.beginning,
            digest: AuditRow.beginning)
        let digest = AuditRow.sealed(row.fields)
        try database.execute(
            sql: """
                INSERT INTO audit (previous, sequence, time, user, name, role, organisation, device, action,
                    outcome, patient, interaction, subject, provider, trace_id, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                row.previous.description, row.sequence, row.time, row.user, row.name, row.role, row.organisation,
                row.device, row.action, row.outcome, row.patient, row.interaction, row.subject, row.provider,
                row.traceID, digest.description,
            ])
    }

    /// The newest rows, oldest of them first.
    package func rows(last limit: Int = Int.max, patient: String? = nil) throws -> [AuditRow] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM audit WHERE ?1 IS NULL OR patient = ?1 ORDER BY sequence DESC LIMIT ?2",
                arguments: [patient, limit]
            ).reversed().map(Self.row)
        }
    }

    private static func row(_ row: Row) -> AuditRow {
        AuditRow(
            sequence: row["sequence"], time: row["time"], user: row["user"], name: row["name"], role: row["role"],
            organisation: row["organisation"],
            device: row["device"], action: row["action"], outcome: row["outcome"], patient: row["patient"],
            interaction: row["interaction"], subject: row["subject"], provider: row["provider"],
            traceID: row["trace_id"], previous: SHA256Digest(stored: row["previous"]),
            digest: SHA256Digest(stored: row["digest"]))
    }

    /// Reads the whole trail and says whether every row is the one that was written.
    package func verify() throws -> AuditVerification {
        try database.read { database in
            var checker = AuditVerification.Checker()
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY sequence")
            while let row = try rows.next() { checker.check(Self.row(row)) }
            let highest = try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'audit'") ?? 0
            let guards = try Set(
                String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            return checker.finish(
                highestSequence: highest, missingGuards: AuditSchema.guards.filter { !guards.contains($0) })
        }
    }
}
