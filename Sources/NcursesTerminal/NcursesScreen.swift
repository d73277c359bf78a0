import CNcurses
import Glibc
import TerminalUI

/// The terminal through ncurses. The only place that knows ncurses; every call is made on the main actor.
///
/// It waits in one `poll` without timers. Rows that did not change are not even looked at; of the others ncurses sends
/// the cells that changed, once a frame.
@MainActor
package final class NcursesScreen: Terminal {
    package var palette: Palette {
        didSet { if palette != oldValue { shown = nil } }
    }
    package var isMouseOn = false {
        didSet { if isOpen { term_mouse(isMouseOn) } }
    }

    private let input: Int32
    private let output: Int32
    private let isInTmux: Bool
    private let signals: Int32
    private let wakePipe: Waker
    private var bridge: CellBridge
    private var shown: CellBuffer?
    private var pending: [TerminalEvent]
    private var isOpen = true

    /// - Parameters:
    ///   - type: the terminal's type, as in `TERM`.
    ///   - isGuarded: give the terminal back when a signal or a crash ends the program, and hold back what is printed to
    ///     standard error meanwhile. Off only where a test opens several.
    ///   - typed: keys that were pressed while something else read the terminal.
    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, type: String?, isInTmux: Bool = false,
        isGuarded: Bool = true, typed: [KeyEvent] = []
    ) throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        guard let type, !type.isEmpty else { throw .typeNotSet }
        guard term_use_utf8() else { throw .noUTF8 }
        switch Int(term_check(type, output)) {
        case TERM_USABLE: break
        case TERM_NO_CURSOR: throw .cannotMoveCursor(type)
        default: throw .typeUnknown(type)
        }
        guard let wakePipe = Waker() else { throw .notOpened(type) }
        signals = term_signals()
        guard signals >= 0 else { throw .notOpened(type) }
        if isGuarded { term_rescue_install() }
        guard term_open(input, output, type) else { throw .notOpened(type) }
        if isGuarded { term_capture_errors() }
        self.input = input
        self.output = output
        self.isInTmux = isInTmux
        self.wakePipe = wakePipe
        pending = typed.map(TerminalEvent.key)
        palette = Palette(theme: .builtIn, depth: .mono)
        bridge = CellBridge(palette: palette, colours: Int(term_colours()))
    }

    package var size: TerminalSize {
        guard isOpen else { return TerminalSize(rows: 0, columns: 0) }
        var rows: Int32 = 0
        var columns: Int32 = 0
        term_size(&rows, &columns)
        return TerminalSize(rows: Int(rows), columns: Int(columns))
    }

    package var colourDepth: ColourDepth { ColourDepth(colours: bridge.colours) }

    package var hasWaitingEvents: Bool { !pending.isEmpty }

    package var waker: @Sendable () -> Void {
        let pipe = wakePipe
        return { pipe.wake() }
    }
}

// MARK: - Showing

extension NcursesScreen {
    package func show(_ buffer: CellBuffer) {
        guard isOpen else { return }
        if bridge.palette != palette { bridge = CellBridge(palette: palette, colours: bridge.colours) }
        let size = size
        let hasSameShape = shown.map { $0.rows == buffer.rows && $0.columns == buffer.columns } ?? false
        for row in 0..<min(size.rows, buffer.rows) {
            let cells = buffer[row: row]
            if hasSameShape, let shown, shown[row: row] == cells { continue }
            let bridged = bridge.cells(cells.prefix(size.columns))
            term_put(Int32(row), 0, bridged, Int32(bridged.count))
        }
        shown = buffer
        place(buffer.cursor, size)
        term_flush(false)
    }

    package func repaint() {
        if isOpen { term_flush(true) }
    }

    private func place(_ cursor: CursorPosition?, _ size: TerminalSize) {
        let row = min(max(0, cursor?.row ?? size.rows - 1), max(0, size.rows - 1))
        let column = min(max(0, cursor?.column ?? 0), max(0, size.columns - 1))
        term_cursor(Int32(row), Int32(column), cursor?.isVisible ?? false)
    }

