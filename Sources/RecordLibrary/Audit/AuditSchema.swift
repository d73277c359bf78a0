import GRDB

/// The table of the audit trail and the triggers that keep it append-only.
enum AuditSchema {
    static let guards = ["audit_is_never_changed", "audit_is_never_deleted", "audit_is_only_continued"]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: audit") { database in
            for statement in firstVersion { try database.execute(sql: statement) }
        }
        migrator.registerMigration("2: the person's name and role") { database in
            for column in ["name", "role"] { try database.execute(sql: "ALTER TABLE audit ADD COLUMN \(column) TEXT") }
        }
        return migrator
    }

    private static let firstVersion = [
        // AUTOINCREMENT remembers the highest number ever given: rows cut off the end are missed.
        """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, user TEXT NOT NULL, organisation TEXT,
            device TEXT NOT NULL, action TEXT NOT NULL, outcome TEXT NOT NULL, patient TEXT, interaction TEXT,
            subject TEXT, provider TEXT, trace_id TEXT, previous TEXT NOT NULL, digest TEXT NOT NULL) STRICT
        """,
        """
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
        """,
        """
        CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
        """,
        // Also refuses INSERT OR REPLACE, which deletes without firing a delete trigger.
        """
        CREATE TRIGGER audit_is_only_continued BEFORE INSERT ON audit
        WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
        """,
    ]
}
