import NcursesTerminal
import TerminalTestSupport
import TerminalUI
import Testing

@testable import Viewer

/// What a key costs over a slow line: docs/spec/terminal.md section 1. ncurses has one screen a process, so these run one
/// after another on the main actor.
@Suite("bytes of a cursor move", .serialized) @MainActor
struct CursorMoveTests {
    nonisolated static let most = 400

    nonisolated static let screens = [
        "", "1 P", "2", "3", "4", "4 Enter", "5", "6", "6 Enter", "7", "8", "9", "0", "1 Enter", "1 i", "b", "b Tab",
        "1 r", "W", "/ \"aspirin\" Enter", "?", "p", "T", "A", "B", "1 F", "1 S",
    ]

    /// The upper half of the screen but for the cursor's mark in the first column of a pane: the same before and after a
    /// move that does not scroll.
    private static func withoutCursor(_ driver: ViewerDriver) -> [String] {
        driver.lines.prefix(13).map { $0.replacing(/(^|\| ?)>/) { "\($0.1) " } }
    }

    /// Of the moves that do not scroll; nil where every one does.
    private static func mostBytes(_ keys: String, record: String, theme: String) throws -> Int? {
        let folder = try #require(SampleRecords.open(record))
        var driver = ViewerDriver([folder], rows: 24, columns: 80)
        driver.press(keys)
        let terminal = PseudoTerminal(rows: 24, columns: 80)
        let screen = try NcursesScreen(
            input: terminal.slave, output: terminal.slave, type: "xterm-256color", isGuarded: false)
        defer { screen.close() }
        let themes = ThemeCatalogue(folders: [SampleRecords.root.appendingPathComponent("themes").path])
        screen.palette = Palette(theme: try #require(themes[theme]), depth: .trueColour)
        screen.show(driver.screen)
        terminal.waitForQuiet()
        var worst: Int?
        for key in ["Down", "Down", "Down", "Up", "Down", "Down", "Down", "Up"] {
            let before = withoutCursor(driver)
            terminal.clear()
            driver.press(key)
            screen.show(driver.screen)
            terminal.waitForQuiet()
            if withoutCursor(driver) == before { worst = max(worst ?? 0, terminal.bytes.count) }
        }
        return worst
    }

    @Test("a move that does not scroll writes at most 400 bytes on every screen", arguments: screens)
    func everyScreen(keys: String) throws {
        let bytes = try #require(try Self.mostBytes(keys, record: "full-record", theme: "dark"))
        #expect(bytes <= Self.most)
    }

    @Test("in every theme", arguments: ["dark", "light", "high-contrast", "colour-blind-safe", "mono"])
    func everyTheme(theme: String) throws {
        for keys in ["3", "W"] {
            let bytes = try #require(try Self.mostBytes(keys, record: "several-warnings", theme: theme))
            #expect(bytes <= Self.most, "\(keys)")
        }
    }
}
