import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordPresentation
import Testing

@Suite("medications on an axis of time")
struct TimelineTests {
    private static let today = CivilDate(year: 2018, month: 10, day: 8)!

    private static func scenarios() throws -> (RecordContext, SourceRecord) {
        let file = try #require(RecordFiles.samples.first { $0.lastPathComponent == "medication-scenarios.json" })
        let context = try #require(try RecordFiles.context(of: file, asOf: today.description))
        return (context, SourceRecord(record: context.record))
    }

    /// The pictures of docs/spec/rules-dates.md section 4 as text: one line a medication with its id.
    private static func picture(searchFrom date: String, marks: TimelineMarks) throws -> String {
        let (context, source) = try scenarios()
        var request = StructuredRecordRequest()
        let search = try #require(CivilDate(date))
        request.medication = .init(searchFromDate: search)
        let evaluation = Evaluator.evaluate(source, request, clock: EvaluationClock(noonOf: today))
        let timeline = MedicationTimeline(context)
        let plot = TimelinePlot(TimelineWindow(around: today), columns: 60, marks: marks)
        let rows = zip(timeline.bars, timeline.standings(in: evaluation)).map { bar, standing in
            let line = plot.line(bar, isReturned: standing.isReturned)
            let id = context.resource(bar.resource).id ?? ""
            let words = standing == .returned ? "" : " \(standing.words)"
            return "\(id) \(plot.withLines(line, today: timeline.today, search: search))\(words)"
        }
        return (["   \(plot.labelLine)", "   \(plot.axisLine)"] + rows).joined(separator: "\n")
    }

    @Test(
        "the four scenarios are drawn as the specification's pictures show them",
        arguments: [
            ("2018-01-15", "scenario-1"), ("2018-03-01", "scenario-2"), ("2018-07-08", "scenario-3"),
            ("2018-10-08", "scenario-4"),
        ])
    func scenarios(date: String, name: String) throws {
        try Golden.expect(try Self.picture(searchFrom: date, marks: .unicode), "timeline-\(name)")
        try Golden.expect(try Self.picture(searchFrom: date, marks: .ascii), "timeline-\(name)-ascii")
    }

    @Test("the ASCII variant is ASCII")
    func ascii() throws {
        #expect(try Self.picture(searchFrom: "2018-03-01", marks: .ascii).allSatisfy(\.isASCII))
    }

    /// docs/spec/rules-dates.md section 4: what is greyed.
    @Test(
        "what a search date greys out",
        arguments: [
            ("2018-01-15", ""), ("2018-03-01", "A1 A5"), ("2018-07-08", "A1 A2 A5 R6"),
            ("2018-10-08", "A1 A2 A4 A5 A6 R1 R6"),
        ])
    func greyed(date: String, ids: String) throws {
        let (context, source) = try Self.scenarios()
        var request = StructuredRecordRequest()
        request.medication = .init(searchFromDate: CivilDate(date))
        let evaluation = Evaluator.evaluate(source, request, clock: EvaluationClock(noonOf: Self.today))
        let timeline = MedicationTimeline(context)
        let out = zip(timeline.bars, timeline.standings(in: evaluation)).filter { $0.1 == .notReturned }
        #expect(out.compactMap { context.resource($0.0.resource).id }.sorted().joined(separator: " ") == ids)
    }

