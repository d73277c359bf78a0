import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// Filters hide rows of a record: what each shows is said in words, and nothing that may belong is hidden
/// (docs/spec/display.md section 9).
@Suite("filters of an area's rows")
struct FilterTests {
    private static let columns = [
        Column.date("date", "Date"), Column("term", "Term", .flexible(minimum: 10), isTerm: true),
    ]

    private static func row(_ date: String, _ term: String = "Asthma") -> Row {
        Row(reference: nil, list: nil, resource: nil, cells: [date, term])
    }

    @Test(
        "a date filter compares days; a date recorded in part is shown where it may belong",
        arguments: [
            ("before 2019-01-28", "27-Jan-2019", true), ("before 2019-01-28", "28-Jan-2019", false),
            ("before 28-Jan-2019", "2019", true), ("before 28-Jan-2019", "2020", false),
            ("after 28-Jan-2019", "28-Jan-2019 16:12", false), ("after 28-Jan-2019", "29-Jan-2019 00:00", true),
            ("after Jan-2019", "31-Jan-2019", false), ("after Jan-2019", "Feb-2019", true),
            ("on 2019-01-28", "28-Jan-2019", true), ("on 2019-01-28", "Jan-2019", true),
            ("on 2019-01", "15-Jan-2019", true), ("on 2019", "01-Jan-2020", false),
            ("on or before 2019", "31-Dec-2019", true), ("on or before 2019", "01-Jan-2020", false),
            ("on or after 1-Mar-2019", "01-Mar-2019", true), ("on or after 1-Mar-2019", "28-Feb-2019", false),
            ("between 2019-01-01 and 2019-03-31", "Mar-2019", true),
            ("between 2019-01-01 and 2019-03-31", "01-Apr-2019", false),
            ("between Mar-2019 and Jan-2019", "10-Feb-2019", true),
            ("Before 2019", "2018", true), ("before 2019", "Not recorded", false),
            ("on 2021-01-14", "from 12-Jan-2021 to 15-Jan-2021", true),
        ])
    func dates(typed: String, recorded: String, isShown: Bool) {
        let filter = RowFilter(column: "date", heading: "Date", typed: typed)
        #expect(filter.accepts(Self.row(recorded), Self.columns) == isShown)
        #expect(filter.words.lowercased() == "date \(typed)".lowercased())
    }

    @Test(
        "what is no date filter is looked for as words",
        arguments: ["before Monday", "between 2019 and", "on 2019-02-30", "before", "between 2019", "after 1-2-2019"])
    func words(typed: String) {
        let filter = RowFilter(column: nil, heading: "any text", typed: typed)
        #expect(filter.words == "any text contains \(typed)")
        #expect(filter.accepts(Self.row("2019", "the week \(typed) last"), Self.columns))
        #expect(!filter.accepts(Self.row("2019"), Self.columns))
    }

    @Test("several filters are joined by all or by any, and the words say which")
    func joins() {
        var query = AreaQuery()
        query.filters = [
            RowFilter(column: "term", heading: "Term", typed: "asthma"),
            RowFilter(column: "date", heading: "Date", typed: "after 2019"),
        ]
        let rows = [Self.row("2018"), Self.row("2020"), Self.row("2020", "Cough"), Self.row("2018", "Cough")]
        #expect(rows.map { query.accepts($0, Self.columns) } == [false, true, false, false])
        #expect(query.words == "all of: Term contains asthma and Date after 2019")
        query.meetsAny = true
        #expect(rows.map { query.accepts($0, Self.columns) } == [true, true, true, false])
        #expect(query.words == "any of: Term contains asthma or Date after 2019")
    }

    @Test("the join is chosen where filters are, once there are two; shown and hidden make all")
    func choosing() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))], rows: 40, columns: 120)
        driver.press("7 F")
        #expect(!driver.text.contains("meet any of the filters"))
        driver.press("Enter \"blood\" Enter F Enter \"smok\" Enter")
        #expect(driver.text.contains("all of: any text contains blood and any text contains smok"))
        driver.press("F Enter")
        #expect(driver.text.contains("any of: any text contains blood or any"), "\(driver.text)")
        let text = driver.lines.map { $0.drop { $0 != "|" } }.joined(separator: " ")
            .split { $0 == " " || $0 == "|" }.joined(separator: " ")
        let match = try #require(text.firstMatch(of: /(\d+) of (\d+) rows, (\d+) hidden/))
        #expect(Int(match.1)! > 1 && Int(match.1)! + Int(match.3)! == Int(match.2)!)
        driver.press("X")
        #expect(!driver.text.contains("Data filtered"))
    }
}
