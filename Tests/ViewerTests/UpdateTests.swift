import FHIR
import GPConnect
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// What actions do to the state.
@Suite("update")
struct UpdateTests {
    struct Step: CustomTestStringConvertible, Sendable {
        let keys: String
        let shows: [String]
        var testDescription: String { keys }
    }

    static let steps = [
        Step(keys: "2", shows: ["ALLERGIES"]), Step(keys: "0", shows: ["DOCUMENTS"]),
        Step(keys: "1 Enter", shows: ["MEDICATIONS  MedicationStatement"]),
        Step(keys: "1 Enter Esc", shows: ["row 1 of"]), Step(keys: "1 Esc", shows: ["area 1 of 10"]),
        Step(keys: "Esc", shows: ["area 1 of 10"]), Step(keys: "Esc Esc", shows: ["this is the first screen"]),
        Step(keys: "Up", shows: ["this is the top of the list"]),
        Step(keys: "1 G", shows: ["row 59 of 59"]), Step(keys: "1 j j k", shows: ["row 2 of 59"]),
        Step(keys: "x", shows: ["x does nothing here"]), Step(keys: "X", shows: ["nothing is filtered"]),
        Step(keys: "t", shows: ["everything in this record belongs to an area"]),
        Step(keys: "8 P", shows: ["no past referrals in the data returned"]),
        Step(keys: "n", shows: ["nothing was looked for yet"]), Step(keys: ".", shows: ["only one file is open"]),
        Step(keys: "? Esc", shows: ["row 1 of 59"]), Step(keys: "F1", shows: ["HELP"]),
        Step(keys: "/ Enter", shows: ["nothing to look for"]), Step(keys: "/ Esc", shows: ["nothing was asked"]),
        Step(keys: "/ \"aspirin\" Enter Enter n N", shows: ["hit 1 of 7"]),
        Step(keys: "/ \"aspirin\" Enter N", shows: ["hit 7 of 7", "round to the last"]),
        Step(keys: "1 S Enter S Enter", shows: ["Drug details: Z - A"]),
        Step(keys: "1 F Enter \"tablets\" Enter X", shows: ["all rows are shown"]),
        Step(keys: "6 F Down Down Enter \"Urea\" Enter", shows: ["Report contains Urea"]),
        Step(keys: "1 r Down Down Down Enter", shows: ["no reference on this line"]),
        Step(keys: "1 Enter c", shows: ["codes are shown"]), Step(keys: "m", shows: ["the mouse is on"]),
        Step(keys: "b e", shows: ["BUNDLE", "Patient/"]), Step(keys: "W Enter", shows: ["Esc Back"]),
    ]

