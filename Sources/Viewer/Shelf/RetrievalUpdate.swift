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
        case .record(let number, _): status = "too late to call off: saved as record \(number) in the library"
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
        case .record(let number, let warnings): return received(number, warnings, file, place)
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

    private static func failed(_ failure: RetrievalFailure, _ order: Retrieval.Order) -> any Screen {
        guard let refusal = failure.refusal else { return RetrievalFailureScreen(order: order, failure: failure) }
        return RefusalScreen(order: order, refusal: refusal, lines: failure.lines)
    }

    /// Opens the record where its screen is the one looked at; nothing is pushed in front of another patient's.
    private mutating func received(_ number: Int64, _ warnings: [String], _ file: Int, _ place: Int) -> [Effect] {
        guard warnings.isEmpty else {
            files[file].screens[place] = RetrievedScreen(record: number, warnings: warnings)
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
