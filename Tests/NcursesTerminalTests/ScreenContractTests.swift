import Foundation
import TerminalTestSupport
import TerminalUI
import Testing

@testable import NcursesTerminal

/// What ncurses believes is on the screen is what the buffer says. ncurses has one screen a process, so everything that
/// opens one is on the main actor and one after another.
@Suite(.serialized) @MainActor struct ScreenContractTests {
    nonisolated static let types = ["xterm-256color", "screen-256color", "xterm", "vt100", "linux"]

    static func sample(rows: Int, columns: Int) -> CellBuffer {
        var buffer = CellBuffer(rows: rows, columns: columns)
        let lines = [
            "SPECIMEN, Alexandra Jane (Mrs)", "Chinese 你好世界|", "Emoji 😀🎉|", "Accents e\u{301} ñ ạ́|",
            "Hebrew שלום| Thai สวัสดี|",
            "Korean 한글| half ﾊﾛｰ| box ┌─┐│└┘|", "Family 👨‍👩‍👧| flag 🇬🇧| skin 👍🏽| heart ❤️|", "Indic कि नमस्ते|",
            "hostile \u{1B}[2J\u{202E}|",
        ]
        for (row, line) in lines.enumerated() {
            buffer.write(line, row: row, column: 0, style: StyleName.allCases[row])
        }
        buffer.apply(.cursor, in: Rect(row: 3, column: 0, rows: 1, columns: columns))
        return buffer
    }

    static func open(_ pty: PseudoTerminal, _ type: String = "xterm-256color") throws -> NcursesScreen {
        try NcursesScreen(input: pty.slave, output: pty.slave, type: type, isGuarded: false)
    }

    @Test("nothing of the record stays on a terminal without an alternate screen", arguments: ["vt100", "xterm"])
    func leavesNothing(type: String) throws {
        let pty = PseudoTerminal(rows: 12, columns: 50)
        let terminal = try Self.open(pty, type)
        terminal.show(Self.sample(rows: 12, columns: 50))
        pty.waitForQuiet()
        pty.clear()
        terminal.close()
        pty.waitForQuiet()
        #expect(pty.text.contains(type == "vt100" ? "\u{1B}[H\u{1B}[J" : "\u{1B}[?1049l"))
    }

