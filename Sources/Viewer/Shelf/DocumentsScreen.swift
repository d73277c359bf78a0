import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

extension ScreenKind {
    package static let documents = ScreenKind("Documents")
    package static let document = ScreenKind("Document")
}

/// The documents of a record by what is said of them; none is read before its own key is pressed
/// (docs/spec/hazards.md rows 66 to 71).
package struct DocumentsScreen: DocumentChoosing {
    package static let kind = ScreenKind.documents
    let folder: RecordFolder
    let entries: [Entry]
    package var scroll = ScrollState()
    package var itemWord: String { "document" }
    package var emptyText: String { "No document in the data returned." }

    struct Entry: Sendable {
        let resource: Int
        let title: String
        let facts: [String]
        let marks: [Mark]
        let file: DocumentFile?
    }

    package init(_ folder: RecordFolder) {
        self.folder = folder
        entries = folder.view(.documents).blocks.flatMap { block in
            block.rows.compactMap { Self.entry($0, block, folder) }
        }
    }

    private static func entry(_ row: Row, _ block: Block, _ folder: RecordFolder) -> Entry? {
        guard let number = row.resource else { return nil }
        let cells = Array(zip(block.columns, row.cells))
        return Entry(
            resource: number, title: cells.filter(\.0.isTerm).map(\.1).joined(separator: " "),
            facts: cells.filter { !$0.0.isTerm && !$0.1.isEmpty }.map { "\($0.heading) \($1)" }, marks: row.marks,
            file: DocumentFile.files(of: folder.record.resource(number).value).first)
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        let width = max(1, frame.rect.columns - 1)
        return [StyledLine("DOCUMENTS OF THIS RECORD  \(entries.count)", style: .title)]
            + folder.view(.documents).head.flatMap {
                StyledLine.wrapped($0.text, width: width, hanging: 2, style: .label)
            }
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: entries.count) { index in
            let entry = entries[index]
            return StyledLine.wrapped(entry.title, width: width, indent: 1, hanging: 2, style: .value)
                + StyledLine.flow(entry.facts.map { [($0, .plain)] }, width: width, indent: 3)
                + entry.marks.flatMap {
                    StyledLine.wrapped(
                        "\($0.level.symbol) \($0.text)", width: width, indent: 3, hanging: 2, style: $0.level.style)
                }
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        .push(DetailScreen(folder, resource: entries[index].resource))
    }

    package func resource(_ frame: Frame) -> Int? {
        entries.indices.contains(scroll.cursor) ? entries[scroll.cursor].resource : nil
    }

    private var file: DocumentFile? { entries.indices.contains(scroll.cursor) ? entries[scroll.cursor].file : nil }
    var isLarge: Bool { file?.isLarge ?? false }
    var placeholder: String? { file?.title }

    func order(from source: OpenFile.Source, isAnew: Bool) -> DocumentOrder? {
        guard entries.indices.contains(scroll.cursor), let file = entries[scroll.cursor].file, let url = file.url
        else { return nil }
        return DocumentOrder(
            source: source, nhsNumber: folder.recordedNHSNumber, reference: url, title: entries[scroll.cursor].title,
            size: file.bytes, contentType: file.contentType, isAnew: isAnew)
    }
}

extension RecordFolder {
    /// Of the record's Patient, as recorded.
    var recordedNHSNumber: String? {
        guard let patient = record.patient else { return nil }
        return record.resource(patient).value.all("identifier").map(Identifier.init)
            .first { $0.system == IdentifierSystem.nhsNumber }?.value
    }
}

/// A document that was retrieved: its text, or what it is.
package struct DocumentScreen: ListScreen {
    package static let kind = ScreenKind.document
    let document: RetrievedDocument
    private let lines: DocumentLines
    package var scroll = ScrollState()
    package var emptyText: String { "The document holds no text." }

    init(_ document: RetrievedDocument) {
        self.document = document
        lines = DocumentLines(document.text ?? "It cannot be shown in a terminal.")
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        let width = max(1, frame.rect.columns - 1)
        let facts = [document.summary, document.origin]
        return StyledLine.wrapped(
            "DOCUMENT  \(DisplayText.scrub(document.title))", width: width, hanging: 2, style: .title)
            + facts.flatMap { StyledLine.wrapped(DisplayText.scrub($0), width: width, style: .label) }
            + document.warnings.flatMap {
                StyledLine.wrapped("! \(DisplayText.scrub($0))", width: width, hanging: 2, style: .check)
            }
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: lines.count) { StyledLine.wrapped(lines[$0], width: width, indent: 1) }
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        (0..<lines.count).contains(scroll.cursor) ? (lines[scroll.cursor], "the line") : nil
    }
}
