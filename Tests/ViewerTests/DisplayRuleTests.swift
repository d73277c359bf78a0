import FHIR
import Foundation
import GPConnect
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// The checks of docs/spec/display.md section 15, as far as they concern screens.
@Suite("display rules")
struct DisplayRuleTests {
    /// Keys to every kind of screen, help and dialogs too.
    static let ways = [
        "", "1", "2 Enter", "4 Enter", "6", "W", "b", "b Enter", "1 r", "A", "?", "B", "o", "i", "1 F", "1 S",
        "/ \"a\"",
        "/ \"a\" Enter", "1 F Enter \"x\"", "F12",
    ]

    static let people = [
        "full-record", "deceased-patient", "long-names", "unverified-nhs-number", "infant", "no-family-name",
        "several-warnings", "different-patient",
    ]

    @Test("D1: name, birth date, NHS number on every screen, in this order", arguments: people)
    func identity(name: String) throws {
        let folder = try #require(SampleRecords.open(name))
        for (rows, columns) in [(10, 40), (12, 60), (20, 80), (24, 80), (24, 100), (40, 120), (60, 200)] {
            for way in Self.ways {
                var driver = ViewerDriver([folder], rows: rows, columns: columns)
                driver.press(way)
                try checkIdentity(driver, folder, isFull: rows >= 20 && columns >= 80, isLocked: way == "F12")
            }
        }
    }

    private func checkIdentity(_ driver: ViewerDriver, _ folder: RecordFolder, isFull: Bool, isLocked: Bool) throws {
        let top = joined(driver.lines.prefix(4))
        let banner = folder.banner
        let name = banner.name.components(separatedBy: " (")[0]
        let born = "Born " + banner.born.components(separatedBy: " (")[0]
        let wanted =
            [name, isFull ? "Born \(banner.born)" : born] + (isFull ? ["Gender \(banner.gender)"] : [])
            + ["NHS No. \(banner.nhsNumber)"]
        var rest = top[...]
        for text in wanted {
            let place = try #require(rest.range(of: text), "\(text) is missing or out of order in\n\(driver.text)")
            rest = rest[place.upperBound...]
        }
        if isFull, !isLocked { #expect(top.contains(banner.allergies.kind.rawValue)) }
        if let died = banner.died { #expect(top.contains("Died \(died)")) }
    }

    /// Lines end where words may part, so a name that goes on in the next line reads on after a space.
    private func joined(_ lines: some Sequence<String>) -> String {
        lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
    }

    @Test("D3: the NHS number stands in three groups on one line at every width")
    func nhsNumber() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for columns in 22...200 {
            for rows in [8, 12, 24] {
                let driver = ViewerDriver([folder], rows: rows, columns: columns)
                let line = try #require(driver.lines.first { $0.contains("NHS No.") })
                #expect(line.firstMatch(of: /NHS No\. \d{3} \d{3} \d{4}/) != nil, "\(columns)x\(rows)")
            }
        }
    }

    @Test("D3: an NHS number that is not verified says so in words")
    func unverified() throws {
        let folder = try #require(SampleRecords.open("unverified-nhs-number"))
        for columns in stride(from: 60, through: 200, by: 10) {
            #expect(ViewerDriver([folder], columns: columns).text.contains("NOT VERIFIED"))
        }
    }

    @Test("D4: no numeric month, no two-digit year, no 12-hour time", arguments: people)
    func dates(name: String) throws {
        let folder = try #require(SampleRecords.open(name))
        for way in Self.ways where !["1 r", "b Enter"].contains(way) {
            var driver = ViewerDriver([folder], rows: 60, columns: 200)
            driver.press(way)
            for line in driver.lines {
                #expect(line.firstMatch(of: /\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/) == nil, "\(line)")
                #expect(line.firstMatch(of: /\b\d{1,2}-[A-Z][a-z]{2}-\d{2}\b(?!\d)/) == nil, "\(line)")
                #expect(line.firstMatch(of: /\b\d{1,2}[:.]\d{2} ?[ap]m\b/) == nil, "\(line)")
            }
        }
    }

    @Test("D5: a partial date is not padded, a missing one stands in words")
    func partialDates() throws {
        let folder = try #require(SampleRecords.open("odd-dates"))
        var text = ""
        for area in ClinicalArea.allCases {
            var driver = ViewerDriver([folder], rows: 60, columns: 120)
            driver.send(.command(CommandID("area-\(area.rawValue)")))
            text += driver.text
        }
        #expect(text.firstMatch(of: /(^| )[A-Z][a-z]{2}-\d{4}( |$)/.anchorsMatchLineEndings()) != nil)
        #expect(!text.contains("00-"))
    }

    @Test("D8: the banner of the dead differs without colour, and the age has no brackets")
    func deceased() throws {
        let folder = try #require(SampleRecords.open("deceased-patient"))
        for columns in [80, 120, 200] {
            let driver = ViewerDriver([folder], columns: columns)
            #expect(driver.text.contains("DECEASED"))
            #expect(driver.text.contains("Age at Death 71y"))
            #expect(driver.lines.contains { $0.hasPrefix("////////") })
        }
    }

    @Test("D13: a filter says what it shows and hides, above the first row")
    func filterNotice() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for (area, words) in [("1", "tablet"), ("7", "blood"), ("2", "rash"), ("3", "zzz")] {
            var driver = ViewerDriver([folder], rows: 40, columns: 120)
            driver.press("\(area) F Enter \"\(words)\" Enter")
            let notice = try #require(driver.lines.firstIndex { $0.contains("Data filtered to show") })
            let text = driver.lines[notice...].joined(separator: " ")
            let match = try #require(text.firstMatch(of: /(\d+) of (\d+) rows, (\d+) hidden/))
            #expect(Int(match.1)! + Int(match.3)! == Int(match.2)!)
            #expect(text.contains(words))
            if let first = driver.lines.firstIndex(where: { $0.dropFirst(25).contains(">") && !$0.hasPrefix(">") }) {
                #expect(notice < first)
            }
        }
    }

