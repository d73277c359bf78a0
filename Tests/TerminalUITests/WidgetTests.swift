import Testing

@testable import TerminalUI

/// Every widget draws in bounds, partly out and fully out, on every size of screen.
@Suite struct WidgetBoundsTests {
    static let sizes = [(0, 0), (1, 1), (2, 5), (3, 300), (24, 80)]
    static let places = [
        Rect(row: 0, column: 0, rows: 2, columns: 10), Rect(row: -1, column: -4, rows: 3, columns: 8),
        Rect(row: 1, column: 3, rows: 400, columns: 400), Rect(row: 500, column: 500, rows: 2, columns: 2),
        Rect(row: 0, column: 0, rows: 0, columns: 0), Rect(row: 0, column: 0, rows: 1, columns: 1),
    ]

    typealias Draw = @Sendable (inout CellBuffer, Rect) -> Void
    static let widgets: [(name: String, draw: Draw)] = [
        ("text", { buffer, rect in buffer.drawText("Two puffs 你好 daily", in: rect) }),
        ("right text", { buffer, rect in buffer.writeRight("row 4 of 12", in: rect) }),
        ("horizontal rule", { buffer, rect in buffer.drawHorizontalRule(in: rect, glyphs: .unicode) }),
        ("hatched rule", { buffer, rect in buffer.drawHatchedRule(in: rect, glyphs: .ascii) }),
        ("vertical rule", { buffer, rect in buffer.drawVerticalRule(in: rect, glyphs: .unicode) }),
        ("field", { buffer, rect in TextField("a long 你好 search text").draw(in: &buffer, rect: rect) }),
        ("matches", { buffer, rect in buffer.applyMatches([rect.column..<rect.endColumn], row: rect.row) }),
        (
            "table",
            { buffer, rect in
                let layout = TableLayout(
                    [.flexible("Drug", least: 5), .fixed("Start", width: 11)], width: rect.columns)
                TableRow(["Ramipril 10mg", "01-Jul-2019"], layout: layout).draw(in: &buffer, rect: rect, layout: layout)
            }
        ),
    ]

    @Test(arguments: widgets.indices, sizes)
    func drawsOnlyInItsRectangle(widget: Int, size: (Int, Int)) {
        for place in Self.places {
            var buffer = CellBuffer(rows: size.0, columns: size.1)
            buffer.fill(buffer.bounds, with: "#")
            Self.widgets[widget].draw(&buffer, place)
            for row in 0..<buffer.rows {
                #expect(buffer[row: row].count == buffer.columns)
                for column in 0..<buffer.columns where !place.contains(row: row, column: column) {
                    #expect(buffer[row, column]?.character == "#", "\(Self.widgets[widget].name) at \(row), \(column)")
                }
            }
        }
    }
}

@Suite struct TextFieldTests {
    static func edited(_ keys: [KeyEvent], from text: String = "") -> TextField {
        var field = TextField(text)
        for key in keys { _ = field.handle(key) }
        return field
    }

    @Test(arguments: [
        ([KeyEvent.character("a"), .character("b")], "", "ab", 2),
        ([.named(.left), .character("x")], "ab", "axb", 2),
        ([.named(.backspace)], "ab", "a", 1),
        ([.named(.home), .named(.delete)], "ab", "b", 0),
        ([.named(.home), .named(.backspace)], "ab", "ab", 0),
        ([.named(.end), .named(.delete)], "ab", "ab", 2),
        ([.control("W")], "one two ", "one ", 4),
        ([.control("U")], "one two", "", 0),
        ([.control("A"), .control("K")], "one two", "", 0),
        ([.character("e"), .character("\u{301}")], "", "e\u{301}", 1),
    ])
    func editing(keys: [KeyEvent], from: String, text: String, cursor: Int) {
        let field = Self.edited(keys, from: from)
        #expect(field.text == text)
        #expect(field.cursor == cursor)
    }

    @Test(arguments: [KeyEvent.named(.enter), .named(.escape), .function(1), .control("L"), .character("\u{202E}")])
    func otherKeysAreTheCallers(key: KeyEvent) {
        var field = TextField("x")
        let isTaken = field.handle(key)
        #expect(!isTaken)
        #expect(field == TextField("x"))
    }

    @Test func cursorStaysInTheField() {
        var buffer = CellBuffer(rows: 1, columns: 20)
        TextField("serum potassium").draw(in: &buffer, rect: Rect(row: 0, column: 2, rows: 1, columns: 8))
        #expect(buffer.text == "  tassium")
        #expect(buffer.cursor == CursorPosition(row: 0, column: 9, isVisible: true))
    }
}

@Suite struct TableLayoutTests {
    static let columns: [TableColumn] = [
        .flexible("Drug", least: 20, weight: 3), .fixed("Status", width: 8, dropOrder: 1),
        .fixed("Start", width: 11), .flexible("Issued", least: 10, dropOrder: 2),
    ]

    @Test(arguments: [
        (80, [20 + 18, 8, 11, 10 + 7], [Int]()), (55, [20, 8, 11, 10], []), (50, [20 + 7, 8, 11], [3]),
        (38, [20 + 5, 11], [1, 3]), (20, [20], [1, 3]), (5, [5], [1, 3]), (0, [], [1, 3]),
    ])
    func fewerColumnsInLessWidth(width: Int, widths: [Int], dropped: [Int]) {
        let layout = TableLayout(Self.columns, width: width)
        #expect(layout.placements.map(\.width) == widths)
        #expect(layout.dropped == dropped)
        #expect(layout.placements.allSatisfy { $0.column + $0.width <= width })
    }

    @Test func textsWrapInTheirColumns() {
        let layout = TableLayout([.flexible("Drug", least: 10), .fixed("Start", width: 11)], width: 25)
        let row = TableRow(["Salbutamol 100micrograms/dose", "29-Jul-2018"], layout: layout)
        #expect(row.height == 3)
        var buffer = CellBuffer(rows: 3, columns: 25)
        row.draw(in: &buffer, rect: buffer.bounds, layout: layout)
        #expect(buffer.text == "Salbutamol    29-Jul-2018\n100microgram\ns/dose")
    }
}
