/// The commands of the library.
enum ShelfCommands {
    static let all = [
        Command(
            CommandID("library"), keys: ["O"], "Library", help: "The saved records of the library; Enter opens one.",
            scope: .except([.library]), .viewer { $0.openLibrary() })
    ]
}
