import FHIR
import GPConnect

/// Answers a request from a source as a provider would: a pure function of source, request, clock and trace id.
package enum Evaluator {
    /// The trace id of an answer that no request over the network asked for.
    package static let defaultTraceID = "0f6d7f7e-2f0b-4a52-9f39-5b6a0a9d1c77"

    package static func evaluate(
        _ source: SourceRecord, _ request: StructuredRecordRequest, clock: EvaluationClock,
        traceID: String = defaultTraceID
    ) -> Evaluation {
        evaluate(source, RequestReading(request), clock: clock, traceID: traceID)
    }

    package static func evaluate(
        _ source: SourceRecord, _ reading: RequestReading, clock: EvaluationClock, traceID: String = defaultTraceID
    ) -> Evaluation {
        var run = EvaluationRun(source: source, request: reading.request)
        run.selectPrimaryLists()
        run.followConsultations()
        run.followProblems()
        run.linkProblems()
        run.listEndedAllergies()
        run.includeActors()
        run.explainTheRest()
        let lists = ListAssembly(draft: run.draft, source: source, request: reading.request, clock: clock).lists()
        return Evaluation(
            source: source, reading: reading, clock: clock, traceID: traceID, draft: run.draft, lists: lists)
    }
}
