import FHIR
import TerminalUI

extension ScreenKind {
    package static let found = ScreenKind("Found documents")
}

/// The documents that a search at a provider found, or had found when it was kept.
package struct FoundList: Hashable, Sendable {
    package struct Document: Hashable, Sendable {
        package var title: String
        package var facts: [String]
        /// Nil for a placeholder.
        package var reference: String?
        /// Why there is no file, as the practice says it.
        package var placeholder: String?
        package var size: Int?
        package var contentType: String?
        package var isLarge: Bool

        package init(
            title: String, facts: [String], reference: String?, placeholder: String?, size: Int?, contentType: String?,
            isLarge: Bool
        ) {
            self.title = title
            self.facts = facts
            self.reference = reference
            self.placeholder = placeholder
            self.size = size
            self.contentType = contentType
            self.isLarge = isLarge
        }
    }

    /// The library's number of the search.
    package var id: Int64
    package var patient: String
    package var nhsNumber: String?
    package var provider: String?
    /// What was searched for, when, and whether this is the kept copy.
    package var origin: String
    package var warnings: [String]
    package var documents: [Document]

    package init(
        id: Int64, patient: String, nhsNumber: String?, provider: String?, origin: String, warnings: [String],
        documents: [Document]
    ) {
        self.id = id
        self.patient = patient
        self.nhsNumber = nhsNumber
        self.provider = provider
        self.origin = origin
        self.warnings = warnings
        self.documents = documents
    }
}

/// A list from which documents are retrieved one by one.
protocol DocumentChoosing: ListScreen {
    /// What a provider would be asked for; nil when nothing is under the cursor or it has no file.
    func order(from source: OpenFile.Source, isAnew: Bool) -> DocumentOrder?
    /// Whether what is under the cursor may be slow.
    var isLarge: Bool { get }
    /// Why there is no file under the cursor, where the practice says so.
    var placeholder: String? { get }
}

package struct FoundScreen: DocumentChoosing {
    package static let kind = ScreenKind.found
    let found: FoundList
    package var scroll = ScrollState()
    package var itemWord: String { "document" }
    package var emptyText: String { "No document was found." }

    private var document: FoundList.Document? {
        found.documents.indices.contains(scroll.cursor) ? found.documents[scroll.cursor] : nil
    }

    var isLarge: Bool { document?.isLarge ?? false }
    var placeholder: String? { document?.placeholder }

    package func head(_ frame: Frame) -> [StyledLine] {
        let width = max(1, frame.rect.columns - 1)
        let caution =
            "Documents may not have been reviewed by the practice, and the newest version of one cannot be told."
        return [StyledLine("DOCUMENTS FOUND  \(found.documents.count)", style: .title)]
            + [found.patient, found.origin].flatMap {
                StyledLine.wrapped(DisplayText.scrub($0), width: width, hanging: 2, style: .label)
            } + StyledLine.wrapped(caution, width: width, hanging: 2, style: .label)
            + found.warnings.flatMap {
                StyledLine.wrapped("! \(DisplayText.scrub($0))", width: width, hanging: 2, style: .check)
            }
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: found.documents.count) { index in
            let document = found.documents[index]
            let facts = document.facts.map { [(DisplayText.scrub($0), StyleName.plain)] }
            let reason = document.reference == nil ? "NOT AVAILABLE: \(document.placeholder ?? "no reason given")" : nil
            return StyledLine.wrapped(
                DisplayText.scrub(document.title), width: width, indent: 1, hanging: 2, style: .value)
                + StyledLine.flow(facts, width: width, indent: 3)
                + (reason.map {
                    StyledLine.wrapped("! \(DisplayText.scrub($0))", width: width, indent: 3, style: .check)
                } ?? [])
        }
    }

    func order(from source: OpenFile.Source, isAnew: Bool) -> DocumentOrder? {
        guard let document, let reference = document.reference else { return nil }
        return DocumentOrder(
            source: source, search: found.id, provider: found.provider, nhsNumber: found.nhsNumber,
            reference: reference, title: document.title, size: document.size, contentType: document.contentType,
            isAnew: isAnew)
    }
}
