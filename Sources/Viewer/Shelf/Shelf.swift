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

    package init(words: String, nhsNumber: String, sharesNumber: Bool, records: [ShelfRecord]) {
        self.words = words
        self.nhsNumber = nhsNumber
        self.sharesNumber = sharesNumber
        self.records = records
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

    package init(
        id: Int64, retrieved: String?, saved: String, days: Int?, source: String, size: String, bookmarks: Int
    ) {
        self.id = id
        self.retrieved = retrieved
        self.saved = saved
        self.days = days
        self.source = source
        self.size = size
        self.bookmarks = bookmarks
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