    @Test("keys lead to what they say", arguments: steps)
    func keys(step: Step) throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))])
        driver.press(step.keys)
        for text in step.shows { #expect(driver.text.contains(text), "\(driver.text)") }
    }

    @Test("a reference is followed and the way back is the way there")
    func references() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))], rows: 40, columns: 100)
        driver.press("1 r End")
        let below = driver.text
        driver.press("Enter")
        #expect(driver.text.contains("List"))
        driver.press("Esc")
        #expect(driver.text == below)
    }

    @Test("a reference to what the file does not hold is marked and leads nowhere")
    func unresolved() throws {
        let folder = try #require(SampleRecords.open("unresolved-references"))
        let number = try #require(folder.record.graph.edges.first { $0.target == nil }?.source)
        var screen = ResourceScreen(folder, resource: number)
        let line = try #require(folder.text(of: number).lines.firstIndex { $0.link == .unresolved })
        let items = screen.pane.items
        let place = try #require(items.firstIndex { if case .text(let other) = $0 { other == line } else { false } })
        screen.pane.scroll = ScrollState(cursor: place)
        guard case .nothing(let why) = screen.pane.open() else { return #expect(Bool(false), "it led somewhere") }
        #expect(why.contains("not supplied"))
        #expect(screen.pane.model(width: 100).lines(place).map(\.text).joined().contains("! not supplied"))
    }

    @Test(
        "the JSON on the screen holds every name and literal as received", arguments: ["full-record", "json-oddities"])
    func lossless(name: String) throws {
        let folder = try #require(SampleRecords.open(name))
        for number in folder.record.resources.indices {
            let text = folder.text(of: number).lines.map {
                $0.name + $0.value + ($0.comma && $0.closing == nil ? "," : "")
            }
            let shown = text.joined().filter { !$0.isWhitespace }
            let source = String(decoding: folder.record.resource(number).value.source, as: UTF8.self)
            guard source.utf8.count < 3000 else { continue }
            #expect(shown == DisplayText.scrub(source).filter { !$0.isWhitespace })
        }
    }

    @Test("files are read when they are first looked at; one that fails does not stop the others")
    func files() throws {
        let first = try #require(SampleRecords.open("full-record"))
        let files = [
            OpenFile(name: "a.json", content: .record(first)), OpenFile(name: "b.json"), OpenFile(name: "c.json"),
        ]
        var driver = ViewerDriver(files: files)
        driver.press(".")
        #expect(driver.effects == [.load(file: 1)])
        driver.send(
            .loaded(file: 1, .failed(FileFailure(title: "CANNOT BE READ", lines: ["b.json: line 1, column 2"]))))
        #expect(driver.text.contains("CANNOT BE READ") && !driver.text.contains("SPECIMEN"))
        driver.press("W")
        #expect(driver.text.contains("no record is open"))
        driver.press(",")
        #expect(driver.text.contains("SPECIMEN"))
        driver.press("o Down Down Enter")
        #expect(driver.effects.last == .load(file: 2))
    }

    @Test("the privacy lock hides what is clinical, is announced, and opens by its own key alone")
    func lock() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        var driver = ViewerDriver([folder], idleMinutes: 5)
        driver.press("1")
        let before = driver.text
        driver.send(.clock(ClockReading(seconds: 1000 + 239, text: "14:10")))
        #expect(!driver.text.contains("the screen locks"))
        #expect(driver.state.nextWake(secondsIntoMinute: 0) == 1240)
        driver.send(.clock(ClockReading(seconds: 1000 + 240, text: "14:11")))
        #expect(driver.text.contains("the screen locks in 60 seconds"))
        driver.send(.clock(ClockReading(seconds: 1000 + 300, text: "14:12")))
        #expect(driver.text.contains("LOCKED") && driver.text.contains("NHS No. 900 000 0033"))
        #expect(!driver.text.contains("llerg") && !driver.text.contains("Lansoprazole"))
        driver.press("1 Enter j")
        #expect(driver.text.contains("LOCKED"))
        driver.press("F12")
        #expect(driver.text.replacing("14:12", with: "14:07") == before)
    }

    @Test("the program is woken for a clock that is on the screen and for the lock, else never")
    func waking() throws {
        let folder = try #require(SampleRecords.open("infant"))
        let cases: [(rows: Int, columns: Int, idle: Int?, wake: Int?)] = [
            (24, 80, nil, 1045), (24, 80, 5, 1045), (24, 60, nil, nil), (24, 60, 5, 1240), (5, 20, nil, nil),
            (5, 20, 5, 1240),
        ]
        for size in cases {
            let driver = ViewerDriver([folder], rows: size.rows, columns: size.columns, idleMinutes: size.idle)
            #expect(driver.state.nextWake(secondsIntoMinute: 15) == size.wake, "\(size)")
            #expect(driver.text.contains("14:07 (24 hour)") == (size.columns == 80), "\(size)")
        }
    }

    @Test("copying hands over the value or the resource as received")
    func copying() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        var driver = ViewerDriver([folder])
        driver.press("1 r y")
        guard case .copy(let text, let what) = driver.effects.last else {
            return #expect(Bool(false), "nothing copied")
        }
        let number = try #require(folder.listing(.medications, AreaQuery()).row(0)?.resource)
        #expect(text == String(decoding: folder.record.resource(number).value.source, as: UTF8.self))
        driver.send(.copied(.sent(characters: text.count), what: what))
        #expect(driver.text.contains("copied \(what)"))
    }

    @Test("a patient that is missing is said on the whole screen first")
    func missingPatient() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("missing-patient"))])
        #expect(driver.text.contains("!! PATIENT IDENTITY NOT SUPPLIED"))
        #expect(!driver.text.contains("MEDICATIONS"))
        driver.press("Enter")
        #expect(driver.text.contains("MEDICATIONS"))
    }

    @Test("another patient than the one asked for is said on the whole screen first, and stays in the warnings bar")
    func mismatch() throws {
        let context = try #require(SampleRecords.open("full-record")).context
        var origin = context.origin
        for (asked, isOther) in [("9000000033", false), ("9990001928", true)] {
            origin.askedNHSNumber = asked
            let other = RecordContext(record: context.record, origin: origin, referenceDay: context.referenceDay)
            var driver = ViewerDriver([RecordFolder(context: other)])
            #expect(driver.text.contains("!! PATIENT MISMATCH") == isOther)
            guard isOther else { continue }
            #expect(driver.text.contains("999 000 1928") && !driver.text.contains("MEDICATIONS"))
            driver.press("Enter")
            #expect(
                driver.text.contains("MEDICATIONS") && driver.text.contains("PATIENT MISMATCH asked for 999 000 1928"))
        }
    }

    @Test("keys of the configuration take the place of the table's, and unknown ones are named")
    func configuredKeys() throws {
        let map = try KeyMap(configured: ["help": ["Ctrl-G"], "quit": ["Q", "F10"]])
        #expect(map.command(for: .control("G"), on: .areas)?.id == .help)
        #expect(map.command(for: .function(1), on: .areas) == nil)
        #expect(map.command(for: .character("Q"), on: .detail)?.id == .quit)
        #expect(throws: KeyMapError.unknownCommand("fly")) { try KeyMap(configured: ["fly": ["x"]]) }
        #expect(throws: KeyMapError.unknownKey(command: "help", key: "F99")) {
            try KeyMap(configured: ["help": ["F99"]])
        }
    }

    @Test("no key means two things on one screen, and no command needs a bracket, brace, tilde or bar")
    func keyTable() {
        let kinds: [ScreenKind] = [
            .areas, .detail, .bundle, .resource, .warnings, .about, .search, .help, .patient, .files, .choice, .notice,
            .areaNotes,
        ]
        for kind in kinds {
            var seen: [KeyEvent: CommandID] = [:]
            for command in CommandTable.all where command.scope.holds(kind) {
                for key in command.keys {
                    #expect(seen[key] == nil, "\(key.name) on \(kind.name)")
                    seen[key] = command.id
                }
                #expect(command.keys.contains { !"[]{}~|".contains($0.name) })
            }
        }
    }
}
