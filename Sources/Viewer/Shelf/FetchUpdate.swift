/// The form of a retrieval: it lies on the library, where no patient's banner stands above it.
extension ViewerState {
    mutating func openFetchForm() -> [Effect] {
        guard let screen = top as? LibraryScreen else { return [] }
        return push(FetchForm(providers: settings.providers, nhsNumber: screen.nhsNumber(frame) ?? ""))
    }

    mutating func sendForm() -> [Effect] {
        do throws(FetchForm.Fault) {
            if let form = top as? FetchForm { return start(.record(try form.order())) }
            if let form = top as? SearchForm { return start(.search(try form.order())) }
            return []
        } catch {
            status = error.words
            return []
        }
    }
}
