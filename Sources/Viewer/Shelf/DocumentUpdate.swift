import RecordPresentation

/// Documents are retrieved by a key of their own, large ones after a question.
extension ViewerState {
    mutating func retrieveDocument(isAnew: Bool) -> [Effect] {
        guard let screen = top as? DocumentsScreen else { return [] }
        guard let order = screen.order(from: files[current].source, isAnew: isAnew) else {
            let file =
                screen.entries.indices.contains(screen.scroll.cursor)
                ? screen.entries[screen.scroll.cursor].file : nil
            status = "no file to retrieve: \(file?.title ?? "the practice gives no reason")"
            return []
        }
        guard screen.entries[screen.scroll.cursor].file?.isLarge == true else { return start(.document(order)) }
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

    mutating func askDocumentName() -> [Effect] {
        guard let screen = top as? DocumentScreen else { return [] }
        prompt = Prompt(.saveDocument(screen.document.id), text: screen.document.fileName)
        return []
    }
}
