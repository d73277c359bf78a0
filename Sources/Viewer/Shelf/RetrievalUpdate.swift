import FHIR

/// Retrievals begin with a screen that shows how far they are, and end by taking it away.
extension ViewerState {
    mutating func start(_ order: Retrieval.Order) -> [Effect] {
        retrievalCount += 1
        let retrieval = Retrieval(id: retrievalCount, order: order)
        push(RetrievingScreen(retrieval))
        return [.retrieve(retrieval)]
    }

    mutating func cancelRetrieval() -> [Effect] {
        guard let screen = top as? RetrievingScreen else { return [] }
        files[current].screens.removeLast()
        status = "calling it off"
        calledOff.insert(screen.retrieval.id)
        return [.cancelRetrieval(screen.retrieval.id)]
    }

    /// The end of a retrieval that was called off. It may have been complete by then: what is kept is never denied.
    private mutating func endCalledOff(_ news: RetrievalNews, _ id: Int) {
        guard calledOff.contains(id) else { return }
        switch news {
        case .progress: return
        case .failed: status = "called off: nothing was kept"
        case .found(let list): status = "too late to call off: kept as search \(list.id) in the library"
        case .providerNeeded: status = "called off: nothing was asked"
        case .record(let number, _, _): status = "too late to call off: saved as record \(number) in the library"
        case .document(let document): status = "too late to call off: saved as document \(document.id) in the library"
        }
        calledOff.remove(id)
    }

    mutating func retry() -> [Effect] {
        guard let screen = top as? RetrievalFailureScreen else { return [] }
        files[current].screens.removeLast()
        return start(screen.order)
    }

    /// News of a retrieval that nobody waits for any more open nothing.
    mutating func apply(_ news: RetrievalNews, of id: Int) -> [Effect] {
        guard let (file, place) = screen(of: id), var screen = files[file].screens[place] as? RetrievingScreen else {
            endCalledOff(news, id)
            return []
        }
        switch news {
        case .progress(let received, let expected):
            screen.received = received
            screen.expected = expected
            files[file].screens[place] = screen
        case .record(let number, let warnings, let patients):
            return received(RetrievedScreen(record: number, warnings: warnings, patients: patients), file, place)
        case .found(let list): files[file].screens[place] = FoundScreen(found: list)
        case .providerNeeded: files[file].screens[place] = providerChoice(screen.retrieval.order)
        case .document(let document): files[file].screens[place] = DocumentScreen(document)
        case .failed(let failure): files[file].screens[place] = Self.failed(failure, screen.retrieval.order)
        }
        return []
    }

    private func screen(of id: Int) -> (file: Int, place: Int)? {
        for file in files.indices {
            let place = files[file].screens.firstIndex { ($0 as? RetrievingScreen)?.retrieval.id == id }
            if let place { return (file, place) }
        }
        return nil
    }

    private func providerChoice(_ order: Retrieval.Order) -> ChoiceScreen {
        ChoiceScreen(
            title: "WHICH PROVIDER IS TO BE ASKED?  \(DisplayText.scrub(order.words))",
            options: settings.providers.map { .init(text: DisplayText.scrub($0), choice: .provider($0, order)) })
    }

    mutating func ask(_ provider: String, for order: Retrieval.Order) -> [Effect] {
        _ = goBack()
        return start(order.asking(provider))
    }

    private static func failed(_ failure: RetrievalFailure, _ order: Retrieval.Order) -> any Screen {
        guard let refusal = failure.refusal else { return RetrievalFailureScreen(order: order, failure: failure) }
        return RefusalScreen(order: order, refusal: refusal, lines: failure.lines)
    }

    /// Opens the record where its screen is the one looked at; nothing is pushed in front of another patient's.
    private mutating func received(_ screen: RetrievedScreen, _ file: Int, _ place: Int) -> [Effect] {
        let number = screen.record
        guard screen.warnings.isEmpty, screen.patients == nil else {
            files[file].screens[place] = screen
            return []
        }
        let isLookedAt = file == current && place == files[file].screens.count - 1
        files[file].screens.remove(at: place)
        if files[file].screens.last is FetchForm { files[file].screens.removeLast() }
        guard isLookedAt else {
            status = "retrieved, saved as record \(number) in the library"
            return []
        }
        return openFetched(number)
    }
}
