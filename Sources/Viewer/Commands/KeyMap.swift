import TerminalUI

/// Which keys give which command: those of the table, or the configuration's `keys.NAME` in their place.
package struct KeyMap: Sendable {
    package let commands: [Command]
    private let overrides: [CommandID: [KeyEvent]]

    package init(commands: [Command] = CommandTable.all) {
        self.commands = commands
        overrides = [:]
    }

    /// - Parameter configured: command names with the names of their keys.
    /// - Throws: the first name that is no command, or text that names no key.
    package init(configured: [String: [String]], commands: [Command] = CommandTable.all) throws(KeyMapError) {
        self.commands = commands
        var overrides: [CommandID: [KeyEvent]] = [:]
        for (name, keys) in configured.sorted(by: { $0.key < $1.key }) {
            guard let command = commands.first(where: { $0.id.rawValue == name }) else {
                throw .unknownCommand(name)
            }
            overrides[command.id] = try keys.map { key throws(KeyMapError) in
                guard let event = KeyEvent(name: key) else { throw .unknownKey(command: name, key: key) }
                return event
            }
        }
        self.overrides = overrides
    }

    package func keys(of command: Command) -> [KeyEvent] { overrides[command.id] ?? command.keys }

    /// The name of the first key of a command, for hints; nil when it has none.
    package func keyName(_ id: CommandID) -> String? {
        commands.first { $0.id == id }.flatMap { keys(of: $0).first?.name }
    }

    /// What a key means on a screen: a command of that screen alone beats one that is valid everywhere.
    package func command(for key: KeyEvent, on kind: ScreenKind) -> Command? {
        let matching = commands.filter { keys(of: $0).contains(key) && $0.scope.holds(kind) }
        return matching.first { if case .only = $0.scope { true } else { false } } ?? matching.first
    }

    package func commands(on kind: ScreenKind) -> [Command] { commands.filter { $0.scope.holds(kind) } }
}

package enum KeyMapError: Error, Hashable, CustomStringConvertible {
    case unknownCommand(String)
    case unknownKey(command: String, key: String)

    package var description: String {
        switch self {
        case .unknownCommand(let name): "viewer.keys.\(name): there is no such command"
        case .unknownKey(let command, let key): "viewer.keys.\(command): \(key) is not the name of a key"
        }
    }
}
