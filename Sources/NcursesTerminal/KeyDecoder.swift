import CNcurses
import TerminalUI

/// Turns what ncurses reports into events.
struct KeyDecoder {
    private static let keys: [Int: NamedKey] = [
        TERM_UP: .up, TERM_DOWN: .down, TERM_LEFT: .left, TERM_RIGHT: .right, TERM_HOME: .home, TERM_END: .end,
        TERM_PAGE_UP: .pageUp, TERM_PAGE_DOWN: .pageDown, TERM_ENTER: .enter, TERM_BACKSPACE: .backspace,
        TERM_DELETE: .delete, TERM_INSERT: .insert, TERM_BACK_TAB: .backTab,
    ]

    private static let buttons: [Int: MouseEvent.Kind] = [
        TERM_PRESS: .press, TERM_RELEASE: .release, TERM_DOUBLE: .doubleClick, TERM_WHEEL_UP: .wheelUp,
        TERM_WHEEL_DOWN: .wheelDown,
    ]

    /// The events that a read gives, in order. `next` gives what the terminal has, nil when there is no more now.
    ///
    /// A sequence that no terminfo entry names is swallowed whole: its letters were not typed and must not act as keys.
    static func events(_ next: () -> term_event?) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        while let raw = next() {
            guard isCharacter(raw, 0x1B) else {
                if let event = event(raw) { events.append(event) }
                continue
            }
            guard let following = next() else {
                events.append(.key(.named(.escape)))
                break
            }
            if isCharacter(following, UInt32(UInt8(ascii: "["))) {
                while let part = next(), part.type == TERM_CHARACTER, !(0x40...0x7E ~= part.code) {}
            } else if isCharacter(following, UInt32(UInt8(ascii: "]"))) {
                // A late answer about colours: up to BEL, or Escape and a backslash.
                while let part = next(), !isCharacter(part, 0x07) {
                    if isCharacter(part, 0x1B) {
                        _ = next()
                        break
                    }
                }
            } else if isCharacter(following, UInt32(UInt8(ascii: "O"))) {
                _ = next()
            } else {
                events.append(.key(.named(.escape)))
                if let event = event(following) { events.append(event) }
            }
        }
        return events
    }

    private static func isCharacter(_ raw: term_event, _ code: UInt32) -> Bool {
        raw.type == TERM_CHARACTER && raw.code == code
    }

    private static func event(_ raw: term_event) -> TerminalEvent? {
        switch Int(raw.type) {
        case TERM_CHARACTER:
            return Unicode.Scalar(raw.code).map { .key(KeyEvent(scalar: $0)) }
        case TERM_KEY:
            if raw.code > TERM_F0 { return .key(.function(Int(raw.code) - TERM_F0)) }
            return keys[Int(raw.code)].map { .key(.named($0)) }
        case TERM_MOUSE:
            return buttons[Int(raw.code)].map {
                .mouse(MouseEvent(kind: $0, row: Int(raw.row), column: Int(raw.column)))
            }
        default:
            return nil
        }
    }
}
