import FHIR
import GPConnect
import RecordPresentation
import TerminalUI
import Viewer

/// From a key to the cells of the next screen, in process: what a person waits for before the terminal is written to.
struct KeyBenchmark {
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 10 : 30 }

    func run() throws {
        let context = RecordContext(
            record: StructuredRecord(bundle: try FHIR.Bundle(bytes: file.bytes)), origin: RecordOrigin(name: file.name),
            referenceDay: CivilDate(daysSince1970: 20_000))
        var state = ViewerState(
            files: [OpenFile(name: file.name, content: .record(RecordFolder(context: context)))],
            size: TerminalSize(rows: 40, columns: 120), clock: ClockReading(seconds: 0, text: "12:00"),
            settings: ViewerSettings())
        press("T Right", &state)
        measure("key to screen, search date on the timeline", "Left", &state)
        press("Esc p Down Down Down Down", &state)
        measure("key to screen, date among the parameters", "Left", &state)
        press("Esc 1", &state)
        measure("key to screen, medications made anew by undo", "u U", &state)
        press("T Left Esc 6", &state)
        measure("key to screen, cursor move", "j k", &state)
    }

    private func press(_ keys: String, _ state: inout ViewerState) {
        for key in keys.split(separator: " ") {
            if let event = KeyEvent(name: key) { state = state.update(.key(event)).state }
        }
    }

    /// The keys in turn. The slowest is what a person notices; the first of its kind makes what the others find made.
    private func measure(_ name: String, _ keys: String, _ state: inout ViewerState) {
        let events = keys.split(separator: " ").compactMap { KeyEvent(name: $0) }
        var times: [Double] = []
        for run in 0..<runs {
            times.append(
                Stopwatch.milliseconds(runs: 1) {
                    state = state.update(.key(events[run % events.count])).state
                    _ = state.render()
                })
        }
        times.sort()
        Stopwatch.line(name, times[times.count / 2])
        Stopwatch.line("  the slowest of \(runs)", times[times.count - 1])
    }
}
