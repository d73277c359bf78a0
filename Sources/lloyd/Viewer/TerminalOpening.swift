import Foundation
import NcursesTerminal
import TerminalUI

/// Opens the terminal with the theme that the options, the environment and the terminal's background give.
@MainActor
enum TerminalOpening {
    /// An answer that comes later is not waited for; its bytes are no keys (`KeyDecoder`).
    private nonisolated static let patience = Duration.milliseconds(10)

    /// - Parameters:
    ///   - keyboard: where keys come from.
    ///   - work: what else is to be done while the terminal is asked for its background: one that is slow to answer, or
    ///     never does, costs little.
    static func open<Work>(
        _ options: ViewerOptions, keyboard: Int32, while work: () throws -> Work
    ) throws -> (any Terminal, Work) {
        let environment = ProcessInfo.processInfo.environment
        let asking =
            needsBackground(options, environment)
            ? Alongside { BackgroundQuery.ask(input: keyboard, within: patience) } : nil
        let done = Result(catching: work)
        let answer = try asking?.value()
        let result = try done.get()
        let screen: NcursesScreen
        do {
            screen = try NcursesScreen(
                input: keyboard, type: environment["TERM"], isInTmux: environment["TMUX"] != nil,
                typed: answer?.typed ?? [])
        } catch {
            throw CommandFailure("\(error)")
        }
        do {
            screen.palette = try palette(
                options, environment, colours: depth(of: screen, environment), answer?.background ?? .any)
        } catch {
            screen.close()
            throw error
        }
        return (screen, result)
    }

    /// Lines of Unicode only where the terminal is known to be more than a plain console.
    static var hasUnicodeLines: Bool {
        let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return !["vt100", "vt102", "vt220", "ansi", "linux"].contains(type)
    }

    /// Where keys come from: standard input, or the terminal itself where that carries a record.
    ///
    /// Before anything is sent: a redirected output must get no escape code.
    static func keyboard(recordIsOnInput: Bool) throws -> Int32 {
        guard isatty(STDOUT_FILENO) == 1 else { throw CommandFailure("\(TerminalError.notATerminal)") }
        guard ProcessInfo.processInfo.environment["TERM"] != "dumb" else {
            throw CommandFailure("\(TerminalError.cannotMoveCursor("dumb"))")
        }
        guard recordIsOnInput else {
            guard StandardInput.isTerminal else { throw CommandFailure("\(TerminalError.notATerminal)") }
            return STDIN_FILENO
        }
        guard !StandardInput.isTerminal else {
            throw CommandFailure("standard input is the terminal: name a file, or send a record through a pipe")
        }
        guard let keyboard = StandardInput.openKeyboard() else { throw CommandFailure("\(TerminalError.notATerminal)") }
        return keyboard
    }

    private static func needsBackground(_ options: ViewerOptions, _ environment: [String: String]) -> Bool {
        let choice = choice(options, environment, depth: .indexed)
        let type = environment["TERM"] ?? ""
        return choice.selection == .automatic && choice.depth > .mono && !type.hasPrefix("vt") && !type.isEmpty
    }

    private static func depth(of screen: NcursesScreen, _ environment: [String: String]) -> ColourDepth {
        let isTrue = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
        return isTrue && screen.colourDepth == .indexed ? .trueColour : screen.colourDepth
    }

    private static func choice(
        _ options: ViewerOptions, _ environment: [String: String], depth: ColourDepth
    ) -> ThemeChoice {
        ThemeChoice.resolve(
            environment: environment, configured: options.configuration.theme, option: options.theme,
            isMono: options.isMono, colourDepth: depth)
    }

    private static func palette(
        _ options: ViewerOptions, _ environment: [String: String], colours: ColourDepth, _ background: Theme.Background
    ) throws -> Palette {
        let choice = choice(options, environment, depth: colours)
        let name = choice.themeName(background: background)
        if name == Theme.builtIn.name { return Palette(theme: .builtIn, depth: .mono) }
        let catalogue = ThemeCatalogue(folders: ThemeFolders.all)
        if let theme = catalogue[name] { return Palette(theme: theme, depth: choice.depth) }
        guard case .named = choice.selection else { return Palette(theme: .builtIn, depth: .mono) }
        let problem = catalogue.problems.first.map { "; \($0)" } ?? ""
        throw CommandFailure(
            "there is no theme \(name): there are \(catalogue.themes.map(\.name).joined(separator: ", "))\(problem)")
    }
}

/// Where themes are found: beside the checkout, then in the install prefix.
enum ThemeFolders {
    static var all: [String] {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let resolved = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? program.path
        var folder = URL(fileURLWithPath: resolved).deletingLastPathComponent()
        var found: [String] = []
        for _ in 0..<4 {
            found.append(folder.appendingPathComponent("themes").path)
            found.append(folder.appendingPathComponent("share/lloyd/themes").path)
            folder = folder.deletingLastPathComponent()
        }
        return found
    }
}
