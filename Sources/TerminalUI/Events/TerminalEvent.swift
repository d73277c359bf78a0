/// What a terminal tells the program.
package enum TerminalEvent: Hashable, Sendable {
    case key(KeyEvent)
    case mouse(MouseEvent)
    case resize(rows: Int, columns: Int)
    /// Another thread called the terminal's waker.
    case woken
    /// The deadline that was asked for has passed.
    case deadlinePassed
    /// The terminal is gone: its window was closed or its line hung up. Nothing more will come.
    case closed
}

package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Sendable {
        case press, release, doubleClick, wheelUp, wheelDown
    }

    package var kind: Kind
    package var row: Int
    package var column: Int

    package init(kind: Kind, row: Int, column: Int) {
        self.kind = kind
        self.row = row
        self.column = column
    }
}
