import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI
import Viewer

/// The records of `sample-data`, opened as the command line opens them, with a fixed day and time.
enum SampleRecords {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = root.appendingPathComponent("sample-data")

    /// Every file of `sample-data` that opens as a record.
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".request.json") }.map { String($0.dropLast(5)) }
            .filter { open($0) != nil }.sorted()
    }()

    static let clock = ClockReading(seconds: 1000, text: "14:07")
    static let day = CivilDate(year: 2024, month: 9, day: 15)!

    /// Nil for what is no record.
    static func open(_ name: String) -> RecordFolder? {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name + ".json")),
            let bundle = try? FHIR.Bundle(bytes: Array(data)), bundle.failure == nil, bundle.kind != .notFHIR
        else { return nil }
        return open(bundle, name: name)
    }

    static func open(_ bundle: FHIR.Bundle, name: String) -> RecordFolder {
        let isFetched = FileManager.default.fileExists(
            atPath: folder.appendingPathComponent(name + ".request.json").path)
        let origin = RecordOrigin(
            name: name + ".json", retrieved: isFetched ? FHIRDateTime("2024-09-15T09:58:00+01:00") : nil,
            scope: isFetched ? scope(name) : nil, provider: isFetched ? "A99999" : nil)
        return RecordFolder(
            context: RecordContext(record: StructuredRecord(bundle: bundle), origin: origin, referenceDay: day))
    }

    private static func scope(_ name: String) -> RequestScope? {
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(name + ".request.json")) else {
            return nil
        }
        let reader = RequestReader(today: day, origin: .evaluation(source: .absent))
        return (try? reader.read(bytes: Array(data))).map { RequestScope($0.request) }
    }
}

/// Types into a viewer and looks at its screen.
struct ViewerDriver {
    var state: ViewerState
    var effects: [Effect] = []

    init(
        _ folders: [RecordFolder], rows: Int = 24, columns: Int = 80, glyphs: Glyphs = .ascii, idleMinutes: Int? = nil
    ) {
        let files = folders.map { OpenFile(name: $0.context.origin.name, content: .record($0)) }
        self.init(files: files, rows: rows, columns: columns, glyphs: glyphs, idleMinutes: idleMinutes)
    }

    init(files: [OpenFile], rows: Int = 24, columns: Int = 80, glyphs: Glyphs = .ascii, idleMinutes: Int? = nil) {
        state = ViewerState(
            files: files, size: TerminalSize(rows: rows, columns: columns), clock: SampleRecords.clock,
            settings: ViewerSettings(glyphs: glyphs, idleMinutes: idleMinutes))
        resize(rows: rows, columns: columns)
    }

    /// Keys by their names, parted by spaces; `"words"` are typed letter by letter.
    mutating func press(_ keys: String) {
        var isTyping = false
        for part in keys.split(separator: "\"", omittingEmptySubsequences: false) {
            if isTyping {
                for character in part { send(.key(.character(character))) }
            } else {
                for name in part.split(separator: " ") { send(.key(KeyEvent(name: name)!)) }
            }
            isTyping.toggle()
        }
    }

    mutating func resize(rows: Int, columns: Int) {
        send(.resize(TerminalSize(rows: rows, columns: columns)))
    }

    mutating func send(_ action: Action) {
        let (next, effects) = state.update(action)
        state = next
        self.effects += effects
    }

    var screen: CellBuffer { state.render() }
    var text: String { screen.text }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
