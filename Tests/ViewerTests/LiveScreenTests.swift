import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// The screens of live parameters, reasons and the timeline.
@Suite("live screens")
struct LiveScreenTests {
    static let scenes = [
        ("live-parameters", "p"), ("live-parameters-stepped", "p Down Down Down Down Left - -"),
        ("live-parameters-typed", "p Down Down Down Down Enter \"2018-07-0\""),
        ("live-parameters-refused", "p Down Down Down Down Enter \"2018-07-08\" Enter Down Enter"),
        ("live-changes", "p Down Down Down Down - - - Up Up Tab"),
        ("live-why-left", "p Down Down Down Down - - - Up Up Tab Down Down Down Down Down w"),
        ("live-record", "p Down Down Down Down - - - Esc 1"),
        ("live-record-absent", "p Down Down Down Down - - - Esc 1 v P"),
        ("live-record-received", "p Down Down Down Down - - - Esc 1 a"), ("live-why", "1 w"),
        ("live-presets", "p L"), ("live-timeline", "T"), ("live-timeline-moved", "T - - -"),
        ("live-timeline-table", "T - - - Tab"), ("live-timeline-years", "T Z z Z"),
        ("live-save", "p Down Down Down Down - s"),
    ]

    @Test("a screen is what its golden text says", arguments: scenes)
    func golden(name: String, keys: String) throws {
        let folder = try SampleRecords.scenarios()
        for (rows, columns) in GoldenScreenTests.sizes {
            var driver = ViewerDriver([folder], rows: rows, columns: columns, glyphs: .unicode)
            driver.press(keys)
            try GoldenScreenTests.compare(driver.text, with: "\(name).\(columns)x\(rows).txt")
        }
        var ascii = ViewerDriver([folder])
        ascii.press(keys)
        let others = ascii.text.filter { !$0.isASCII }
        #expect(others.isEmpty, "\(ascii.text)")
    }

    @Test("every live screen survives every size", arguments: scenes)
    func sizes(name: String, keys: String) throws {
        let folder = try SampleRecords.scenarios()
        for (rows, columns) in [(1, 1), (2, 5), (3, 300), (300, 3), (0, 0), (10, 40), (11, 41), (12, 60)] {
            var driver = ViewerDriver([folder], rows: rows, columns: columns)
            driver.press(keys)
            driver.press("Down PgDn End Tab Left Right - + < > u U Home")
            #expect(driver.screen.rows == rows)
        }
    }

    @Test("while the record was made here a line says so at every size", arguments: [(10, 40), (24, 80), (60, 200)])
    func banner(rows: Int, columns: Int) throws {
        var driver = ViewerDriver([try SampleRecords.scenarios()], rows: rows, columns: columns)
        driver.press("1")
        #expect(!driver.text.contains("regenerated here"))
        driver.press("T -")
        #expect(driver.text.contains("! regenerated here from"))
        driver.press("Esc 1")
        #expect(driver.text.contains("! regenerated here from"))
        driver.press("a")
        #expect(!driver.text.contains("regenerated here"))
    }

    @Test("what is not returned is said in words on the timeline and in the greyed row")
    func words() throws {
        var driver = ViewerDriver([try SampleRecords.scenarios()], rows: 200, columns: 120)
        driver.press("T - - -")
        #expect(driver.text.components(separatedBy: "NOT RETURNED").count - 1 == 5, "four medications and the legend")
        driver.press("Esc 1")
        #expect(!driver.text.contains("NOT RETURNED by this request"))
        driver.press("v")
        #expect(driver.text.components(separatedBy: "NOT RETURNED by this request").count - 1 == 5, "and a lone drug")
    }

    /// docs/spec/rules-dates.md section 4.
    @Test(
        "the search date returns what the scenarios say",
        arguments: [
            ("", 15), ("- - -", 11), ("< + + + + +", 13), ("< + + + Right Right Right Right Right Right Right", 15),
        ])
    func scenarios(keys: String, returned: Int) throws {
        var driver = ViewerDriver([try SampleRecords.scenarios()], rows: 40, columns: 120)
        driver.press("T \(keys)")
        #expect(driver.text.contains("15 received: \(returned) returned"), "\(driver.lines[5])\(driver.lines[6])")
    }
}
