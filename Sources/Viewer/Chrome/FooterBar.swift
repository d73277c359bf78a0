import TerminalUI

/// The lines at the bottom: confidentiality, where the cursor is, the time; then what the keys do, a message or a question.
enum FooterBar {
    private static let confidential = "NHS Confidential: Personal Data about a patient"

    static func status(_ state: ViewerState, columns: Int) -> StyledLine {
        let position = state.isLocked ? nil : state.top?.position(state.frame)
        let clock = clockText(state)
        let right = [
            [position, clock].compactMap { $0 }.joined(separator: "   "),
            [position, clock].compactMap { $0 }.joined(separator: "  "), position ?? clock,
        ]
        for sentence in [confidential, "NHS Confidential"] {
            for facts in right where CharacterWidth.of(sentence) + 1 + CharacterWidth.of(facts) <= columns {
                var line = StyledLine(sentence, style: .footer)
                line.add(facts, style: .footer, column: columns - CharacterWidth.of(facts))
                return line
            }
            if CharacterWidth.of(sentence) <= columns, columns < 66 { return StyledLine(sentence, style: .footer) }
        }
        return StyledLine("NHS Confidential", style: .footer)
    }

    private static func clockText(_ state: ViewerState) -> String { "\(state.clock.text) (24 hour)" }

    /// Whether the window has room for the clock.
    static func showsClock(_ state: ViewerState) -> Bool {
        !ChromeLayout.isTooSmall(state.size)
            && status(state, columns: state.size.columns).text.hasSuffix(clockText(state))
    }

    /// What must be seen first where not all hints fit.
    private static let weightiest: [CommandID] =
        [.help, .open, .back] + ShelfCommands.hinted + [
            .search, .warnings, .lock, .filter, .sort, .past, .fold, .nextPane, .codes, .areaNotes,
        ]

    static func keys(_ state: ViewerState, columns: Int) -> StyledLine { line(fitting(state, columns: columns)) }

    /// Whole hints only: the weightiest that fit, in the order of the command table.
    private static func fitting(_ state: ViewerState, columns: Int) -> [Hint] {
        let hints = hints(state)
        let own = ScreenKind.live.contains(state.topKind) ? [.help, .back] + LiveCommands.hinted : []
        let order = own + weightiest + hints.map(\.id).filter { !weightiest.contains($0) }
        var left = columns + 2
        var shown: Set<CommandID> = []
        for hint in order.compactMap({ id in hints.first { $0.id == id } }) where hint.width + 2 <= left {
            shown.insert(hint.id)
            left -= hint.width + 2
        }
        return hints.filter { shown.contains($0.id) }
    }

    /// A message at the right end; the hints that it leaves room for stay where they are, so that neither reader nor
    /// terminal has to take in the whole line anew.
    static func message(_ text: String, _ state: ViewerState, columns: Int) -> StyledLine {
        let shown = Truncation.line(text, width: columns)
        let start = columns - CharacterWidth.of(shown)
        var left = start
        let kept = fitting(state, columns: columns).prefix { hint in
            left -= hint.width + 2
            return left >= 0
        }
        var line = line(Array(kept))
        line.add(shown, style: .message, column: kept.isEmpty ? 0 : start)
        return line
    }

    /// Nothing but the ways out.
    static func lockedKeys(_ state: ViewerState) -> StyledLine {
        let keys = state.settings.keys
        return line([
            Hint(id: .lock, key: keys.keyName(.lock) ?? "F12", word: "Unlock"),
            Hint(id: .quit, key: keys.keyName(.quit) ?? "q", word: "Quit"),
        ])
    }

    private struct Hint {
        let id: CommandID
        let key: String
        let word: String
        var width: Int { CharacterWidth.of(key) + 1 + CharacterWidth.of(word) }
    }

    private static func hints(_ state: ViewerState) -> [Hint] {
        state.settings.keys.commands(on: state.topKind).compactMap { command in
            guard let word = command.hint, let key = state.settings.keys.keys(of: command).first,
                state.settings.keys.command(for: key, on: state.topKind)?.id == command.id,
                !command.needsRecord || state.folder != nil, command.id != .files || state.files.count > 1
            else { return nil }
            return Hint(id: command.id, key: key.name, word: word)
        }
    }

    private static func line(_ hints: [Hint]) -> StyledLine {
        var line = StyledLine()
        for hint in hints {
            line.add(hint.key, style: .key, column: line.pieces.isEmpty ? 0 : line.width + 2)
            line.add(" \(hint.word)", style: .footer)
        }
        return line
    }
}
