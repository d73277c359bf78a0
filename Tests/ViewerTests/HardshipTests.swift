import FHIR
import Foundation
import GPConnect
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// Tiny windows, random keys, hostile records: never a crash, never a control character in a cell.
@Suite("hardship")
struct HardshipTests {
    @Test("every screen survives every size", arguments: DisplayRuleTests.ways)
    func sizes(way: String) throws {
        for name in ["full-record", "hostile-text"] {
            let folder = try #require(SampleRecords.open(name))
            for (rows, columns) in [(1, 1), (2, 5), (3, 300), (300, 3), (0, 0), (9, 40), (10, 39), (10, 40), (11, 41)] {
                var driver = ViewerDriver([folder])
                driver.press(way)
                driver.resize(rows: rows, columns: columns)
                let screen = driver.screen
                #expect(screen.rows == rows && screen.columns == columns)
                driver.press("Down PgDn End Tab Enter Home Esc")
                _ = driver.screen
                driver.resize(rows: 24, columns: 80)
                #expect(driver.lines.count == 24)
            }
        }
    }

    @Test("a window that is too small shows nothing clinical")
    func tooSmall() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for (rows, columns) in [(9, 80), (24, 39), (3, 300)] {
            var driver = ViewerDriver([folder], rows: rows, columns: columns)
            driver.press("1")
            #expect(driver.text.contains("window too small"))
            #expect(!driver.text.contains("Lansoprazole") && !driver.text.contains("llerg"))
        }
    }

    /// SplitMix64: the same keys in every run.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let keys: [KeyEvent] =
        CommandTable.all.filter { $0.id != .quit }.flatMap(\.keys)
        + "azAZ9= é".map { .character($0) } + [.named(.delete), .function(5), .control("A")]

    @Test("random keys never break the screen", arguments: SampleRecords.names)
    func randomKeys(name: String) throws {
        let folder = try #require(SampleRecords.open(name))
        var dice = Dice(state: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
        var driver = ViewerDriver([folder, folder])
        for _ in 0..<80 {
            driver.send(.key(Self.keys.randomElement(using: &dice)!))
            if Int.random(in: 0..<20, using: &dice) == 0 {
                driver.resize(rows: .random(in: 1...60, using: &dice), columns: .random(in: 1...200, using: &dice))
            }
            #expect(Self.isDisplayable(driver.screen))
        }
    }

    private static func isDisplayable(_ screen: CellBuffer) -> Bool {
        (0..<screen.rows).allSatisfy { row in
            screen[row: row].allSatisfy { $0.character.unicodeScalars.allSatisfy(CellGuard.isDisplayable) }
        }
    }

    @Test("a cursor move makes no view anew")
    func remembered() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        var driver = ViewerDriver([folder], rows: 60, columns: 200)
        driver.press("1")
        let before = folder.listing(.medications, AreaQuery())
        driver.press("Down Down PgDn")
        let after = folder.listing(.medications, AreaQuery())
        // The same array storage: nothing was built again.
        #expect(
            before.items.withUnsafeBufferPointer { $0.baseAddress }
                == after.items.withUnsafeBufferPointer { $0.baseAddress })
    }
}
