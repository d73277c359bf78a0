import FHIR
import Foundation
import GPConnect
import RecordEvaluation

/// Evaluating in process: the source's facts once, then again after one changed parameter, and writing the Bundle.
struct EvaluationBenchmark {
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 7 : 25 }

    func run() throws {
        let bytes = file.bytes
        let bundle = try FHIR.Bundle(bytes: bytes)
        let record = StructuredRecord(bundle: bundle)
        let read = Stopwatch.milliseconds(runs: runs) {
            _ = (try? FHIR.Bundle(bytes: bytes)).map { StructuredRecord(bundle: $0) }
        }
        Stopwatch.line(
            "facts of the source, once", Stopwatch.milliseconds(runs: runs) { _ = SourceRecord(record: record) })
        let source = SourceRecord(record: record)
        let clock = EvaluationClock(unixSeconds: 1_726_398_000)
        for (name, request) in Self.requests {
            let evaluate = Stopwatch.milliseconds(runs: runs) { _ = Evaluator.evaluate(source, request, clock: clock) }
            Stopwatch.line("evaluate, \(name)", evaluate)
            print(String(format: "  %.0f evaluations a second", 1000 / evaluate))
        }
        let evaluation = Evaluator.evaluate(source, .fullRecord, clock: clock)
        let write = Stopwatch.milliseconds(runs: runs) { _ = BundleWriter.bytes(evaluation) }
        Stopwatch.line("write the Bundle", write, beside: ("reading it", read))
        Stopwatch.line("all reasons in words", Stopwatch.milliseconds(runs: runs) { _ = evaluation.explanations })
    }

    private static let requests: [(String, StructuredRecordRequest)] = {
        var filtered = StructuredRecordRequest()
        filtered.allergies = .init(includeResolved: true)
        filtered.medication = .init(searchFromDate: CivilDate("2018-03-01"))
        filtered.uncategorised = .init(searchPeriod: SearchPeriod(start: CivilDate("2015-01-01"), end: nil))
        filtered.investigations = .init()
        filtered.referrals = .init()
        filtered.diary = .init()
        filtered.immunisations = .init()
        return [("full record", .fullRecord), ("medication search date moved", filtered)]
    }()
}
