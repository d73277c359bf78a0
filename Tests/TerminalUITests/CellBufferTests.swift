import Testing

@testable import TerminalUI

@Suite struct CellBufferTests {
    @Test func textIsClippedAtEveryEdge() {
        var buffer = CellBuffer(rows: 2, columns: 5)
        buffer.write("Ramipril", row: 0, column: 0)
        buffer.write("Digoxin", row: 1, column: -3)
        buffer.write("never", row: 2, column: 0)
        buffer.write("never", row: -1, column: 0)
        #expect(buffer.text == "Ramip\noxin")
    }

    @Test func wideCharacterIsNeverHalved() {
        var buffer = CellBuffer(rows: 1, columns: 4)
        buffer.write("ab你", row: 0, column: 1)
        #expect(buffer.text == " ab")
        buffer.write("你好", row: 0, column: 0)
        buffer.write("x", row: 0, column: 1)
        #expect(buffer.text == " x好")
        buffer.write("y", row: 0, column: 2)
        #expect(buffer.text == " xy")
    }

    @Test func pasteBlanksHalvesThatItCuts() {
        var part = CellBuffer(rows: 1, columns: 4)
        part.write("你好", row: 0, column: 0)
        var cutRight = CellBuffer(rows: 1, columns: 3)
        cutRight.paste(part, row: 0, column: 0)
        #expect(cutRight.text == "你")
        var cutLeft = CellBuffer(rows: 1, columns: 4)
        cutLeft.paste(part, row: 0, column: -1)
        #expect(cutLeft.text == " 好")
    }

    @Test func hostileTextReachesNoCell() {
        var buffer = CellBuffer(rows: 1, columns: 20)
        buffer.write("a\u{1B}[2Jb\u{202E}c\u{9B}d\r\ne", row: 0, column: 0)
        #expect(buffer.text == "a␛[2Jb␛c␛d e")
    }

    @Test(arguments: [
        ("👨‍👩‍👧", "👨", 2), ("🇬🇧", "🇬", 1), ("👍🏽", "👍", 2), ("❤️", "❤", 1), ("e\u{301}", "e\u{301}", 1), ("한", "한", 2),
        ("\u{301}", "◌\u{301}", 1), ("\u{A0}", " ", 1), ("कि", "कि", 2), ("\u{200D}", "␛", 1),
    ])
    func clustersAreReducedToWhatTerminalsAgreeOn(text: String, shown: String, width: Int) {
        var buffer = CellBuffer(rows: 1, columns: 6)
        #expect(buffer.write(text + "|", row: 0, column: 0) == width + 1)
        let expected: String = shown + "|"
        #expect(Array(buffer.text.unicodeScalars) == Array(expected.unicodeScalars))
        #expect(CharacterWidth.of(text) == width)
    }

    @Test func rolesAreLaidOverEachOther() {
        var buffer = CellBuffer(rows: 1, columns: 20)
        buffer.write("!!", row: 0, column: 0, style: .alert)
        buffer.write("late", row: 0, column: 3)
        buffer.apply(.cursor, in: Rect(row: 0, column: 1, rows: 5, columns: 4))
        #expect(buffer.styledText == "{alert}!{alert cursor}!{cursor} la{}te")
    }

    @Test func cursorMovesWithThePartItIsIn() {
        var buffer = CellBuffer(rows: 4, columns: 10)
        buffer.draw(in: Rect(row: 1, column: 2, rows: 2, columns: 4)) { part in
            part.cursor = CursorPosition(row: 1, column: 3, isVisible: true)
        }
        #expect(buffer.cursor == CursorPosition(row: 2, column: 5, isVisible: true))
        buffer.draw(in: Rect(row: 9, column: 9, rows: 2, columns: 4)) { $0.cursor = CursorPosition(row: 0, column: 0) }
        #expect(buffer.cursor == CursorPosition(row: 2, column: 5, isVisible: true))
    }
}

@Suite struct RectTests {
    @Test(arguments: [-1, 0, 1, 5, 9])
    func splittingLosesAndInventsNothing(count: Int) {
        let rect = Rect(row: 2, column: 3, rows: 5, columns: 5)
        #expect(rect.splitTop(count).top.rows + rect.splitTop(count).rest.rows == 5)
        #expect(rect.splitBottom(count).bottom.rows == min(max(0, count), 5))
        #expect(rect.splitBottom(count).bottom.endRow == 7)
        #expect(rect.splitLeft(count).left.columns + rect.splitLeft(count).rest.columns == 5)
        #expect(rect.splitRight(count).right.endColumn == 8)
        #expect(rect.splitRight(count).rest.endColumn == rect.splitRight(count).right.column)
    }

    @Test func intersectionOutsideIsEmpty() {
        let rect = Rect(row: 0, column: 0, rows: 2, columns: 2)
        #expect(rect.intersection(Rect(row: 5, column: 5, rows: 3, columns: 3)).isEmpty)
        #expect(rect.inset(rows: 2, columns: 2).isEmpty)
    }
}
