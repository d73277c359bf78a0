import FHIR
import RecordPresentation

/// Documents are retrieved by a key of their own, large ones after a question.
extension ViewerState {
    mutating func retrieveDocument(isAnew: Bool) -> [Effect] {
        guard let screen = top as? any DocumentChoosing else { return [] }
        guard let order = screen.order(from: files[current].source, isAnew: isAnew) else {
            status = "no file to retrieve: \(DisplayText.scrub(screen.placeholder ?? "the practice gives no reason"))"
            return []
        }
        guard screen.isLarge else { return start(.document(order)) }
        prompt = Prompt(.largeDocument(order))
        return []
    }

    mutating func answerLarge(_ order: DocumentOrder, _ typed: String) -> [Effect] {
        guard typed == "yes" else {
            status = "not retrieved"
            return []
        }
        return start(.document(order))
    }

    mutating func openSaved(_ document: ShelfDocument, nhsNumber: String) -> [Effect] {
        start(
            .document(
                DocumentOrder(
                    source: .library, kept: document.id, nhsNumber: nhsNumber.isEmpty ? nil : nhsNumber,
                    reference: document.title, title: document.title, isAnew: false)))
    }

    mutating func openKept(_ search: ShelfSearch, nhsNumber: String) -> [Effect] {
        start(.search(SearchOrder(nhsNumber: nhsNumber, kept: search.id)))
    }

    mutating func askDocumentName() -> [Effect] {
        guard let screen = top as? DocumentScreen else { return [] }
        prompt = Prompt(.saveDocument(screen.document.id), text: screen.document.fileName)
        return []
    }
}