    @Test(arguments: types, [ColourDepth.mono, .basic, .indexed])
    func everyCellIsBelieved(type: String, depth: ColourDepth) throws {
        let pty = PseudoTerminal(rows: 12, columns: 50)
        let terminal = try Self.open(pty, type)
        defer { terminal.close() }
        #expect(terminal.size == TerminalSize(rows: 12, columns: 50))
        terminal.palette = Palette(theme: .builtIn, depth: min(depth, terminal.colourDepth))
        let buffer = Self.sample(rows: 12, columns: 50)
        terminal.show(buffer)
        for row in 0..<buffer.rows {
            for column in 0..<buffer.columns {
                guard let cell = buffer[row, column], cell.width > 0 else { continue }
                let believed = terminal.believed(row: row, column: column)
                #expect(
                    Array(believed.text.unicodeScalars) == Array(cell.character.unicodeScalars),
                    "\(type) at \(row), \(column)")
            }
        }
        #expect(terminal.believed(row: 3, column: 49).attributes & 4 != 0)
    }

    /// docs/spec/terminal.md 1: at most 400 bytes.
    @Test func cursorMoveSendsLittle() throws {
        let pty = PseudoTerminal(rows: 24, columns: 80)
        let terminal = try Self.open(pty)
        defer { terminal.close() }
        func screen(_ cursorRow: Int) -> CellBuffer {
            var buffer = CellBuffer(rows: 24, columns: 80)
            for row in 0..<24 {
                buffer.write(" Drug \(row) of the list 10mg capsules One daily Active", row: row, column: 0)
            }
            let bar = Rect(row: cursorRow, column: 0, rows: 1, columns: 80)
            buffer.write(">", row: cursorRow, column: 0)
            buffer.apply(.cursor, in: bar)
            buffer.cursor = CursorPosition(row: cursorRow, column: 0)
            return buffer
        }
        terminal.show(screen(5))
        pty.waitForQuiet()
        for row in [6, 7, 20] {
            pty.clear()
            terminal.show(screen(row))
            pty.waitForQuiet()
            #expect(!pty.bytes.isEmpty)
            #expect(pty.bytes.count <= 400)
        }
        pty.clear()
        terminal.show(screen(20))
        pty.waitForQuiet()
        #expect(pty.bytes.count <= 20)
    }

    nonisolated static let keys: [(String, [TerminalEvent])] = [
        ("q", [.key(.character("q"))]), ("é", [.key(.character("é"))]), ("你", [.key(.character("你"))]),
        ("\u{1B}OB", [.key(.named(.down))]), ("\u{1B}[B", [.key(.named(.down))]), ("\u{1B}OP", [.key(.function(1))]),
        ("\u{1B}[24~", [.key(.function(12))]), ("\u{1B}[6~", [.key(.named(.pageDown))]), ("\r", [.key(.named(.enter))]),
        ("\u{1B}[1~", [.key(.named(.home))]), ("\u{1B}[Z", [.key(.named(.backTab))]),
        ("\u{7F}", [.key(.named(.backspace))]),
        ("\u{0C}", [.key(.control("L"))]), ("\u{03}", [.key(.control("C"))]), ("\u{13}", [.key(.control("S"))]),
        ("\u{1B}", [.key(.named(.escape))]), ("\u{1B}w", [.key(.named(.escape)), .key(.character("w"))]),
        // Nobody typed the letters of a sequence that is not known here.
        ("\u{1B}[99;5uq", [.key(.character("q"))]), ("\u{1B}Ozq", [.key(.character("q"))]),
        ("\u{1B}[1;5Cq", [.key(.character("q"))]),
    ]

    @Test(arguments: keys)
    func keysAreRead(bytes: String, expected: [TerminalEvent]) throws {
        let pty = PseudoTerminal()
        let terminal = try Self.open(pty)
        defer { terminal.close() }
        pty.send(bytes)
        var events: [TerminalEvent] = []
        while events.count < expected.count {
            let event = terminal.nextEvent(before: .now + .seconds(2))
            events.append(event)
            if event == .deadlinePassed { break }
        }
        #expect(events == expected)
        #expect(terminal.nextEvent(before: .now) == .deadlinePassed)
    }

    @Test func mouseReportsOnlyWhileItIsOn() throws {
        let pty = PseudoTerminal()
        let terminal = try Self.open(pty)
        defer { terminal.close() }
        terminal.show(CellBuffer(rows: 24, columns: 80))
        pty.waitForQuiet()
        #expect(!pty.text.contains("1000h"))
        terminal.isMouseOn = true
        terminal.show(CellBuffer(rows: 24, columns: 80))
        #expect(pty.waitFor(text: "1000h"))
        let events: [(String, MouseEvent)] = [
            ("\u{1B}[<0;11;6M", MouseEvent(kind: .press, row: 5, column: 10)),
            ("\u{1B}[<64;5;5M", MouseEvent(kind: .wheelUp, row: 4, column: 4)),
            ("\u{1B}[<65;5;5M", MouseEvent(kind: .wheelDown, row: 4, column: 4)),
        ]
        for (bytes, expected) in events {
            pty.send(bytes)
            var event = terminal.nextEvent(before: .now + .seconds(2))
            if case .mouse(let mouse) = event, mouse.kind == .release {
                event = terminal.nextEvent(before: .now + .seconds(2))
            }
            #expect(event == .mouse(expected))
        }
        terminal.isMouseOn = false
        #expect(pty.waitFor(text: "1000l"))
    }

    @Test(
        arguments: [
            (nil, TerminalError.typeNotSet), ("", .typeNotSet), ("nonsense", .typeUnknown("nonsense")),
            ("dumb", .cannotMoveCursor("dumb")),
        ] as [(String?, TerminalError)])
    func unsuitableTypeIsRefusedWithWords(type: String?, expected: TerminalError) {
        let pty = PseudoTerminal()
        let error = #expect(throws: TerminalError.self) {
            try NcursesScreen(input: pty.slave, output: pty.slave, type: type, isGuarded: false)
        }
        #expect(error == expected)
        #expect(error?.description.contains("lloyd show") == true)
        #expect(pty.bytes.isEmpty)
    }

    @Test func fileIsNoTerminal() {
        let error = #expect(throws: TerminalError.self) {
            let null = try #require(FileHandle(forReadingAtPath: "/dev/null"))
            _ = try NcursesScreen(
                input: null.fileDescriptor, output: null.fileDescriptor, type: "xterm", isGuarded: false)
        }
        #expect(error == .notATerminal)
    }

    @Test func copyGoesToTheTerminal() throws {
        let pty = PseudoTerminal()
        let terminal = try Self.open(pty)
        defer { terminal.close() }
        #expect(terminal.copy("foo") == .sent(characters: 3))
        #expect(pty.waitFor(text: "\u{1B}]52;c;Zm9v\u{07}"))
    }

    @Test func modesAreBackAfterClose() throws {
        let pty = PseudoTerminal()
        let before = pty.modes
        let terminal = try Self.open(pty)
        #expect(!pty.modes.isCooked)
        terminal.close()
        terminal.close()
        #expect(pty.modes == before)
        #expect(pty.waitFor(text: "\u{1B}[?1049l"))
        #expect(terminal.nextEvent(before: nil) == .closed)
    }

    /// A program that crashed before us left the terminal raw.
    @Test func rawTerminalIsHealed() throws {
        let pty = PseudoTerminal()
        var raw = termios()
        tcgetattr(pty.slave, &raw)
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        raw.c_oflag &= ~tcflag_t(OPOST)
        tcsetattr(pty.slave, TCSANOW, &raw)
        try Self.open(pty).close()
        #expect(pty.modes.isCooked)
    }
}
