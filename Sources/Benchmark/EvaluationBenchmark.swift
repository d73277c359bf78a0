import FHIR
import GPConnect
import RecordEvaluation

/// Answering requests from a record that is read already, beside reading it.
struct EvaluationBenchmark {
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 7 : 25 }
    private let clock = EvaluationClock(noonOf: CivilDate(daysSince1970: 20_000))

    func run() throws {
        let bytes = file.bytes
        let read = Stopwatch.milliseconds(runs: runs) {
            _ = (try? FHIR.Bundle(bytes: bytes)).map { StructuredRecord(bundle: $0) }
        }
        let record = StructuredRecord(bundle: try FHIR.Bundle(bytes: bytes))
        let source = SourceRecord(record: record)
        Stopwatch.line(
            "prepare as a source, once", Stopwatch.milliseconds(runs: runs) { _ = SourceRecord(record: record) },
            beside: ("the read", read))
        let whole = Stopwatch.milliseconds(runs: runs) { _ = Evaluator.evaluate(source, .fullRecord, clock: clock) }
        Stopwatch.line("evaluate the full record", whole, beside: ("the read", read))
        print("  that is \(Int(1000 / whole)) evaluations a second")
        Stopwatch.line("evaluate again, one parameter changed", changed(source), beside: ("the read", read))
        let evaluation = Evaluator.evaluate(source, .fullRecord, clock: clock)
        Stopwatch.line(
            "write the Bundle", Stopwatch.milliseconds(runs: runs) { _ = BundleWriter.bytes(evaluation) },
            beside: ("the read", read))
    }

    /// A search date that moves by a day each time.
    private func changed(_ source: SourceRecord) -> Double {
        var request = StructuredRecordRequest()
        request.allergies = .init(includeResolved: true)
        request.investigations = .init()
        request.immunisations = .init()
        request.uncategorised = .init()
        var day = clock.today
        return Stopwatch.milliseconds(runs: runs) {
            day = day.adding(days: -1)
            request.medication = .init(searchFromDate: day)
            _ = Evaluator.evaluate(source, request, clock: clock)
        }
    }
}
