/// One position of the screen: the text in it and the roles that it plays. How a role looks is the theme's business.
package struct Cell: Hashable, Sendable {
    /// A base character and its marks. Meaningless in the right half of a wide character.
    package let character: Character
    /// Columns: 1 or 2; 0 is the right half of the wide character before it.
    package let width: Int8
    package var styles: StyleSet

    /// An empty cell.
    package init(styles: StyleSet = []) {
        self.init(character: " ", width: 1, styles: styles)
    }

    /// Only `CellText`, which refuses what may not be displayed, and this file make the other cells.
    init(_ text: CellText, styles: StyleSet) {
        self.init(character: text.character, width: Int8(text.width), styles: styles)
    }

    /// The right half of a wide character.
    static func rightHalf(styles: StyleSet) -> Cell {
        Cell(character: " ", width: 0, styles: styles)
    }

    private init(character: Character, width: Int8, styles: StyleSet) {
        self.character = character
        self.width = width
        self.styles = styles
    }
}
