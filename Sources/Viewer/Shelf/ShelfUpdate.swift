/// The library among the open files: it is one of them, and what is opened from it becomes another.
extension ViewerState {
    /// Reads the library anew each time: another program may have put something there.
    mutating func openLibrary() -> [Effect] {
        let number = file(of: .library, named: "Library")
        let effects = goToFile(number)
        status = nil
        return effects.isEmpty ? [.load(file: number)] : effects
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
