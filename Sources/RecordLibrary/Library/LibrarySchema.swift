import GRDB

/// The library's tables, as steps from one version to the next. A step that has been released is never changed.
enum LibrarySchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: patients, records, documents, bookmarks, words") { database in
            for statement in firstVersion { try database.execute(sql: statement) }
        }
        migrator.registerMigration("2: what is to be known before a record is opened") { database in
            try database.execute(sql: "ALTER TABLE record ADD COLUMN flags TEXT")
            try ClinicalFlags.fillIn(database)
        }
        migrator.registerMigration("3: searches for documents") { database in
            for statement in searches { try database.execute(sql: statement) }
        }
        return migrator
    }

    private static let searches = [
        """
        CREATE TABLE search (
            id INTEGER PRIMARY KEY AUTOINCREMENT, patient INTEGER NOT NULL REFERENCES patient,
            parameters TEXT NOT NULL, documents INTEGER NOT NULL, saved_at TEXT NOT NULL, retrieved_at TEXT,
            origin TEXT NOT NULL, provider TEXT, provider_ods_code TEXT, provider_asid TEXT, url TEXT,
            trace_id TEXT) STRICT
        """,
        """
        CREATE TABLE search_page (
            search INTEGER NOT NULL REFERENCES search ON DELETE CASCADE, number INTEGER NOT NULL,
            content INTEGER NOT NULL REFERENCES content, PRIMARY KEY (search, number)) STRICT, WITHOUT ROWID
        """,
    ]

    /// Texts are kept once, by digest, in parts: a statement then never carries more than one part of a large record.
    private static let firstVersion = [
        """
        CREATE TABLE content (
            id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, size INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE content_part (
            content INTEGER NOT NULL REFERENCES content ON DELETE CASCADE, number INTEGER NOT NULL,
            bytes BLOB NOT NULL, PRIMARY KEY (content, number)) STRICT, WITHOUT ROWID
        """,
        // NHS number alone does not tell who it is: two people with one number are two rows.
        """
        CREATE TABLE patient (
            id INTEGER PRIMARY KEY, nhs_number TEXT NOT NULL, family_key TEXT NOT NULL, birth_date TEXT NOT NULL,
            name TEXT NOT NULL, gender TEXT, UNIQUE (nhs_number, family_key, birth_date)) STRICT
        """,
        """
        CREATE TABLE record (
            id INTEGER PRIMARY KEY AUTOINCREMENT, patient INTEGER NOT NULL REFERENCES patient,
            content INTEGER NOT NULL REFERENCES content, saved_at TEXT NOT NULL, retrieved_at TEXT, origin TEXT NOT NULL,
            provider TEXT, provider_ods_code TEXT, provider_asid TEXT, url TEXT, trace_id TEXT, file_name TEXT,
            request BLOB, sidecar TEXT) STRICT
        """,
        "CREATE INDEX record_patient ON record (patient)",
        "CREATE INDEX record_content ON record (content)",
        """
        CREATE TABLE document (
            id INTEGER PRIMARY KEY AUTOINCREMENT, patient INTEGER REFERENCES patient,
            content INTEGER NOT NULL REFERENCES content, reference TEXT NOT NULL, content_type TEXT, title TEXT,
            saved_at TEXT NOT NULL, retrieved_at TEXT, origin TEXT NOT NULL, provider TEXT, provider_ods_code TEXT,
            provider_asid TEXT, url TEXT, trace_id TEXT, file_name TEXT) STRICT
        """,
        "CREATE INDEX document_reference ON document (reference)",
        """
        CREATE TABLE bookmark (
            id INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
            resource TEXT NOT NULL, note TEXT NOT NULL, created_at TEXT NOT NULL, UNIQUE (record, resource)) STRICT
        """,
        """
        CREATE TABLE passage (
            id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
            resource TEXT NOT NULL, type TEXT NOT NULL, area TEXT) STRICT
        """,
        "CREATE INDEX passage_record ON passage (record)",
        "CREATE VIRTUAL TABLE passage_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')",
    ]
}
