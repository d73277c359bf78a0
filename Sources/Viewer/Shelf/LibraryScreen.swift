import FHIR
import TerminalUI

extension ScreenKind {
    package static let library = ScreenKind("Library")
}

/// The saved records by patient, newest retrieval first, and below them the saved documents. It has no banner: it
/// speaks of several patients.
package struct LibraryScreen: ListScreen {
    package static let kind = ScreenKind.library
    package var scroll = ScrollState()
    package var itemWord: String { "item" }
    package var emptyText: String { "The library holds no record: f fetches one, lloyd library add takes files." }

    package init() {}

    package func head(_ frame: Frame) -> [StyledLine] {
        let shelf = frame.shelf
        let records = shelf.patients.reduce(0) { $0 + $1.records.count }
        let documents = shelf.patients.reduce(0) { $0 + $1.documents.count }
        let counts = "Patients \(shelf.patients.count)  Saved records \(records)"
        return [
            StyledLine("LIBRARY  \(counts)\(documents == 0 ? "" : "  Documents \(documents)")", style: .title),
            StyledLine(
                Truncation.line(
                    "Saved copies, as they were when retrieved: the practice may know more now.",
                    width: max(1, frame.rect.columns - 1)), style: .label),
        ]
    }

    package func model(_ frame: Frame) -> ListModel {
        let entries = ShelfEntry.all(frame.shelf)
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: entries.count) { entries[$0].lines(width: width) }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        let entry = ShelfEntry.all(frame.shelf)[index]
        return switch entry.item {
        case .record(let record): .choose(.savedRecord(record.id))
        case .document(let document): .choose(.savedDocument(document, nhsNumber: entry.patient.nhsNumber))
        case .search(let search): .choose(.keptSearch(search, nhsNumber: entry.patient.nhsNumber))
        }
    }

    /// Of the patient under the cursor, as recorded.
    func nhsNumber(_ frame: Frame) -> String? {
        let entries = ShelfEntry.all(frame.shelf)
        return entries.indices.contains(scroll.cursor) ? entries[scroll.cursor].patient.nhsNumber : nil
    }
}

extension Frame {
    /// The library, where this file is it.
    var shelf: Shelf {
        guard case .shelf(let shelf) = files[currentFile].content else { return Shelf(patients: []) }
        return shelf
    }
}
