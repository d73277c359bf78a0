import FHIR
import Foundation
import GPConnect
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// Nothing clinical is cut, and every row is on the screen or counted (docs/spec/display.md D9, D11, D12).
@Suite("whole texts")
struct WholeTextTests {
    private static func pane(_ folder: RecordFolder, _ area: ClinicalArea, columns: Int, rows: Int = 30) -> AreaPane {
        let size = TerminalSize(rows: rows, columns: columns)
        let rect = Rect(row: 0, column: 0, rows: rows, columns: columns)
        let frame = Frame(
            rect: rect, size: size, glyphs: .ascii, keys: KeyMap(), files: [], currentFile: 0, folder: folder)
        return AreaPane(folder.listing(area, AreaQuery()), rect: rect, frame: frame)
    }

    private static func squeezed(_ text: some StringProtocol) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "\u{A0}" })
    }

    @Test("D9: terms, doses, results and marks are whole at every width", arguments: ClinicalArea.allCases)
    func whole(area: ClinicalArea) throws {
        for name in ["full-record", "long-names", "hostile-text"] {
            let folder = try #require(SampleRecords.open(name))
            for columns in [40, 41, 45, 52, 60, 75, 99, 140, 300] {
                let pane = Self.pane(folder, area, columns: columns)
                for item in pane.listing.items.indices {
                    guard let row = pane.listing.row(item) else { continue }
                    try check(row, pane.model.lines(item), in: pane, columns: columns)
                }
            }
        }
    }

    /// Cells stand beside each other, so their wrapped lines interleave: each is looked for column by column.
    private func check(_ row: Row, _ lines: [StyledLine], in pane: AreaPane, columns: Int) throws {
        for line in lines { #expect(line.width <= columns - 1, "\(columns): \(line.text)") }
        let body = Self.squeezed(lines.map(\.text).joined())
        for line in row.lines { #expect(body.contains(Self.squeezed(line.labelled)), "\(columns): \(line.labelled)") }
        for mark in row.marks { #expect(body.contains(Self.squeezed(mark.text)), "\(columns): \(mark.text)") }
        let block = try #require(pane.listing.parts.first { $0.rows.contains { $0.cells == row.cells } }?.block)
        for (column, cell) in zip(block.columns, row.cells) where column.isTerm && !cell.isEmpty {
            let pieces = Set(lines.flatMap(\.pieces).map(\.column))
            let columnTexts = pieces.map { start in
                Self.squeezed(lines.flatMap(\.pieces).filter { $0.column == start }.map(\.text).joined())
            }
            #expect(columnTexts.contains { $0.contains(Self.squeezed(cell)) }, "\(columns): \(cell)")
        }
    }

    @Test("D11: a number keeps its unit, a label its value")
    func together() {
        let dose = "Take 5 ml three times a day, at most 1,000 micrograms > 6.0 mmol/L"
        for width in 18...80 {
            for line in KeepTogether.lines(dose, width: width) {
                #expect(!line.hasSuffix(" 5") && !line.hasSuffix("1,000") && !line.hasSuffix(">"), "\(width): \(line)")
                #expect(!line.hasSuffix("-"))
            }
            let labelled = KeepTogether.lines(KeepTogether.labelled("DOSE", dose, room: width), width: width)
            #expect(labelled.first?.hasPrefix("DOSE Take") == true)
        }
        #expect(KeepTogether.lines("DOSE 120 mg", width: 3) == ["DOS", "E", "120", "mg"])
    }

    @Test("D12: rows drawn, hidden above and hidden below add up to all rows", arguments: ["1", "3", "7"])
    func lookAhead(area: String) throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for (rows, columns) in [(24, 80), (30, 60), (40, 120)] {
            var driver = ViewerDriver([folder], rows: rows, columns: columns)
            driver.press(area)
            for step in 0..<40 {
                let areas = try #require(driver.state.top as? AreasScreen)
                let rect = try #require(areas.panes(driver.state.frame).list)
                let pane = areas.areaPane(rect, driver.state.frame)
                let shown = areas.place.scroll.pane(pane.model.extent, room: pane.room)
                let drawn = shown.rows.filter { areas.listing.row($0.index) != nil }.count
                let above = areas.listing.rowCount(0..<shown.hiddenAbove)
                let below = areas.listing.rowCount(
                    (areas.listing.items.count - shown.hiddenBelow)..<areas.listing.items.count)
                #expect(drawn + above + below == areas.listing.total)
                if below > 0 { #expect(Self.saysHidden(driver.text, below), "step \(step)\n\(driver.text)") }
                driver.press(step % 3 == 2 ? "PgDn" : "Down")
            }
        }
    }

    /// A line of look-ahead counts what it does not name.
    private static func saysHidden(_ text: String, _ count: Int) -> Bool {
        text.contains("+\(count) more") || text.contains(" . ") || text.contains(" v")
    }

    @Test("a look-ahead line names whole drugs only, the nearest next to the arrow")
    func lookAheadNames() {
        func text(_ names: [String], _ count: Int, _ width: Int, mark: String = "") -> String {
            LookAhead(
                names: names, count: count, mark: mark, markStyle: .plain, arrow: "v", dot: ".", width: width
            ).line.text.trimmedStart
        }
        #expect(
            text(["Senna 7.5mg tablets", "Furosemide 40mg tablets"], 7, 80)
                == "+5 more . Senna 7.5mg tablets . Furosemide 40mg tablets v")
        #expect(
            text(["Senna 7.5mg tablets", "Furosemide 40mg tablets"], 2, 80)
                == "Senna 7.5mg tablets . Furosemide 40mg tablets v")
        #expect(
            text(["Senna 7.5mg tablets", "Furosemide 40mg tablets"], 7, 44) == "+6 more . Furosemide 40mg tablets v")
        #expect(text(["Isosorbide mononitrate 60mg modified-release tablets"], 7, 30) == "+7 more v")
        #expect(text([], 24, 30, mark: "! ") == "! +24 more v")
    }
}
