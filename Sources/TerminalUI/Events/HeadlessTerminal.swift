/// A terminal without a screen: keeps every frame and feeds scripted events. For tests and walkthroughs.
@MainActor
package final class HeadlessTerminal: Terminal {
    package private(set) var size: TerminalSize
    package let colourDepth: ColourDepth
    package var palette: Palette
    package var isMouseOn = false
    /// Every screen shown, the first one first.
    package private(set) var frames: [CellBuffer] = []
    /// What was copied, as it was handed over.
    package private(set) var copied: [String] = []
    package private(set) var suspensions = 0
    package private(set) var repaints = 0
    package private(set) var isClosed = false
    private var script: [TerminalEvent]

    package init(rows: Int, columns: Int, colourDepth: ColourDepth = .mono, events: [TerminalEvent] = []) {
        size = TerminalSize(rows: rows, columns: columns)
        self.colourDepth = colourDepth
        palette = Palette(theme: .builtIn, depth: colourDepth)
        script = events
    }

    package var waker: @Sendable () -> Void { {} }

    package func show(_ buffer: CellBuffer) { frames.append(buffer) }

    package func repaint() { repaints += 1 }

    /// The next scripted event. A resize takes effect; after the last event the terminal is closed.
    package func nextEvent(before deadline: ContinuousClock.Instant?) -> TerminalEvent {
        guard !script.isEmpty, !isClosed else { return .closed }
        let event = script.removeFirst()
        if case .resize(let rows, let columns) = event { size = TerminalSize(rows: rows, columns: columns) }
        return event
    }

    package func feed(_ events: [TerminalEvent]) { script += events }

    package func suspend() { suspensions += 1 }

    package func copy(_ text: String) -> Clipboard.Outcome {
        copied.append(text)
        return Clipboard.sequence(for: text, isInTmux: false).outcome
    }

    package func close() { isClosed = true }
}