    private static func bar(_ period: String, type: String = "repeat") throws -> MedicationTimeline.Bar {
        let plan = Fixture.resource(
            .medicationRequest, "p", #""intent":"plan""#,
            "\"extension\":[\(Fixture.ext("PrescriptionType", #""valueCodeableConcept":{"coding":[{"code":"\#(type)"}]}"#))]"
        )
        let statement = Fixture.resource(
            .medicationStatement, "s", #""basedOn":[{"reference":"MedicationRequest/p"}]"#, period)
        return try #require(MedicationTimeline(try Fixture.context([statement, plan])).bars.first)
    }

    private static let year = TimelinePlot(
        TimelineWindow(around: CivilDate(year: 2018, month: 10, day: 8)!), columns: 24, marks: .ascii)

    @Test(
        "what is known of a span is drawn, and no more",
        arguments: [
            (#""effectivePeriod":{"start":"2018-02-01","end":"2018-04-01"}"#, "repeat", "  [==]                  "),
            (#""effectivePeriod":{"start":"2018-02-01"}"#, "repeat", "  [-------------------->"),
            (#""effectivePeriod":{"start":"2018-02-01"}"#, "acute", "  [---?                 "),
            (#""effectivePeriod":{"end":"2018-04-01"}"#, "acute", "?====]                  "),
            (#""effectivePeriod":{"start":"2017-02-01","end":"2018-04-01"}"#, "repeat", "<====]                  "),
            (#""effectivePeriod":{"start":"2018-11-01","end":"2019-04-01"}"#, "repeat", "                   [===>"),
            (#""effectivePeriod":{"start":"2016-02-01","end":"2017-04-01"}"#, "repeat", "<                       "),
            (#""effectivePeriod":{"start":"2019-02-01","end":"2019-04-01"}"#, "repeat", "                       >"),
            (#""effectivePeriod":{"start":"2018-03","end":"2018-06-15"}"#, "repeat", "   [~~====]             "),
            (#""effectivePeriod":{"start":"2018-03-01","end":"2018"}"#, "repeat", "~~~[~~~~~~~~~~~~~~~~~~~]"),
            (#""effectiveDateTime":"2018-02-01""#, "acute", "  [---?                 "),
            (#""status":"active""#, "acute", "?                       "),
            (#""effectivePeriod":{"start":"soon"}"#, "repeat", "?                       "),
        ])
    func spans(period: String, type: String, line: String) throws {
        #expect(Self.year.line(try Self.bar(period, type: type), isReturned: true) == line)
    }

    @Test("a span that is not returned has another line, whatever the colours")
    func absentLine() throws {
        let bar = try Self.bar(#""effectivePeriod":{"start":"2018-02-01","end":"2018-04-01"}"#)
        #expect(Self.year.line(bar, isReturned: false) == "  [..]                  ")
    }

    @Test(
        "ticks stand on first days of months and never touch", arguments: TimelineSpan.allCases, [1, 12, 40, 60, 150])
    func ticks(span: TimelineSpan, columns: Int) {
        let plot = TimelinePlot(TimelineWindow(span, around: Self.today), columns: columns, marks: .unicode)
        #expect(plot.labelLine.count == columns)
        #expect(plot.axisLine.count == columns)
        let ticks = plot.ticks
        for (left, right) in zip(ticks, ticks.dropFirst()) { #expect(left.column + left.text.count < right.column) }
    }

    @Test("a window moves by its step and shows a day that is asked for")
    func window() {
        var window = TimelineWindow(around: Self.today)
        #expect(window.start.description == "2018-01-01")
        #expect(window.end.description == "2019-01-01")
        window.shift(by: -1)
        #expect(window.start.description == "2017-10-01")
        window.show(CivilDate(year: 2010, month: 5, day: 3)!)
        #expect(window.contains(CivilDate(year: 2010, month: 5, day: 3)!))
        window.zoom(to: .thirtyYears)
        #expect(window.span == .thirtyYears)
    }

    @Test(
        "a month later is the same day, or the last of a shorter month",
        arguments: [
            ("2018-01-31", 1, "2018-02-28"), ("2018-03-31", -1, "2018-02-28"), ("2020-02-29", 12, "2021-02-28"),
            ("2018-12-15", 1, "2019-01-15"), ("0001-01-01", -5, "0001-01-01"),
        ])
    func months(day: String, months: Int, result: String) throws {
        #expect(try #require(CivilDate(day)).adding(months: months).description == result)
    }

    @Test("the table beside the picture has the same rows")
    func twin() throws {
        let (context, source) = try Self.scenarios()
        let evaluation = Evaluator.evaluate(source, .fullRecord, clock: EvaluationClock(noonOf: Self.today))
        let timeline = MedicationTimeline(context)
        let block = timeline.table(timeline.standings(in: evaluation))
        #expect(block.rows.map(\.resource) == timeline.bars.map { $0.resource })
        #expect(block.rows.allSatisfy { $0.cells.count == block.columns.count && !$0.cells.contains("") })
    }
}
