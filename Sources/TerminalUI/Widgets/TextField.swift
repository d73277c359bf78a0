/// A line that a person edits: search, prompt, parameter. A value; `handle` gives what a key did to it.
package struct TextField: Hashable, Sendable {
    package private(set) var text: String
    /// Characters before the cursor.
    package private(set) var cursor: Int

    package init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Whether the key was one for the field; Enter, Esc, Tab and the rest are the caller's.
    package mutating func handle(_ key: KeyEvent) -> Bool {
        switch key {
        case .character(let character): return insert(character)
        case .named(let named):
            guard let edit = Self.edits[named] else { return false }
            edit(&self)
        case .control(let letter):
            guard let edit = Self.controlEdits[letter] else { return false }
            edit(&self)
        case .function: return false
        }
        return true
    }

    private typealias Edit = @Sendable (inout TextField) -> Void

    private static let edits: [NamedKey: Edit] = [
        .left: { $0.move(to: $0.cursor - 1) },
        .right: { $0.move(to: $0.cursor + 1) },
        .home: { $0.move(to: 0) },
        .end: { $0.move(to: $0.text.count) },
        .backspace: { $0.remove(from: $0.cursor - 1, to: $0.cursor) },
        .delete: { $0.remove(from: $0.cursor, to: $0.cursor + 1) },
    ]

    /// As in shells.
    private static let controlEdits: [Character: Edit] = [
        "A": { $0.move(to: 0) },
        "E": { $0.move(to: $0.text.count) },
        "K": { $0.remove(from: $0.cursor, to: $0.text.count) },
        "U": { $0.remove(from: 0, to: $0.cursor) },
        "W": { $0.remove(from: $0.wordStart, to: $0.cursor) },
    ]

    private mutating func insert(_ character: Character) -> Bool {
        guard character.unicodeScalars.allSatisfy(CellGuard.isDisplayable) else { return false }
        text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
        let before = text.count
        cursor = min(before, cursor + 1)
        return true
    }

    private mutating func move(to position: Int) {
        cursor = min(max(0, position), text.count)
    }

    private mutating func remove(from start: Int, to end: Int) {
        guard start >= 0, start < end, end <= text.count else { return }
        let first = text.index(text.startIndex, offsetBy: start)
        text.removeSubrange(first..<text.index(first, offsetBy: end - start))
        move(to: start)
    }

    private var wordStart: Int {
        let characters = Array(text)
        var position = cursor
        while position > 0, characters[position - 1] == " " { position -= 1 }
        while position > 0, characters[position - 1] != " " { position -= 1 }
        return position
    }

    /// Draws the field on one row, scrolled so that the cursor is in it, and puts the terminal's cursor there.
    package func draw(in buffer: inout CellBuffer, rect: Rect, style: StyleName = .field) {
        guard !rect.isEmpty else { return }
        buffer.fill(rect.splitTop(1).top, style: style)
        let characters = Array(text)
        var start = cursor
        var used = 0
        while start > 0 {
            used += CharacterWidth.of(characters[start - 1])
            if used >= rect.columns { break }
            start -= 1
        }
        buffer.write(String(characters[start...]), in: rect, style: style)
        let before = CharacterWidth.of(String(characters[start..<cursor]))
        let position = (row: rect.row, column: rect.column + before)
        if buffer.bounds.contains(row: position.row, column: position.column) {
            buffer.cursor = CursorPosition(row: position.row, column: position.column, isVisible: true)
        }
    }
}
