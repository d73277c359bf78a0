/// The characters of our own lines and signs: Unicode, or ASCII for terminals and readers without it.
package struct Glyphs: Hashable, Sendable {
    package var horizontal: Character
    package var vertical: Character
    package var cross: Character
    package var teeDown: Character
    package var teeUp: Character
    package var teeRight: Character
    package var teeLeft: Character
    /// Between items of one line.
    package var dot: Character
    package var up: Character
    package var down: Character
    /// A reference that can be followed.
    package var arrow: String
    /// Fills the banner rule of the dead: docs/spec/display.md 11.
    package var hatch: Character
    package var ellipsis: String

    package static let ascii = Glyphs(
        horizontal: "-", vertical: "|", cross: "+", teeDown: "+", teeUp: "+", teeRight: "+", teeLeft: "+",
        dot: ".", up: "^", down: "v", arrow: "->", hatch: "/", ellipsis: "...")

    package static let unicode = Glyphs(
        horizontal: "─", vertical: "│", cross: "┼", teeDown: "┬", teeUp: "┴", teeRight: "├", teeLeft: "┤",
        dot: "·", up: "▲", down: "▼", arrow: "→", hatch: "/", ellipsis: "...")
}
