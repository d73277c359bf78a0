import FHIR
import GPConnect
import RecordEvaluation
import RecordPresentation
import Synchronization

/// One accepted request with its answer. The evaluation is there at once; the Bundle and the record made of it when a
/// screen first asks, so that a key pressed on the parameters waits for neither.
package final class Regeneration: Sendable {
    package let reading: RequestReading
    package let evaluation: Evaluation
    package let changes: RecordChanges
    private let received: RecordFolder
    private let made = Mutex<Made?>(nil)

    private struct Made: Sendable {
        let plain: RecordFolder
        let withAbsent: RecordFolder
    }

    init(_ reading: RequestReading, source: SourceRecord, received: RecordFolder) {
        self.reading = reading
        self.received = received
        let clock = EvaluationClock(noonOf: received.context.referenceDay)
        evaluation = Evaluator.evaluate(source, reading, clock: clock)
        changes = RecordChanges(received: received.record, evaluation: evaluation)
    }

    /// The record as the request returns it, with or without the rows that it leaves out.
    package func folder(showsAbsent: Bool) -> RecordFolder {
        let both = made.withLock { made in
            if let made { return made }
            let new = make()
            made = new
            return new
        }
        return showsAbsent ? both.withAbsent : both.plain
    }

    /// The Bundle is read again rather than trusted: what the screens show is what would be saved.
    private func make() -> Made {
        guard let bundle = try? FHIR.Bundle(bytes: bytes) else { return Made(plain: received, withAbsent: received) }
        var origin = received.context.origin
        origin.scope = RequestScope(reading.request)
        let context = RecordContext(
            record: StructuredRecord(bundle: bundle), origin: origin, referenceDay: received.context.referenceDay)
        let received = received
        let overlay = { @Sendable (showsAbsent: Bool) in
            { @Sendable (view: AreaView) in
                guard let area = view.area else { return view }
                return AreaOverlay(received: received.view(area), from: received.context, to: context)
                    .applied(to: view, showsAbsent: showsAbsent)
            }
        }
        return Made(
            plain: RecordFolder(context: context, overlay: overlay(false)),
            withAbsent: RecordFolder(context: context, overlay: overlay(true)))
    }

    package var bytes: [UInt8] { BundleWriter.bytes(evaluation) }
    package var requestBytes: [UInt8] { reading.request.body.bytes }
}
