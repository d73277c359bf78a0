import TerminalUI

/// What every key does, from the command table: the keys of the screen below first (docs/spec/display.md section 10).
package struct HelpScreen: ListScreen {
    package static let kind = ScreenKind.help
    let about: ScreenKind
    package var scroll = ScrollState()

    package init(about: ScreenKind) { self.about = about }

    package func head(_ frame: Frame) -> [StyledLine] {
        var line = StyledLine("HELP", style: .title)
        line.add("  letters are case-sensitive: W and w are two keys", style: .label)
        return [line]
    }

    private struct Entry {
        var heading: String?
        let command: Command
    }

    private func entries(_ frame: Frame) -> [Entry] {
        let valid = frame.keys.commands(on: about)
        let own = valid.filter { if case .only = $0.scope { true } else { false } }
        let rest = valid.filter { if case .only = $0.scope { false } else { true } }
        return [("On this screen: \(about.name)", own), ("Everywhere", rest)].flatMap { title, commands in
            commands.enumerated().map { Entry(heading: $0 == 0 ? title : nil, command: $1) }
        }
    }

    package func model(_ frame: Frame) -> ListModel {
        let entries = entries(frame)
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: entries.count) { index in
            let heading = entries[index].heading.map {
                (index == 0 ? [] : [StyledLine()]) + [StyledLine($0, style: .heading)]
            }
            return (heading ?? []).map(\.asLead) + Self.lines(entries[index].command, frame, width: width)
        }
    }

    private static func lines(_ command: Command, _ frame: Frame, width: Int) -> [StyledLine] {
        let keys = frame.keys.keys(of: command).map(\.name).joined(separator: ", ")
        let column = width < 60 ? 12 : 18
        var lines = StyledLine.wrapped(command.help, width: width, indent: column)
        guard CharacterWidth.of(keys) < column - 1 else { return [StyledLine(keys, style: .key, indent: 1)] + lines }
        var first = StyledLine(keys, style: .key, indent: 1)
        first.add(lines[0].text.trimmedStart, column: column)
        lines[0] = first
        return lines
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? { nil }
}

extension String {
    var trimmedStart: String { String(drop { $0 == " " }) }
}
