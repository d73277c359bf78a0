import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// What keys do to the request.
@Suite("live parameters")
struct LiveUpdateTests {
    private static func driver(rows: Int = 40, columns: Int = 120) throws -> ViewerDriver {
        ViewerDriver([try SampleRecords.scenarios()], rows: rows, columns: columns)
    }

    private static func request(_ driver: ViewerDriver) -> StructuredRecordRequest? {
        driver.state.live?.accepted.reading.request
    }

    private static let toDate = "p Down Down Down Down"

    @Test(
        "the arrows step a date by days, the other keys by months and years",
        arguments: [
            ("Left", "2018-10-07"), ("Left Left Right", "2018-10-07"), ("-", "2018-09-08"), ("<", "2017-10-08"),
            ("< - Left", "2017-09-07"), ("- + ", "2018-10-08"), ("< >", "2018-10-08"),
        ])
    func stepping(keys: String, date: String) throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) \(keys)")
        #expect(Self.request(driver)?.medication?.searchFromDate?.description == date)
    }

    @Test("every row of the table can be changed, cleared and refused without leaving the screen")
    func everyRow() throws {
        var driver = try Self.driver()
        driver.press("p")
        for row in ParameterRow.all {
            #expect((driver.state.top as? ParametersScreen)?.row == row)
            driver.press("Enter")
            if driver.state.prompt != nil { driver.press("Esc") }
            driver.press("Right Left - c")
            #expect(driver.state.topKind == .parameters)
            driver.press("Down")
        }
    }

    @Test(
        "a refused value shows its rule in the provider's words and leaves the accepted record alone",
        arguments: [
            ("\"2018-13-01\"", "medicationSearchFromDate: 2018-13-01 is not a whole date"),
            ("\"2019-01-01\"", "medicationSearchFromDate is in the future"),
            ("\"2018\"", "is not a whole date"),
        ])
    func refused(typed: String, words: String) throws {
        var driver = try Self.driver()
        driver.press(Self.toDate)
        let before = Self.request(driver)
        driver.press("Enter \(typed) Enter")
        #expect(Self.request(driver) == before)
        #expect(driver.text.replacing("\n", with: " ").contains("REFUSED 422 INVALID_PARAMETER"), "\(driver.text)")
        #expect(driver.state.live?.fault?.diagnostics?.contains(words.split(separator: ":").last ?? "") == true)
    }

    @Test("a forbidden combination is named, and goes when one side goes")
    func combination() throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) - Down Enter")
        #expect(
            driver.state.live?.fault?.diagnostics
                == "medicationSearchFromDate may not be combined with includeConsultations")
        let words = driver.text.split { $0.isWhitespace }.joined(separator: " ")
        #expect(words.contains("medicationSearchFromDate may not be combined with includeConsultations"))
        driver.press("Enter")
        #expect(driver.state.live?.fault == nil)
    }

    @Test("a value is evaluated while it is typed, and Esc brings the old one back")
    func typing() throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) Enter \"2018-07-08\"")
        #expect(Self.request(driver)?.medication?.searchFromDate?.description == "2018-07-08")
        driver.press("Esc")
        #expect(Self.request(driver)?.medication?.searchFromDate == nil)
        driver.press("Enter \"2018-07-08\" Enter")
        #expect(Self.request(driver)?.medication?.searchFromDate?.description == "2018-07-08")
        driver.press("u")
        #expect(Self.request(driver)?.medication?.searchFromDate == nil)
    }

    /// Everything of a screen but its last line, which tells what was done.
    private static func body(_ driver: ViewerDriver) -> [String] { Array(driver.lines.dropLast()) }

    @Test("undo then redo is identity, and undo goes back step by step")
    func history() throws {
        var driver = try Self.driver()
        driver.press("p")
        var dice = HardshipTests.Dice(state: 7)
        var screens = [Self.body(driver)]
        var drafts = [try #require(driver.state.live).draft]
        for _ in 0..<60 {
            driver.press(["Down", "Left", "Right", "-", "c", "Up", "<"].randomElement(using: &dice) ?? "Down")
            let draft = try #require(driver.state.live).draft
            if draft != drafts.last {
                drafts.append(draft)
                screens.append(Self.body(driver))
                let before = Self.body(driver)
                driver.press("u")
                #expect(driver.state.live?.draft == drafts[drafts.count - 2])
                driver.press("U")
                #expect(driver.state.live?.draft == draft)
                #expect(Self.body(driver) == before)
            }
        }
        for draft in drafts.dropLast().reversed() {
            driver.press("u")
            #expect(driver.state.live?.draft == draft)
        }
        driver.press("u")
        #expect(driver.text.contains("nothing to undo"))
    }

    @Test(
        "presets begin a request",
        arguments: RequestPreset.all(today: CivilDate(year: 2018, month: 10, day: 8)!).indices)
    func presets(number: Int) throws {
        var driver = try Self.driver()
        driver.press("p L \(String(repeating: "Down ", count: number)) Enter")
        let preset = RequestPreset.all(today: CivilDate(year: 2018, month: 10, day: 8)!)[number]
        #expect(Self.request(driver) == preset.request)
        #expect(driver.state.live?.fault == nil)
        #expect(driver.state.topKind == .parameters)
    }

    @Test("the predefined searches hold what would be forbidden otherwise, and say when their date is unusual")
    func predefined() throws {
        var driver = try Self.driver()
        driver.press("p L Down Enter Down Down Down Down Left")
        #expect(driver.state.live?.fault == nil)
        let notes = try #require(driver.state.live).evaluation.notes
        #expect(notes.contains { $0.hasPrefix("predefined search: medicationSearchFromDate is 2017-10-07") })
        #expect(driver.text.contains("medicationSearchFromDate is 2017-10-07"), "\(driver.text)")
    }

    @Test("saving asks for a name, hands the bytes to the edge, and changes nothing")
    func saving() throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) - - -")
        let before = Self.body(driver)
        let evaluation = try #require(driver.state.live).evaluation
        driver.press("s")
        #expect(driver.text.contains("Save the regenerated Bundle as: medication-scenarios.regenerated.json"))
        driver.press("Enter")
        guard case .save(let request) = try #require(driver.effects.last) else { throw LiveTestError.noEffect }
        #expect(request.path == "medication-scenarios.regenerated.json")
        #expect(request.bytes == BundleWriter.bytes(evaluation))
        #expect(!request.replaces)
        driver.send(.saved(request, .written))
        #expect(Self.body(driver) == before)
        #expect(driver.text.contains("saved the regenerated Bundle"))
    }

    @Test("a file that is there is replaced only after yes", arguments: [("yes", true), ("y", false), ("", false)])
    func replacing(answer: String, isReplaced: Bool) throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) - R Enter")
        guard case .save(let request) = try #require(driver.effects.last) else { throw LiveTestError.noEffect }
        let body = try RequestReader(
            today: CivilDate(year: 2018, month: 10, day: 8)!, origin: .evaluation(source: .absent)
        ).read(bytes: request.bytes)
        #expect(body.request.medication?.searchFromDate?.description == "2018-09-08")
        let count = driver.effects.count
        driver.send(.saved(request, .exists))
        #expect(driver.text.contains("type yes to replace it"))
        driver.press("\"\(answer)\" Enter")
        #expect(
            driver.effects.dropFirst(count).contains { if case .save(let again) = $0 { again.replaces } else { false } }
                == isReplaced)
    }

    @Test("a refused request is not saved")
    func refusedSave() throws {
        var driver = try Self.driver()
        driver.press("\(Self.toDate) Enter \"2030-01-01\" Enter s")
        #expect(driver.text.contains("nothing to save: the request is refused"))
    }

    @Test("the reason of a row is the same from the record, the absent row and the timeline")
    func reasons() throws {
        var driver = try Self.driver(rows: 60)
        driver.press("T - - -")
        let live = try #require(driver.state.live)
        for (index, bar) in MedicationTimeline(live.received.context).bars.enumerated() {
            driver.press("Home \(String(repeating: "Down ", count: index)) w")
            let words = live.evaluation.explanation(bar.resource).compared
            #expect(driver.text.replacing("\n", with: "").contains(words.prefix(40)), "\(driver.text)")
            driver.press("Esc")
        }
        driver.press("Esc 1 v Home")
        var absent = 0
        for _ in 0..<16 {
            driver.press("w")
            #expect(driver.state.topKind == .why)
            if driver.text.contains("! NOT RETURNED") { absent += 1 }
            driver.press("Esc Down")
        }
        #expect(absent == 5, "four medications, and a drug that nothing returned refers to")
    }

    @Test("a search date beside consultations leaves medication and allergies, says so, and can be undone")
    func reduced() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        var driver = ViewerDriver([folder], rows: 40, columns: 120)
        driver.press("T")
        #expect(Self.request(driver) == .fullRecord)
        driver.press("-")
        #expect(driver.text.contains("now allergies and medication only"))
        #expect(Self.request(driver)?.consultations == nil)
        driver.press("u")
        #expect(Self.request(driver) == .fullRecord)
    }

    @Test("the search date does not go beyond the day of the evaluation")
    func future() throws {
        var driver = try Self.driver()
        driver.press("T Right")
        #expect(driver.text.contains("a search date may not lie after 08-Oct-2018"))
    }

    @Test("the screens of the record follow the request: those of items that may be gone are left")
    func staleScreens() throws {
        var driver = try Self.driver()
        driver.press("1 Enter p Down Down Down Down - - - Esc")
        #expect(driver.state.topKind == .areas)
        #expect(driver.text.contains("regenerated here"))
    }
}

private enum LiveTestError: Error { case noEffect }
