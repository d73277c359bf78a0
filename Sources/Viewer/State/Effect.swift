import TerminalUI

/// What the viewer asks the edge to do: it does nothing itself.
package enum Effect: Hashable, Sendable {
    /// Read this file and answer with `Action.loaded`.
    case load(file: Int)
    /// Put a text on the clipboard and answer with `Action.copied`; `what` names it for the status line.
    case copy(String, what: String)
    /// Write a file whole or not at all, for the owner alone, and answer with `Action.saved`.
    case save(SaveRequest)
    /// Ask a provider beside the keys and answer with `Action.retrieval` until it is done.
    case retrieve(Retrieval)
    case cancelRetrieval(Int)
    /// Write a document of the library to a new file and answer with `Action.say`.
    case saveDocument(Int64, path: String)
    case setMouse(Bool)
    /// Draw the whole screen again.
    case repaint
    case suspend
    case quit
}

/// What happens to the viewer.
package enum Action: Sendable {
    case key(KeyEvent)
    case mouse(MouseEvent)
    case resize(TerminalSize)
    /// Time has passed; no key was pressed.
    case clock(ClockReading)
    case loaded(file: Int, FileContent)
    case copied(Clipboard.Outcome, what: String)
    case saved(SaveRequest, SaveOutcome)
    /// By the retrieval's id.
    case retrieval(Int, RetrievalNews)
    case command(CommandID)
    /// A choice of `ChoiceScreen`.
    case choose(Choice)
    case say(String)
}
