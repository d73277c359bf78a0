import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/rules-dates.md section 7: the 68 rows, read from the digest itself.
@Suite("The truth table of dates")
struct TruthTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let number: String
        let area: String
        let recorded: String
        let search: String
        let isReturned: Bool
        var testDescription: String { "\(number): \(area) \(recorded) in \(search)" }
    }

    static let rows: [Row] = {
        let cells = (try? ProjectFiles.rows("rules-dates.md", section: "7.")) ?? []
        return cells.filter { $0.count == 6 && Int($0[0]) != nil }.map { cells in
            Row(
                number: cells[0], area: cells[1], recorded: cells[2].filter { $0 != "`" }, search: cells[3],
                isReturned: cells[4].contains("yes"))
        }
    }()

    @Test("All 68 rows are read") func allRows() { #expect(Self.rows.count == 68) }

    @Test("Each row", arguments: rows)
    func row(row: Row) throws {
        let (code, resources, request) = try Self.parts(of: row)
        let evaluation = try TestRecord.evaluate(
            resources + [TestRecord.list(code, [Self.label(resources[0])])], request)
        #expect(evaluation.members(code)?.isEmpty == !row.isReturned)
        #expect(evaluation.holds(Self.label(resources[0])) == row.isReturned)
    }

    private static func label(_ resource: String) -> String {
        let words = resource.split(separator: "\"")
        return "\(words[3])/\(words[7])"
    }

    private static func parts(of row: Row) throws -> (ListCode, [String], StructuredRecordRequest) {
        let period = try searchPeriod(row.search)
        switch row.area {
        case "uncategorised":
            let resource = TestRecord.resource("Observation", "o", member("effectiveDateTime", row.recorded))
            return (.uncategorised, [resource], TestRecord.request { $0.uncategorised = .init(searchPeriod: period) })
        case "investigations":
            let resource = TestRecord.resource("DiagnosticReport", "d", member("issued", row.recorded))
            return (.investigations, [resource], TestRecord.request { $0.investigations = .init(searchPeriod: period) })
        case "referrals":
            let resource = TestRecord.resource("ReferralRequest", "r", member("authoredOn", row.recorded))
            return (.referrals, [resource], TestRecord.request { $0.referrals = .init(searchPeriod: period) })
        case "consultations":
            let ends = row.recorded.split(separator: ";").map { String($0.split(separator: " ").last ?? "") }
            let resource = TestRecord.resource("Encounter", "e1", periodMember("period", ends[0], ends[1]))
            return (.consultations, [resource], TestRecord.request { $0.consultations = .init(searchPeriod: period) })
        case "diary":
            let ends = row.recorded.split(separator: "/").map(String.init)
            let planned =
                ends.count == 2
                ? periodMember("occurrencePeriod", ends[0], ends[1]) : member("occurrenceDateTime", ends[0])
            let until = CivilDate(String(row.search.dropFirst("to ".count)))
            return (
                .diary, [TestRecord.resource("ProcedureRequest", "d", planned, #""status":"active","intent":"plan""#)],
                TestRecord.request { $0.diary = .init(searchDate: until) }
            )
        default: return medication(row)
        }
    }

    private static func medication(_ row: Row) -> (ListCode, [String], StructuredRecordRequest) {
        let parts = row.recorded.split(separator: ";").map { $0.trimmingPrefix(while: { $0 == " " }) }
        let words = parts[0].split(separator: ",")
        let type = words[0] == "type not given" ? nil : String(words[0])
        let ends = parts[1].split(separator: " ").filter { $0 != ".." }.map { $0 == "(absent)" ? nil : String($0) }
        let from = CivilDate(String(row.search.dropFirst("from ".count)))
        return (
            .medications,
            TestRecord.medication("m", type: type, start: ends[0], end: ends[1], isElsewhere: words.count > 1),
            TestRecord.request { $0.medication = .init(searchFromDate: from) }
        )
    }

    private static func searchPeriod(_ text: String) throws -> SearchPeriod? {
        let ends = text.split(separator: " ").filter { $0 != ".." }.map { CivilDate(String($0)) }
        guard ends.count == 2, ends[0] != nil || ends[1] != nil else { return nil }
        return SearchPeriod(start: ends[0], end: ends[1])
    }

    private static func member(_ name: String, _ text: String) -> String {
        text == "(absent)" ? "" : #""\#(name)":"\#(text)""#
    }

    private static func periodMember(_ name: String, _ start: String, _ end: String) -> String {
        let ends = [member("start", start), member("end", end)].filter { !$0.isEmpty && !$0.contains("(absent)") }
        return ends.isEmpty ? "" : #""\#(name)":{\#(ends.joined(separator: ","))}"#
    }
}
