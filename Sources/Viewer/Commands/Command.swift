import TerminalUI

/// What a person can tell the viewer to do. Keys, footer, help page and manual all come from these rows.
package struct Command: Sendable {
    package enum Scope: Sendable {
        case everywhere
        case only(Set<ScreenKind>)
        case except(Set<ScreenKind>)

        package func holds(_ kind: ScreenKind) -> Bool {
            switch self {
            case .everywhere: true
            case .only(let kinds): kinds.contains(kind)
            case .except(let kinds): !kinds.contains(kind)
            }
        }
    }

    package enum Performance: Sendable {
        case move(ListMove)
        /// The screen on top does it.
        case screen
        /// Opens a screen about the record.
        case opens(@Sendable (RecordFolder, Frame) -> Outcome)
        /// Concerns the viewer as a whole.
        case viewer(@Sendable (inout ViewerState) -> [Effect])
    }

    package let id: CommandID
    package let keys: [KeyEvent]
    package let title: String
    package let help: String
    /// The word in the footer; nil keeps it out of the footer.
    package let hint: String?
    package let scope: Scope
    /// Valid with no record open, too.
    package let needsRecord: Bool
    package let performance: Performance

    package init(
        _ id: CommandID, keys: [String], _ title: String, help: String, hint: String? = nil,
        scope: Scope = .everywhere, needsRecord: Bool = false, _ performance: Performance
    ) {
        self.id = id
        self.keys = keys.compactMap { KeyEvent(name: $0) }
        self.title = title
        self.help = help
        self.hint = hint
        self.scope = scope
        self.needsRecord = needsRecord
        self.performance = performance
    }
}

/// The name of a command, as `[viewer] keys.NAME` of the configuration has it.
package struct CommandID: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

extension CommandID {
    package static let open = CommandID("open")
    package static let back = CommandID("back")
    package static let left = CommandID("left")
    package static let right = CommandID("right")
    package static let nextPane = CommandID("next-pane")
    package static let previousPane = CommandID("previous-pane")
    package static let past = CommandID("past")
    package static let areaNotes = CommandID("area-notes")
    package static let codes = CommandID("codes")
    package static let fold = CommandID("fold")
    package static let foldAll = CommandID("fold-all")
    package static let unfoldAll = CommandID("unfold-all")
    package static let filter = CommandID("filter")
    package static let unfilter = CommandID("unfilter")
    package static let sort = CommandID("sort")
    package static let rawResource = CommandID("resource")
    package static let itemDetail = CommandID("detail")
    package static let search = CommandID("search")
    package static let nextHit = CommandID("next-hit")
    package static let previousHit = CommandID("previous-hit")
    package static let help = CommandID("help")
    package static let warnings = CommandID("warnings")
    package static let banner = CommandID("banner")
    package static let bundle = CommandID("bundle")
    package static let about = CommandID("about")
    package static let files = CommandID("files")
    package static let nextFile = CommandID("next-file")
    package static let previousFile = CommandID("previous-file")
    package static let copy = CommandID("copy")
    package static let mouse = CommandID("mouse")
    package static let lock = CommandID("lock")
    package static let repaint = CommandID("repaint")
    package static let quit = CommandID("quit")
}