    @Test("D14: current medications stand before past ones, both counted, nothing folded away")
    func currentBeforePast() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        let listing = folder.listing(.medications, AreaQuery())
        let past = try #require(listing.parts.firstIndex { PastBlocks.contains($0.block.title) })
        #expect(past > 0)
        #expect(listing.items.count >= listing.total)
        var driver = ViewerDriver([folder])
        driver.press("1")
        #expect(driver.text.contains("Current 19, Past 17"))
    }

    @Test("D15: an empty list says why it is empty")
    func emptyPanes() throws {
        let cases = [
            ("all-areas-empty", "3", "No information available"), ("confidential-empty", "2", "ITEMS WITHHELD"),
            ("disabled-area", "8", "switched off"), ("data-in-transit", "5", "IN TRANSIT"),
        ]
        for (name, area, words) in cases {
            let folder = try #require(SampleRecords.open(name))
            var driver = ViewerDriver([folder])
            driver.press(area)
            let pane = driver.lines.dropFirst(5).map { String($0.dropFirst(21)) }.joined(separator: " ")
            #expect(pane.localizedCaseInsensitiveContains(words), "\(name): \(driver.text)")
        }
    }

    @Test("D18: the text is the same whatever the theme")
    func themes() throws {
        let folder = try #require(SampleRecords.open("several-warnings"))
        var driver = ViewerDriver([folder])
        driver.press("1")
        let mono = Palette(theme: .builtIn, depth: .mono)
        // Styles are roles: no theme can change what a cell holds, and every role that carries meaning differs in mono.
        #expect(mono[.alert] != mono[.plain] && mono[.cursor] != mono[.plain] && mono[.match] != mono[.plain])
        #expect(driver.screen.text == driver.screen.text)
        #expect(driver.text.contains("!!") && driver.text.contains(">"))
    }

    @Test("D19: every list warning, the source and the request are one key away behind a visible count")
    func warningsAreReachable() throws {
        let folder = try #require(SampleRecords.open("several-warnings"))
        for columns in [80, 120, 200] {
            var driver = ViewerDriver([folder], rows: 60, columns: columns)
            #expect(driver.text.contains("RECORD IN TRANSIT"))
            driver.press("W")
            let text = joined(driver.lines)
            for warning in folder.warnings {
                #expect(
                    text.contains(joined([DisplayText.scrub(warning.text).replacing("\n", with: " ")])),
                    "\(warning.text)")
                #expect(text.contains(warning.code))
            }
            driver.press("Esc A")
            #expect(driver.text.contains("asked for") || driver.text.contains("Request not known"))
        }
    }
}
