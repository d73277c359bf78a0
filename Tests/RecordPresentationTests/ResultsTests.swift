import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Results stand under each other only where they may be compared")
struct ResultsTests {
    private func result(
        _ id: String, _ value: String, of term: String = "Potassium", in unit: String = "mmol/L", on date: String,
        _ members: String...
    ) -> String {
        Fixture.observation(
            id, term, #""valueQuantity":{"value":\#(value),"unit":"\#(unit)"}"#, #""effectiveDateTime":"\#(date)""#,
            members.filter { !$0.isEmpty }.joined(separator: ","))
    }

    private func table(_ results: String...) throws -> (table: ResultTable, context: RecordContext) {
        let context = try Fixture.context(results)
        return (ResultTable(in: context), context)
    }

    @Test("units, performers and codes are never mixed, and nothing is converted")
    func series() throws {
        let laboratory = #""performer":[{"display":"Lab A"}]"#
        let table = try table(
            result("a", "58", of: "HbA1c", in: "mmol/mol", on: "2024-01-01"),
            result("b", "7.50", of: "HbA1c", in: "%", on: "2024-01-01"),
            result("c", "59", of: "HbA1c", in: "mmol/mol", on: "2024-02-01"),
            result("d", "60", of: "HbA1c", in: "mmol/mol", on: "2024-03-01", laboratory),
            Fixture.resource(
                .observation, "e", Fixture.concept("code", "HbA1c", snomed: "1"),
                #""valueQuantity":{"value":61,"unit":"mmol/mol"}"#)
        ).table
        #expect(table.series.map { $0.rows.map(\.value) } == [["7.50"], ["59", "58"], ["60"], ["61"]])
        #expect(table.series.map(\.title).prefix(2) == ["HbA1c (%)", "HbA1c (mmol/mol)"])
    }

    @Test("another patient's value is in no series; one taken back is never a point or the latest")
    func wrongValues() throws {
        func taken(_ id: String, _ number: String, _ on: String, _ member: String) -> String {
            #"{"resourceType":"Observation","id":"\#(id)","code":{"text":"Potassium"},"effectiveDateTime":"\#(on)","#
                + #""valueQuantity":{"value":\#(number),"unit":"mmol/L"},\#(member)}"#
        }
        let made = try table(
            result("a", "4.1", on: "2024-01-01"),
            taken("b", "9.9", "2024-02-01", #""subject":{"reference":"Patient/q"}"#),
            taken("c", "8.8", "2024-03-01", #""status":"entered-in-error""#))
        let series = try #require(made.table.series.first)
        #expect(series.rows.map(\.value) == ["8.8", "4.1"])
        let trend = Trend(series, in: made.context)
        #expect(trend.latest?.text == "4.1")
        #expect(trend.rowsNotDrawn == 1)
    }

    @Test("numbers at the ends of what can be computed get a scale or none, and never hang")
    func extremeScale() throws {
        func scale(_ first: String, _ second: String) throws -> TrendScale? {
            let made = try table(result("a", first, on: "2024-01-01"), result("b", second, on: "2024-02-01"))
            return TrendScale(Trend(made.table.series[0], in: made.context), steps: 4)
        }
        #expect(try scale("1.7e308", "-1.7e308") == nil)
        let small = try #require(try scale("0", "5e-324"))
        #expect(small.step > 0)
        let large = try #require(try scale("0", "1e308"))
        #expect(large.step.isFinite)
    }

    @Test("newest on top, undated last, a result without a value keeps its row")
    func rows() throws {
        let table = try table(
            result("a", "5.0", on: "2020"), result("b", "4.80", on: "2024-03-03"),
            Fixture.observation(
                "c", "Potassium", #""effectiveDateTime":"2022-02-09","dataAbsentReason":{"text":"Haemolysed"}"#),
            Fixture.observation("d", "Potassium", #""valueQuantity":{"value":6,"unit":"mmol/L"}"#)
        ).table
        let series = try #require(table.series.first)
        #expect(table.series.count == 1)
        #expect(series.rows.map(\.dateText) == ["03-Mar-2024", "09-Feb-2022", "2020", "Not recorded"])
        #expect(series.rows.map(\.value) == ["4.80", "Not recorded: Haemolysed", "5.0", "6"])
        #expect(table.series(holding: 3)?.key == series.key)
    }

    @Test(
        "decimal points stand under each other by padding alone",
        arguments: [
            ([("", "5.9"), ("", "4.80"), (">", "16.0"), ("<=", "5")], ["   5.9 ", "   4.80", "> 16.0 ", "<= 5   "]),
            ([("", "-0.50"), ("", "120")], ["   -0.50", "  120   "]), ([], []),
        ])
    func alignment(values: [(String, String)], texts: [String]) {
        #expect(DecimalColumn.aligned(values) == texts)
    }

    @Test("numbers keep their literals", arguments: ["0.50", "5.0", "1e3", "12345678901234567890", "-0.0"])
    func literals(number: String) throws {
        let made = try table(result("a", number, on: "2024-01-01"))
        #expect(made.table.series.first?.rows.map(\.value) == [number])
        #expect(Trend(made.table.series[0], in: made.context).points.map(\.text) == [number])
    }

    @Test("points are drawn oldest first; limits, partial dates and pressures are joined to nothing")
    func points() throws {
        let made = try table(
            result("a", "5.9", on: "2024-08-12"), result("b", "4.80", on: "2024-03-03"),
            Fixture.observation(
                "c", "Potassium", #""valueQuantity":{"value":6.0,"comparator":">","unit":"mmol/L"}"#,
                #""effectiveDateTime":"2023-11-02""#),
            result("d", "5.1", on: "2022"),
            Fixture.observation("e", "Potassium", #""valueQuantity":{"value":6,"unit":"mmol/L"}"#))
        let trend = Trend(try #require(made.table.series.first), in: made.context)
        #expect(trend.points.map(\.text) == ["5.1", "> 6.0", "4.80", "5.9"])
        #expect(trend.points.map(\.isJoined) == [false, false, true, true])
        #expect(trend.points.map(\.limit) == [.exact, .atLeast, .exact, .exact])
        #expect(trend.rowsNotDrawn == 1)
        #expect(trend.latest?.text == "5.9")
        #expect(trend.previous?.text == "4.80")
    }

    @Test("a blood pressure is one series of pairs")
    func pressure() throws {
        let half = { (code: String, value: String) in
            #"{"code":{"coding":[{"code":"\#(code)"}]},"valueQuantity":{"value":\#(value),"unit":"mm[Hg]"}}"#
        }
        let made = try table(
            Fixture.observation(
                "a", "Blood pressure", #""effectiveDateTime":"2024-01-01""#,
                #""component":[\#(half("72313002", "142")),\#(half("1091811000000102", "88"))]"#))
        let series = try #require(made.table.series.first)
        #expect(series.title == "Blood pressure (mmHg)")
        let point = try #require(Trend(series, in: made.context).points.first)
        #expect((point.value, point.lower) == (142, 88))
        #expect(!point.isJoined)
    }

    private static let range = #""referenceRange":[{"low":{"value":3.5},"high":{"value":5.3}}]"#

    @Test(
        "a band is drawn only where one range applies to every point",
        arguments: [
            (range, range, true), (range, "", false), ("", "", false),
            (range, #""referenceRange":[{"low":{"value":3.6},"high":{"value":5.3}}]"#, false),
            (range, #""referenceRange":[{"low":{"value":3.5,"unit":"mg"},"high":{"value":5.3}}]"#, false),
            (range, #""referenceRange":[{"low":{"value":3.5},"high":{"value":5.3}},{"text":"pregnant"}]"#, false),
        ])
    func band(first: String, second: String, isDrawn: Bool) throws {
        let made = try table(
            result("a", "5", on: "2024-01-01", first), result("b", "6", on: "2024-02-01", second))
        let band = Trend(made.table.series[0], in: made.context).band
        #expect((band?.text == "3.5 to 5.3") == isDrawn)
    }

    @Test("a scale has easy steps and room for points and range")
    func scale() throws {
        let made = try table(
            result("a", "4.80", on: "2024-01-01", Self.range), result("b", "5.9", on: "2024-02-01", Self.range))
        let scale = try #require(TrendScale(Trend(made.table.series[0], in: made.context), steps: 4))
        #expect(scale == TrendScale(Trend(made.table.series[0], in: made.context), steps: 4))
        #expect((scale.low, scale.high, scale.step) == (3, 7, 1))
        #expect(scale.fraction(5) == 0.5)
    }

    @Test("a window counts what it leaves out")
    func window() throws {
        let made = try table(
            result("a", "1", on: "2020-01-01"), result("b", "2", on: "2024-06-01"), result("c", "3", on: "2024-09-01"),
            result("d", "4", on: "2025-01-01"))
        let trend = Trend(made.table.series[0], in: made.context)
        let day = try #require(CivilDate("2024-09-15"))
        let window = TrendWindow(trend, .twelveMonths, endingOn: day)
        #expect(window.points.map(\.text) == ["2", "3"])
        #expect((window.before, window.after) == (1, 1))
        #expect(window.points.map(window.fraction).allSatisfy { (0...1).contains($0) } == true)
        #expect(TrendPeriod.first(showing: trend, endingOn: day) == .threeMonths)
    }

    @Test(
        "no series of a real record holds two units, and every number is as sent",
        arguments: RecordFiles.corpus + RecordFiles.samples)
    func realRecords(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        for series in ResultTable(in: context).series {
            for row in series.rows {
                let quantity = context.resource(row.resource)["valueQuantity"]
                guard let quantity, let value = quantity["value"]?.recorded else { continue }
                #expect(UnitText.shown(quantity) == series.key.unit)
                #expect(row.value == value)
                #expect(row.comparator == quantity["comparator"]?.recorded ?? "")
            }
        }
    }
}
