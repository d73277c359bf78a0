/// What the library holds, as the edge read it: whose records, how old, what to know before one is opened.
package struct Shelf: Hashable, Sendable {
    package var patients: [ShelfPatient]

    package init(patients: [ShelfPatient]) { self.patients = patients }
}

/// A person of whom something is saved; the same number with another name or birth date is another person.
package struct ShelfPatient: Hashable, Sendable {
    /// `SPECIMEN, Alexandra Jane (Mrs), born 12-Mar-1968, NHS No. 900 000 0009`.
    package var words: String
    /// As recorded; empty when the record states none.
    package var nhsNumber: String
    /// Another person of the library has the same number: shown, never merged.
    package var sharesNumber: Bool
    package var records: [ShelfRecord]
    package var documents: [ShelfDocument]
    package var searches: [ShelfSearch]

    package init(
        words: String, nhsNumber: String, sharesNumber: Bool, records: [ShelfRecord],
        documents: [ShelfDocument] = [], searches: [ShelfSearch] = []
    ) {
        self.words = words
        self.nhsNumber = nhsNumber
        self.sharesNumber = sharesNumber
        self.records = records
        self.documents = documents
        self.searches = searches
    }
}

/// A saved record.
package struct ShelfRecord: Hashable, Sendable {
    /// The library's number for it.
    package var id: Int64
    /// When a provider answered; nil when nobody recorded it.
    package var retrieved: String?
    package var saved: String
    /// Whole days since the retrieval; nil when its time is not known.
    package var days: Int?
    /// The provider's ODS code or name, or the imported file.
    package var source: String
    package var size: String
    package var bookmarks: Int
    /// What is to be known before it is opened: another patient, warnings of its lists, areas switched off.
    package var warnings: [String]

    package init(
        id: Int64, retrieved: String?, saved: String, days: Int?, source: String, size: String, bookmarks: Int,
        warnings: [String] = []
    ) {
        self.id = id
        self.retrieved = retrieved
        self.saved = saved
        self.days = days
        self.source = source
        self.size = size
        self.bookmarks = bookmarks
        self.warnings = warnings
    }

    /// Days from which a copy is marked (docs/spec/hazards.md row 46, "age over a set limit").
    private static let oldDays = 1

    /// `OLD COPY: 67 days old`; nil for what was retrieved today.
    package var ageMark: String? {
        guard retrieved != nil else { return "RETRIEVAL TIME UNKNOWN" }
        guard let days, days >= Self.oldDays else { return nil }
        return "OLD COPY: \(days) day\(days == 1 ? "" : "s") old"
    }
}

/// A saved document.
package struct ShelfDocument: Hashable, Sendable {
    /// The library's number for it.
    package var id: Int64
    package var title: String
    /// When a provider answered; nil when nobody recorded it.
    package var retrieved: String?
    package var saved: String
    package var source: String
    package var contentType: String?
    package var size: String

    package init(
        id: Int64, title: String, retrieved: String?, saved: String, source: String, contentType: String?, size: String
    ) {
        self.id = id
        self.title = title
        self.retrieved = retrieved
        self.saved = saved
        self.source = source
        self.contentType = contentType
        self.size = size
    }
}

/// What a search for documents found, kept.
package struct ShelfSearch: Hashable, Sendable {
    /// The library's number for it.
    package var id: Int64
    /// `12 documents, created from 01-Jan-2024`.
    package var words: String
    package var retrieved: String
    package var source: String

    package init(id: Int64, words: String, retrieved: String, source: String) {
        self.id = id
        self.words = words
        self.retrieved = retrieved
        self.source = source
    }
}
