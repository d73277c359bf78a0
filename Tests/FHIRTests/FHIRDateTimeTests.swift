import Testing

@testable import FHIR

@Suite("FHIR dates keep what was written")
struct FHIRDateTimeTests {
    @Test(
        "a date is read at its own precision and described as it was written",
        arguments: [
            ("2020", FHIRDateTime.Precision.year, "2020-01-01", "2020-12-31"),
            ("2024-02", .month, "2024-02-01", "2024-02-29"),
            ("2023-02", .month, "2023-02-01", "2023-02-28"),
            ("2024-03-10", .day, "2024-03-10", "2024-03-10"),
            ("2024-06-30T23:30:00Z", .second, "2024-07-01", "2024-07-01"),
            ("2024-01-31T23:30:00Z", .second, "2024-01-31", "2024-01-31"),
            ("2024-10-27T00:30:00+01:00", .second, "2024-10-27", "2024-10-27"),
            ("1970-01-10T23:30:00Z", .second, "1970-01-11", "1970-01-11"),
            ("2019-07-01T00:15:00.123+01:00", .second, "2019-07-01", "2019-07-01"),
            ("2019-07-01T09:15", .minute, "2019-07-01", "2019-07-01"),
        ])
    func precision(text: String, precision: FHIRDateTime.Precision, first: String, last: String) throws {
        let date = try #require(FHIRDateTime(text))
        #expect(date.precision == precision)
        #expect(date.description == text)
        #expect(date.firstDay.description == first)
        #expect(date.lastDay.description == last)
    }

    @Test(
        "what is no date of FHIR is not read",
        arguments: [
            "", "19", "2019-02-30", "2023-02-29", "2023-13", "X2014", "2014-1-1", "2014-01-01T", "2014-01-01T25:00:00Z",
            "2014-01-01T10:00:00+0100", "2014-01-01 ", "20140101", "0000",
        ])
    func unreadable(text: String) {
        #expect(FHIRDateTime(text) == nil)
    }

    @Test("a time without a zone is London time and says so")
    func withoutZone() throws {
        let date = try #require(FHIRDateTime("2024-07-01T10:00:00"))
        #expect(date.lacksZone)
        #expect(date.unixSeconds == FHIRDateTime("2024-07-01T09:00:00Z")?.unixSeconds)
    }

    @Test("partial dates sort at their earliest day, after full dates of that day")
    func sorting() {
        let written = ["2020", "2020-01-01", "2020-01", "2019-12-31", "2020-01-02"]
        let sorted = written.compactMap(FHIRDateTime.init).sorted { $0.sortKey < $1.sortKey }
        #expect(sorted.map(\.text) == ["2019-12-31", "2020-01-01", "2020-01", "2020", "2020-01-02"])
    }

    @Test("days since 1970 and back", arguments: [-719_162, -1, 0, 59, 11_016, 20_000, 2_932_896])
    func dayNumbers(days: Int) {
        #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
    }
}