    package func copy(_ text: String) -> Clipboard.Outcome {
        guard isOpen else { return .notSupported }
        let (bytes, outcome) = Clipboard.sequence(for: text, isInTmux: isInTmux)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .notSupported }
            rest = rest.dropFirst(count)
        }
        return outcome
    }
}

// MARK: - Waiting

extension NcursesScreen {
    package func nextEvent(before deadline: ContinuousClock.Instant?) -> TerminalEvent {
        while isOpen {
            if !pending.isEmpty { return pending.removeFirst() }
            pending = readKeys()
            if !pending.isEmpty { continue }
            switch wait(deadline) {
            case .input(let isHungUp):
                pending = readKeys()
                if pending.isEmpty, isHungUp || isAtEnd { return .closed }
            case .signal:
                if let event = handleSignals() { return event }
            case .woken:
                wakePipe.drain()
                return .woken
            case .timeout:
                return .deadlinePassed
            case .interrupted:
                continue
            }
        }
        return .closed
    }

    private enum Wake {
        case input(isHungUp: Bool), signal, woken, timeout, interrupted
    }

    private func wait(_ deadline: ContinuousClock.Instant?) -> Wake {
        var timeout: Int32 = -1
        if let deadline {
            let left = ContinuousClock.now.duration(to: deadline).components
            let milliseconds = left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
            timeout = Int32(clamping: max(0, milliseconds))
        }
        var waits = [input, signals, wakePipe.readEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let count = poll(&waits, nfds_t(waits.count), timeout)
        if count < 0 { return .interrupted }
        if count == 0 { return .timeout }
        if waits[1].revents != 0 { return .signal }
        if waits[0].revents != 0 {
            return .input(isHungUp: waits[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0)
        }
        return .woken
    }

    /// Readable, but nothing to read: the other end is gone.
    private var isAtEnd: Bool {
        var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        var count: Int32 = 0
        return poll(&wait, 1, 0) > 0 && ioctl(input, UInt(FIONREAD), &count) == 0 && count == 0
    }

    private func readKeys() -> [TerminalEvent] {
        KeyDecoder.events {
            var event = term_event()
            return term_poll(&event) ? event : nil
        }
    }

    /// Several resizes in a row are one: a window that is dragged sends dozens.
    private func handleSignals() -> TerminalEvent? {
        var isResized = false
        while true {
            switch term_signal_next() {
            case UInt8(ascii: "w"): isResized = true
            case UInt8(ascii: "z"):
                suspend()
                return nil
            case UInt8(ascii: "c"):
                comeBack()
                isResized = true
            default:
                if isResized, moreSignals(within: 15) { continue }
                return isResized ? resized() : nil
            }
        }
    }

    private func moreSignals(within milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: signals, events: Int16(POLLIN), revents: 0)
        return poll(&wait, 1, milliseconds) > 0
    }

    private func resized() -> TerminalEvent {
        if term_resize() { shown = nil }
        return .resize(rows: size.rows, columns: size.columns)
    }
}

// MARK: - Leaving

extension NcursesScreen {
    package func suspend() {
        guard isOpen else { return }
        term_leave()
        term_stop_self()
        // Being continued is no news, nor is a resize meanwhile: both are dealt with here.
        while term_signal_next() != 0 {}
        comeBack()
        pending.append(resized())
    }

    private func comeBack() {
        term_return()
        if term_resize() { shown = nil }
        if isMouseOn { term_mouse(true) }
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        term_close()
        term_rescue_uninstall()
        term_release_errors()
    }

    /// No core file of this process: a record is in its memory (docs/spec/terminal.md 6).
    @discardableResult
    package nonisolated static func forbidCoreFiles() -> Bool { term_forbid_core_files() }

    /// What ncurses believes is at a position: for tests.
    func believed(row: Int, column: Int) -> (text: String, attributes: UInt8) {
        var cell = term_cell()
        guard term_read(Int32(row), Int32(column), &cell) else { return ("", 0) }
        var text = String.UnicodeScalarView()
        withUnsafeBytes(of: &cell.scalars) { bytes in
            for value in bytes.bindMemory(to: UInt32.self) where value != 0 {
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
        }
        return (String(text), cell.attributes)
    }
}
