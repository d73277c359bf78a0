import FHIR
import TerminalUI

/// A saved record or document on the library's screen, with the heading of its patient above the first of them.
struct ShelfEntry {
    enum Item {
        case record(ShelfRecord)
        case document(ShelfDocument)
        case search(ShelfSearch)
    }

    let patient: ShelfPatient
    let item: Item
    let isFirst: Bool

    static func all(_ shelf: Shelf) -> [ShelfEntry] {
        shelf.patients.flatMap { patient in
            let items =
                patient.records.map(Item.record) + patient.documents.map(Item.document)
                + patient.searches.map(Item.search)
            return items.enumerated().map { ShelfEntry(patient: patient, item: $0.element, isFirst: $0.offset == 0) }
        }
    }

    func lines(width: Int) -> [StyledLine] { heading(width: width).map(\.asLead) + facts(width: width) }

    private func heading(width: Int) -> [StyledLine] {
        guard isFirst else { return [] }
        let name = StyledLine.wrapped(DisplayText.scrub(patient.words), width: width, hanging: 2, style: .heading)
        let shared = patient.sharesNumber ? "!! NHS NUMBER SHARED WITH ANOTHER PERSON" : nil
        return [StyledLine()] + name
            + (shared.map { StyledLine.wrapped($0, width: width, indent: 1, style: .alert) } ?? [])
    }

    private func facts(width: Int) -> [StyledLine] {
        switch item {
        case .record(let record): Self.lines(record, width)
        case .document(let document): Self.lines(document, width)
        case .search(let search): Self.lines(search, width)
        }
    }

    /// What does not fit on the first line hangs below it.
    private static func flow(_ atoms: [[(String, StyleName)]], _ width: Int) -> [StyledLine] {
        let hanging = 2
        return StyledLine.flow(atoms, width: max(1, width - hanging), indent: 2).enumerated().map {
            $0.offset == 0 ? $0.element : $0.element.indented(hanging)
        }
    }

    private static func lines(_ record: ShelfRecord, _ width: Int) -> [StyledLine] {
        let when = record.retrieved.map { "retrieved \($0)" } ?? "imported \(record.saved)"
        let marks = record.bookmarks == 0 ? nil : "\(record.bookmarks) bookmark\(record.bookmarks == 1 ? "" : "s")"
        var atoms: [[(String, StyleName)]] = [[("record \(record.id)", .label)], [(when, .value)]]
        if let age = record.ageMark { atoms.append([("! \(age)", .check)]) }
        atoms += [record.source, record.size, marks].compactMap { $0 }.map { [(DisplayText.scrub($0), .plain)] }
        let warnings = record.warnings.map { [("!! \(DisplayText.scrub($0))", StyleName.alert)] }
        return Self.flow(atoms, width) + StyledLine.flow(warnings, width: width, indent: 4)
    }

    private static func lines(_ search: ShelfSearch, _ width: Int) -> [StyledLine] {
        let facts = [search.words, "retrieved \(search.retrieved)", search.source]
        return Self.flow([[("search \(search.id)", .label)]] + facts.map { [(DisplayText.scrub($0), .plain)] }, width)
    }

    private static func lines(_ document: ShelfDocument, _ width: Int) -> [StyledLine] {
        let when = document.retrieved.map { "retrieved \($0)" } ?? "saved \(document.saved), RETRIEVAL TIME UNKNOWN"
        let facts = [when, document.contentType, document.size, document.source].compactMap { $0 }
        let atoms: [[(String, StyleName)]] =
            [[("document \(document.id)", .label)], [(DisplayText.scrub(document.title), .value)]]
            + facts.map { [(DisplayText.scrub($0), .plain)] }
        return Self.flow(atoms, width)
    }
}
