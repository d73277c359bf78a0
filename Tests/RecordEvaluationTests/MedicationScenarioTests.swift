import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/rules-dates.md section 4: fourteen medications, four search dates, 56 flags, read from the digest itself.
@Suite("The four scenarios of the medication search date")
struct MedicationScenarioTests {
    static let dates = ["2018-01-15", "2018-03-01", "2018-07-08", "2018-10-08"]

    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        let type: String
        let start: String
        let end: String?
        let flags: [Bool]
        var testDescription: String { id }
    }

    static let rows: [Row] = {
        let cells = (try? ProjectFiles.rows("rules-dates.md", section: "4.")) ?? []
        return cells.filter { $0.count == 8 && ($0[0].hasPrefix("A") || $0[0].hasPrefix("R")) }.map { cells in
            let type =
                cells[1].hasPrefix("acute")
                ? "acute" : cells[1].hasPrefix("repeat disp") ? "repeat-dispensing" : "repeat"
            return Row(
                id: cells[0], type: type, start: cells[2], end: cells[3] == "absent" ? nil : cells[3],
                flags: cells[4...].map { $0 == "returned" })
        }
    }()

    @Test("All fourteen medications are read from the table")
    func allRows() { #expect(Self.rows.count == 14) }

    @Test("Each medication on each search date", arguments: rows)
    func flags(row: Row) throws {
        let resources = TestRecord.medication(row.id, type: row.type, start: row.start, end: row.end)
        let source = try TestRecord.source(
            resources + [TestRecord.list(.medications, ["MedicationStatement/\(row.id)"])])
        for (date, isReturned) in zip(Self.dates, row.flags) {
            let evaluation = try Self.evaluate(source, date)
            #expect(evaluation.holds("MedicationStatement/\(row.id)") == isReturned, "\(row.id) on \(date)")
            #expect(evaluation.members(.medications) == (isReturned ? ["MedicationStatement/\(row.id)"] : []))
        }
    }

    @Test("The sample record of the scenarios gives the same flags")
    func sampleRecord() throws {
        let source = try ProjectFiles.source("sample-data/medication-scenarios.json")
        for (place, date) in Self.dates.enumerated() {
            let returned = try #require(try Self.evaluate(source, date).members(.medications)).count
            // The sample holds one medication more, prescribed elsewhere, which every search returns.
            #expect(returned == Self.rows.count { $0.flags[place] } + 1)
        }
    }

    private static func evaluate(_ source: SourceRecord, _ date: String) throws -> Evaluation {
        let day = try #require(CivilDate(date))
        let clock = EvaluationClock(noonOf: try #require(CivilDate("2018-10-08")))
        return Evaluator.evaluate(
            source, TestRecord.request { $0.medication = .init(searchFromDate: day) }, clock: clock)
    }
}
