/// The commands of the library, of retrievals and of documents.
enum ShelfCommands {
    static let all = library + retrievals + documents

    /// Keys of their own screens, which the footer must show first.
    static let hinted = all.filter { $0.hint != nil }.map(\.id).filter { $0 != .back }

    private static let library = [
        Command(
            CommandID("library"), keys: ["O"], "Library", help: "The saved records of the library; Enter opens one.",
            scope: .except([.library]), .viewer { $0.openLibrary() }),
        Command(
            CommandID("fetch"), keys: ["f"], "Fetch", help: "Ask a provider for a record and keep it.", hint: "Fetch",
            scope: .only([.library]), .viewer { $0.openFetchForm() }),
        Command(
            CommandID("search-documents"), keys: ["D"], "Search",
            help: "Search the patient's documents at a provider.", hint: "Search documents",
            scope: .only([.library, .documents]), .viewer { $0.openSearchForm() }),
    ]

    private static let retrievals = [
        Command(
            .retrieve, keys: ["f"], "Send", help: "Send the request.", hint: "Send",
            scope: .only([.fetchForm, .searchForm]),
            .viewer { $0.sendForm() }),
        Command(
            .back, keys: ["Esc", "Backspace"], "Call off", help: "Call the retrieval off; nothing is kept.",
            hint: "Call off", scope: .only([.retrieving]), .viewer { $0.cancelRetrieval() }),
        Command(
            CommandID("retry"), keys: ["f"], "Try again", help: "Send the same request again.", hint: "Try again",
            scope: .only([.retrievalFailure]), .viewer { $0.retry() }),
    ]

    private static let documents = [
        Command(
            CommandID("documents"), keys: ["D"], "Documents",
            help: "The record's documents, to be retrieved one by one.", scope: .except([.documents]),
            needsRecord: true, .opens { folder, _ in .push(DocumentsScreen(folder)) }),
        Command(
            CommandID("retrieve-document"), keys: ["f"], "Retrieve",
            help: "Show the document: the saved copy, else from the provider. It is written to the audit trail.",
            hint: "Retrieve", scope: .only([.documents, .found]), .viewer { $0.retrieveDocument(isAnew: false) }),
        Command(
            CommandID("retrieve-anew"), keys: ["V"], "Retrieve anew",
            help: "Ask the provider for the document even where a copy is saved.", hint: "Anew",
            scope: .only([.documents, .found]), .viewer { $0.retrieveDocument(isAnew: true) }),
        Command(
            CommandID("save-document"), keys: ["s"], "Save", help: "Write the document's own bytes to a new file.",
            hint: "Save", scope: .only([.document]), .viewer { $0.askDocumentName() }),
    ]
}

extension CommandID {
    package static let retrieve = CommandID("send-request")
}
