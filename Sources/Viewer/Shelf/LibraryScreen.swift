import FHIR
import TerminalUI

extension ScreenKind {
    package static let library = ScreenKind("Library")
}

/// The saved records by patient, newest retrieval first. It has no banner: it speaks of several patients.
package struct LibraryScreen: ListScreen {
    package static let kind = ScreenKind.library
    package var scroll = ScrollState()
    package var itemWord: String { "record" }
    package var emptyText: String { "The library holds no record: f fetches one, lloyd library add takes files." }

    package init() {}

    package func head(_ frame: Frame) -> [StyledLine] {
        let shelf = frame.shelf
        let records = shelf.patients.reduce(0) { $0 + $1.records.count }
        return [
            StyledLine("LIBRARY  Patients \(shelf.patients.count)  Saved records \(records)", style: .title),
            StyledLine(
                Truncation.line(
                    "Saved copies, as they were when retrieved: the practice may know more now.",
                    width: max(1, frame.rect.columns - 1)), style: .label),
        ]
    }

    package func model(_ frame: Frame) -> ListModel {
        let entries = Entry.all(frame.shelf)
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: entries.count) { entries[$0].lines(width: width) }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        .choose(.savedRecord(Entry.all(frame.shelf)[index].record.id))
    }

    /// Of the patient under the cursor, as recorded.
    func nhsNumber(_ frame: Frame) -> String? {
        var left = scroll.cursor
        for patient in frame.shelf.patients {
            if left < patient.records.count { return patient.nhsNumber }
            left -= patient.records.count
        }
        return nil
    }

    /// A record with the heading of its patient, above the first of them.
    private struct Entry {
        let patient: ShelfPatient?
        let record: ShelfRecord

        static func all(_ shelf: Shelf) -> [Entry] {
            shelf.patients.flatMap { patient in
                patient.records.enumerated().map { Entry(patient: $0.offset == 0 ? patient : nil, record: $0.element) }
            }
        }

        func lines(width: Int) -> [StyledLine] { heading(width: width).map(\.asLead) + facts(width: width) }

        private func heading(width: Int) -> [StyledLine] {
            guard let patient else { return [] }
            let name = StyledLine.wrapped(DisplayText.scrub(patient.words), width: width, hanging: 2, style: .heading)
            let shared = patient.sharesNumber ? "!! NHS NUMBER SHARED WITH ANOTHER PERSON" : nil
            return [StyledLine()] + name
                + (shared.map { StyledLine.wrapped($0, width: width, indent: 1, style: .alert) } ?? [])
        }

        private func facts(width: Int) -> [StyledLine] {
            let when = record.retrieved.map { "retrieved \($0)" } ?? "imported \(record.saved)"
            let marks = record.bookmarks == 0 ? nil : "\(record.bookmarks) bookmark\(record.bookmarks == 1 ? "" : "s")"
            var atoms: [[(String, StyleName)]] = [[("record \(record.id)", .label)], [(when, .value)]]
            if let age = record.ageMark { atoms.append([("! \(age)", .check)]) }
            atoms += [record.source, record.size, marks].compactMap { $0 }.map { [(DisplayText.scrub($0), .plain)] }
            return StyledLine.flow(atoms, width: width, indent: 2)
        }
    }
}

extension Frame {
    /// The library, where this file is it.
    var shelf: Shelf {
        guard case .shelf(let shelf) = files[currentFile].content else { return Shelf(patients: []) }
        return shelf
    }
}
