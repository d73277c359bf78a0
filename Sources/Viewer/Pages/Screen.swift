import TerminalUI

/// A screen as a value: what it holds is where its reader stands. The banner, the warnings and the footer are drawn around
/// every screen by `Chrome`; a screen draws what is between.
package protocol Screen: Sendable {
    /// Which commands are valid here and what help calls it.
    static var kind: ScreenKind { get }
    func draw(in buffer: inout CellBuffer, _ frame: Frame)
    /// Brings cursors back on the screen after the size or the content changed.
    mutating func settle(_ frame: Frame)
    mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome
    /// Carries out a command of `CommandTable` that is valid here and left to the screen.
    mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome
    /// A click on the screen's own part.
    mutating func click(row: Int, column: Int, _ frame: Frame) -> Outcome
    /// `row 4 of 12`, for the bottom line.
    func position(_ frame: Frame) -> String?
    /// The resource under the cursor: what `r`, `d` and copying are about.
    func resource(_ frame: Frame) -> Int?
    /// The value under the cursor as text, and what it is.
    func copyText(_ frame: Frame) -> (text: String, what: String)?
}

extension Screen {
    package mutating func click(row: Int, column: Int, _ frame: Frame) -> Outcome { .done }
    package func resource(_ frame: Frame) -> Int? { nil }
    package func copyText(_ frame: Frame) -> (text: String, what: String)? { nil }
    var kind: ScreenKind { Self.kind }
}

/// Which screen it is: a name for tables. A new screen adds one here and a row in `CommandTable`.
package struct ScreenKind: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
}

extension ScreenKind {
    package static let areas = ScreenKind("Areas")
    package static let detail = ScreenKind("Detail")
    package static let bundle = ScreenKind("Bundle")
    package static let resource = ScreenKind("Resource")
    package static let warnings = ScreenKind("Warnings")
    package static let about = ScreenKind("About")
    package static let search = ScreenKind("Search")
    package static let help = ScreenKind("Help")
    package static let patient = ScreenKind("Patient")
    package static let files = ScreenKind("Files")
    package static let choice = ScreenKind("Choice")
    package static let notice = ScreenKind("Notice")
    package static let areaNotes = ScreenKind("Area notes")
}

/// Where a screen draws and what it may know of the rest.
package struct Frame {
    package var rect: Rect
    /// The whole terminal.
    package var size: TerminalSize
    package var glyphs: Glyphs
    package var keys: KeyMap
    package var files: [OpenFile]
    package var currentFile: Int
    package var folder: RecordFolder?
}

/// What a screen made of a command.
package enum Outcome {
    case done
    /// Nothing happened, and why.
    case nothing(String)
    case say(String)
    case push(any Screen)
    case replace(any Screen)
    case pop
    case prompt(Prompt)
    case effect(Effect)
    /// Goes to the screen of the areas, with this item under the cursor if it is there.
    case area(AreaJump)
    case choose(Choice)
}
