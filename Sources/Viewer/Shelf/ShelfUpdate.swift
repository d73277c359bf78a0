/// The library among the open files: it is one of them, and what is opened from it becomes another.
extension ViewerState {
    /// Reads the library anew each time: another program may have put something there.
    mutating func openLibrary() -> [Effect] {
        let number = file(of: .library, named: "Library")
        if number == current { returnToShelf() }
        let effects = goToFile(number)
        status = nil
        return effects.isEmpty ? [.load(file: number)] : effects
    }

    /// Everything above the list goes, but for a retrieval that is waited for.
    private mutating func returnToShelf() {
        guard files[current].screens.first is LibraryScreen,
            !files[current].screens.contains(where: { $0 is RetrievingScreen })
        else { return }
        files[current].screens.removeLast(files[current].screens.count - 1)
    }

    /// From the screen that says what is to be known of an answer: it has been read, and its form is done with.
    mutating func openRead(_ record: Int64) -> [Effect] {
        while let top, top is RetrievedScreen || top is FetchForm { files[current].screens.removeLast() }
        return openFetched(record)
    }

    mutating func openSaved(_ record: Int64) -> [Effect] {
        goToFile(file(of: .saved(record), named: "library record \(record)"))
    }

    mutating func openFetched(_ record: Int64) -> [Effect] {
        goToFile(file(of: .fetched(record), named: "library record \(record), just retrieved"))
    }

    /// A source that is open already is not opened twice.
    private mutating func file(of source: OpenFile.Source, named name: String) -> Int {
        if let number = files.firstIndex(where: { $0.source == source }) { return number }
        files.append(OpenFile(name: name, source: source))
        return files.count - 1
    }
}
