/// Where a screen is shown and where keys come from: ncurses, or a script in tests.
@MainActor
package protocol Terminal: AnyObject {
    /// Rows and columns now.
    var size: TerminalSize { get }
    /// How many colours it can show.
    var colourDepth: ColourDepth { get }
    /// How roles look. Setting it repaints at the next `show`.
    var palette: Palette { get set }
    /// Off at first: a mouse that reports blocks the terminal's own selection of text (docs/spec/terminal.md 2).
    var isMouseOn: Bool { get set }

    /// Shows a screen: what differs from the last is sent, at once.
    func show(_ buffer: CellBuffer)
    /// Sends the whole screen again, after another program wrote over it.
    func repaint()
    /// Waits for the next event, without any timer of its own.
    func nextEvent(before deadline: ContinuousClock.Instant?) -> TerminalEvent
    /// Whether events wait that came together with the last one: no screen is needed between them.
    var hasWaitingEvents: Bool { get }
    /// Ends the wait of `nextEvent` from any thread.
    var waker: @Sendable () -> Void { get }
    /// Gives the terminal back to the shell until the program is continued.
    func suspend()
    /// Puts a text on the clipboard of the person's own machine, also over SSH.
    func copy(_ text: String) -> Clipboard.Outcome
    /// Gives the terminal back for good. May be called twice.
    func close()
}

extension Terminal {
    package var hasWaitingEvents: Bool { false }
}

package struct TerminalSize: Hashable, Sendable {
    package var rows: Int
    package var columns: Int

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}
