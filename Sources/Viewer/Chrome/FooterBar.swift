import TerminalUI

/// The lines at the bottom: confidentiality, where the cursor is, the time; then what the keys do, a message or a question.
enum FooterBar {
    private static let confidential = "NHS Confidential: Personal Data about a patient"

    static func status(_ state: ViewerState, columns: Int) -> StyledLine {
        let position = state.isLocked ? nil : state.top?.position(state.frame)
        let clock = "\(state.clock.text) (24 hour)"
        let right = [[position, clock].compactMap { $0 }.joined(separator: "   "), position ?? clock]
        for sentence in [confidential, "NHS Confidential"] {
            for facts in right where CharacterWidth.of(sentence) + 2 + CharacterWidth.of(facts) <= columns {
                var line = StyledLine(sentence, style: .footer)
                line.add(facts, style: .footer, column: columns - CharacterWidth.of(facts))
                return line
            }
            if CharacterWidth.of(sentence) <= columns, columns < 66 { return StyledLine(sentence, style: .footer) }
        }
        return StyledLine("NHS Confidential", style: .footer)
    }

    /// Whole hints only, in the order of the command table.
    static func keys(_ state: ViewerState, columns: Int) -> StyledLine {
        var line = StyledLine()
        for command in state.settings.keys.commands(on: state.topKind) {
            guard let hint = command.hint, let key = state.settings.keys.keys(of: command).first else { continue }
            if command.needsRecord, state.folder == nil { continue }
            if command.id == .files, state.files.count < 2 { continue }
            let start = line.pieces.isEmpty ? 0 : line.width + 2
            guard start + CharacterWidth.of(key.name) + 1 + CharacterWidth.of(hint) <= columns else { continue }
            line.add(key.name, style: .key, column: start)
            line.add(" \(hint)", style: .footer)
        }
        return line
    }
}
