import GPConnect
import GRDB

/// A resource of a saved record in which the searched words stand.
package struct SearchHit: Hashable, Sendable {
    /// A piece of the text found; `isMatch` marks the searched words.
    package struct Fragment: Hashable, Sendable {
        package let text: String
        package let isMatch: Bool
    }

    package let record: Int64
    package let summary: PatientSummary
    /// The resource's label: `Type/id` or `entry[n]`.
    package let resource: String
    package let type: String
    package let area: ClinicalArea?
    package let fragments: [Fragment]
}

extension Library {
    /// Marks that the index cannot hold: control characters are blanked when words are indexed.
    private static let matchStart: Character = "\u{1}"
    private static let matchEnd: Character = "\u{2}"

    /// The resources of all saved records that hold every word of `text`; the last may be a beginning. Best first.
    package func search(_ text: String, limit: Int = 200) throws -> [SearchHit] {
        guard let pattern = Self.pattern(text) else { return [] }
        return try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT passage.record, passage.resource, passage.type, passage.area, patient.*,
                        snippet(passage_words, 0, char(1), char(2), '…', 16) AS snippet
                    FROM passage_words JOIN passage ON passage.id = passage_words.rowid
                        JOIN record ON record.id = passage.record JOIN patient ON patient.id = record.patient
                    WHERE passage_words MATCH ? ORDER BY rank, passage.id LIMIT ?
                    """,
                arguments: [pattern, limit]
            ).map(Self.hit)
        }
    }

    /// Every word quoted, so that nothing a person types is search syntax; nil when there is no word.
    static func pattern(_ text: String) -> String? {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard let last = words.last else { return nil }
        return (words.dropLast().map { "\"\($0)\"" } + ["\"\(last)\"*"]).joined(separator: " ")
    }

    private static func hit(_ row: Row) -> SearchHit {
        SearchHit(
            record: row["record"], summary: summary(row), resource: row["resource"], type: row["type"],
            area: (row["area"] as String?).flatMap(ClinicalArea.init(rawValue:)), fragments: fragments(row["snippet"]))
    }

    static func fragments(_ snippet: String) -> [SearchHit.Fragment] {
        var fragments: [SearchHit.Fragment] = []
        var text = ""
        var isMatch = false
        for character in snippet {
            guard character == matchStart || character == matchEnd else {
                text.append(character)
                continue
            }
            if !text.isEmpty { fragments.append(SearchHit.Fragment(text: text, isMatch: isMatch)) }
            text = ""
            isMatch = character == matchStart
        }
        if !text.isEmpty { fragments.append(SearchHit.Fragment(text: text, isMatch: isMatch)) }
        return fragments
    }

    static func index(
        _ passages: some Sequence<RecordWords.Passage>, record: Int64, in database: Database,
        isCalledOff: () -> Bool
    ) throws {
        let passage = try database.makeStatement(
            sql: "INSERT INTO passage (record, resource, type, area) VALUES (?, ?, ?, ?)")
        let words = try database.makeStatement(sql: "INSERT INTO passage_words (rowid, words) VALUES (?, ?)")
        for entry in passages {
            guard !isCalledOff() else { throw CancellationError() }
            try passage.execute(arguments: [record, entry.resource, entry.type, entry.area?.rawValue])
            try words.execute(arguments: [database.lastInsertedRowID, entry.words])
        }
    }

    static func dropIndex(record: Int64, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM passage_words WHERE rowid IN (SELECT id FROM passage WHERE record = ?)",
            arguments: [record])
    }
}
