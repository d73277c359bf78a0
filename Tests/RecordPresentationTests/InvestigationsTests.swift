import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Investigations show every comment at its level")
struct InvestigationsTests {
    private static let note = #""coding":[{"system":"http://snomed.info/sct","code":"37331000000100"}]"#

    private static func related(_ type: String, _ id: String) -> String {
        #"{"type":"\#(type)","target":{"reference":"Observation/\#(id)"}}"#
    }

    private static func filing(_ id: String, _ comment: String, of target: String? = nil) -> String {
        let link = target.map { #","related":[\#(related("derived-from", $0))]"# } ?? ""
        return Fixture.resource(
            .observation, id, #""code":{\#(note)},"status":"unknown","comment":"\#(comment)""# + link,
            #""effectiveDateTime":"2024-08-13T08:43:00+01:00""#)
    }

    private static func report(_ results: [String], _ members: String...) -> String {
        let references = results.map { #"{"reference":"Observation/\#($0)"}"# }.joined(separator: ",")
        return Fixture.resource(
            .diagnosticReport, "r", #""issued":"2024-08-12T17:30:00+01:00""#, #""result":[\#(references)]"#,
            members.joined(separator: ","))
    }

    private static func potassium(_ id: String, _ members: String...) -> String {
        Fixture.observation(
            id, "Serum potassium", #""valueQuantity":{"value":5.90,"unit":"mmol/L","comparator":">="}"#,
            members.joined(separator: ","))
    }

    /// Report r (1) with group g of k and n, a stand-alone h, and filing comments at every level.
    private static let whole = [
        report(
            ["h", "f1", "g"], #""status":"unknown","conclusion":"Line one\n  Line  two""#,
            #""specimen":[{"reference":"Specimen/s"}],"basedOn":[{"reference":"ProcedureRequest/q"}]"#),
        Fixture.observation(
            "g", "U and E",
            #""comment":"group comment","related":[\#(related("has-member", "k")),\#(related("has-member", "n"))]"#),
        potassium("k", #""comment":"own comment","referenceRange":[{"low":{"value":3.5},"high":{"value":5.3}}]"#),
        Fixture.observation(
            "n", "Serum sodium", #""valueQuantity":{"value":139,"unit":"mmol/L"},"status":"preliminary""#),
        Fixture.observation("h", "HbA1c", #""valueQuantity":{"value":58,"unit":"mmol/mol"},"status":"final""#),
        filing("f1", "report filed"), filing("f2", "group filed", of: "g"), filing("f3", "result filed", of: "k"),
        Fixture.resource(.specimen, "s", Fixture.concept("type", "Blood"), #""note":[{"text":"haemolysed"}]"#),
        Fixture.resource(
            .procedureRequest, "q", #""intent":"order""#, Fixture.concept("code", "Bloods please"),
            #""note":[{"text":"on ramipril"}]"#),
    ]

    @Test("a report is read from top to bottom: report, specimen, request, results, groups, filing")
    func order() throws {
        let context = try Fixture.context(Self.whole)
        let detail = AreaCatalogue.detail(of: 1, in: context)
        let main = detail.sections.filter { $0.kind == .main }
        #expect(
            main.prefix(8).map(\.title) == [
                "Report", "Specimen: Blood", "Test request: Bloods please", "HbA1c", "Group: U and E",
                "Serum potassium", "Serum sodium", "Filing comments on the report",
            ])
        #expect(main.prefix(8).map(\.depth) == [0, 1, 1, 0, 0, 1, 1, 0])
        #expect(detail.section("Report")?.contains("Conclusion: Line one\n  Line  two") == true)
        #expect(detail.section("Report")?.contains("Status: status not stated") == true)
        #expect(detail.section("Specimen: Blood")?.contains("Note: haemolysed") == true)
        #expect(detail.section("Test request: Bloods please")?.contains("Note: on ramipril") == true)
        #expect(
            detail.section("Group: U and E") == [
                "Status: status not stated", "Comment: group comment", "Filed 13-Aug-2024 08:43: group filed",
            ])
        #expect(detail.section("Filing comments on the report") == ["Filed 13-Aug-2024 08:43: report filed"])
    }

    @Test("a result has comparator, value, unit, range, flag, comment and filing together")
    func result() throws {
        let detail = AreaCatalogue.detail(of: 1, in: try Fixture.context(Self.whole))
        #expect(
            detail.section("Serum potassium") == [
                "Result: >= 5.90 mmol/L", "In words: greater than or equal to 5.90 mmol/L",
                "Reference range: 3.5 to 5.3", "Status: status not stated", "Comment: own comment",
                "Filed 13-Aug-2024 08:43: result filed",
            ])
        #expect(detail.section("Serum sodium")?.contains("Status: PRELIMINARY") == true)
    }

    @Test("the row names groups and tests, its status and its marks; values with a comment are marked")
    func row() throws {
        let context = try Fixture.context(Self.whole + [Fixture.list(.investigations, ["DiagnosticReport/r"])])
        let row = try #require(AreaCatalogue.view(of: .investigations, in: context).row("DiagnosticReport/r"))
        #expect(row.cells == ["12-Aug-2024", "HbA1c; U and E", "status not stated", "Not recorded"])
        #expect(row.markWords == ["status not stated", "a result is PRELIMINARY", "7 comments"])
        #expect(
            row.lineWords == [
                "HbA1c 58 mmol/mol ! comment", "Serum potassium >= 5.90 mmol/L ! comment",
                "Serum sodium 139 mmol/L ! comment",
            ])
    }

    @Test(
        "a report that is not final says so in its row",
        arguments: [
            ("preliminary", "PRELIMINARY"), ("partial", "PARTIAL"), ("amended", "AMENDED"),
            ("corrected", "CORRECTED"), ("unknown", "status not stated"), ("final", "Final"),
        ])
    func status(code: String, words: String) throws {
        let context = try Fixture.context([
            Self.report([], #""status":"\#(code)""#), Fixture.list(.investigations, ["DiagnosticReport/r"]),
        ])
        let row = try #require(AreaCatalogue.view(of: .investigations, in: context).rows.first)
        #expect(row.cells[2] == words)
        #expect(row.markWords.contains("not filed: no filing comment came"))
    }

    @Test("a group may name its results without a type; a child may name its group alone; rings end")
    func links() throws {
        let context = try Fixture.context([
            Self.report(["k", "g"]),
            Fixture.observation(
                "g", "Group",
                #""related":[{"target":{"reference":"Observation/n"}},\#(Self.related("derived-from", "n"))]"#),
            Self.potassium("k", #""related":[\#(Self.related("derived-from", "g"))]"#),
            Fixture.observation("n", "Sodium", #""related":[\#(Self.related("has-member", "g"))]"#),
        ])
        let report = TestReport(report: 1, in: context.record)
        #expect(report.findings.map(\.observation) == [2, 4, 3])
        #expect(report.findings.map(\.depth) == [0, 1, 1])
    }

    @Test("what a report names and the record lacks is said in row and detail")
    func missing() throws {
        let context = try Fixture.context([
            Self.report(["gone"]), Fixture.list(.investigations, ["DiagnosticReport/r"]),
        ])
        let row = try #require(AreaCatalogue.view(of: .investigations, in: context).rows.first)
        #expect(row.markWords.contains("not supplied: Observation/gone"))
        let detail = AreaCatalogue.detail(of: 1, in: context)
        #expect(detail.section("Not supplied") == ["Part of the report: not supplied: Observation/gone"])
    }

    @Test("specimens and requests that no report holds have rows of their own")
    func unlisted() throws {
        let context = try Fixture.context(Array(Self.whole.suffix(2)))
        let rows = AreaCatalogue.view(of: .investigations, in: context).rows
        #expect(rows.map { $0.cells[1] } == ["Specimen: Blood", "Test request: Bloods please"])
    }

    @Test("laboratory text keeps its lines and columns", arguments: ["a\n  b", " * 5.9   mmol/L\n"])
    func fixedWidth(text: String) throws {
        let escaped = text.replacing("\n", with: #"\n"#)
        let context = try Fixture.context([
            Self.report(["x"]), Fixture.observation("x", "X", #""comment":"\#(escaped)""#),
        ])
        let fields = AreaCatalogue.detail(of: 1, in: context).sections.flatMap(\.fields)
        #expect(fields.first { $0.label == "Comment" } == DetailField("Comment", text, style: .fixedWidth))
        let own = AreaCatalogue.detail(of: 2, in: context).sections.flatMap(\.fields)
        #expect(own.first { $0.label == "Comment" } == DetailField("Comment", text, style: .fixedWidth))
    }

    @Test("every text of a report's parts is in its detail", arguments: RecordFiles.corpus + RecordFiles.samples)
    func everyComment(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let record = context.record
        for number in record.resources.indices where record.resource(number).type == .diagnosticReport {
            let text = AreaCatalogue.detail(of: number, in: context).words.joined(separator: "\n")
            for part in Self.parts(of: number, in: record) {
                let value = record.resource(part).value
                let texts = [value["comment"], value["conclusion"]] + value.all("note").map { $0["text"] }
                for words in texts.compactMap({ $0?.recorded?.nonEmpty }) {
                    #expect(text.contains(DisplayText.scrub(words).plain))
                }
            }
        }
    }

    /// Everything that hangs on a report by references, found without the code under test.
    private static func parts(of report: Int, in record: StructuredRecord) -> Set<Int> {
        let types: Set<ResourceType> = [.observation, .specimen, .procedureRequest]
        var found: Set<Int> = [report]
        var pending = [report]
        while let number = pending.popLast() {
            let next =
                record.graph.outgoing(number).compactMap(\.target)
                + record.graph.incoming(number).map(\.source).filter { record.resource($0).type == .observation }
            for part in next where types.contains(record.resource(part).type) && found.insert(part).inserted {
                if record.resource(part).type == .observation { pending.append(part) }
            }
        }
        return found
    }
}
