import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

/// The promises of docs/OUTPUT.md and of docs/spec/display.md section 12.
@Suite("what show prints")
struct OutputTests {
    private static let observation = Fixture.resource(
        .observation, "o1", Fixture.concept("code", "=SUM(A1) \\u001b[31mred"),
        #""effectiveDateTime":"2009-04","valueQuantity":{"value":5.0,"comparator":"<","unit":"mmol/L"}"#)

    private func context() throws -> RecordContext {
        try Fixture.context([
            Self.observation,
            Fixture.list(.uncategorised, ["Observation/o1", "Observation/o1", "Observation/gone"]),
            Fixture.list(.allergies, [], #""note":[{"text":"Information not available"}]"#),
        ])
    }

    @Test("JSON has one item for each list entry, with reference, list and the mark notSupplied")
    func json() throws {
        let document = try JSONDocument(bytes: ReportJSON.bytes(RecordReport(try context())))
        let areas = document.root.all("areas")
        #expect(areas.compactMap { $0["area"]?.string }.sorted() == ClinicalArea.allCases.map(\.rawValue).sorted())
        let area = try #require(areas.first { $0["area"]?.isText("uncategorised") == true })
        #expect(area["state"]?.string == "returned")
        let items = area.all("items")
        #expect(
            items.compactMap { $0["reference"]?.string }.sorted() == [
                "Observation/gone", "Observation/o1", "Observation/o1",
            ])
        #expect(items.allSatisfy { $0["list"]?.string == ListCode.uncategorised.code })
        let missing = try #require(items.first { $0["reference"]?.isText("Observation/gone") == true })
        #expect(missing.all("marks").compactMap(\.string).contains("notSupplied"))
        let states = Dictionary(
            uniqueKeysWithValues: areas.map { ($0["area"]?.string ?? "", $0["state"]?.string ?? "") })
        #expect(states["allergies"] == "empty")
        #expect(states["medications"] == "notReturned")
    }

    @Test("no format lets a control character through")
    func noControlCharacters() throws {
        let report = RecordReport(try context())
        let outputs = [
            String(decoding: ReportJSON.bytes(report), as: UTF8.self),
            ReportCSV.text(report).replacing("\r\n", with: "\n"),
            ReportText.text { report },
        ]
        for text in outputs {
            #expect(text.unicodeScalars.allSatisfy { ($0.value >= 0x20 && $0.value != 0x7F) || $0 == "\n" })
            #expect(text.contains("\u{241B}[31mred"))
        }
    }

    @Test("a CSV cell that a spreadsheet would run begins with an apostrophe")
    func spreadsheetFormula() throws {
        let context = try Fixture.context([
            Fixture.resource(.observation, "=cmd", Fixture.concept("code", "x")),
            Fixture.list(.uncategorised, ["Observation/=cmd", "=HYPERLINK(1)"]),
        ])
        let text = ReportCSV.text(RecordReport(context))
        #expect(text.contains("\"'=HYPERLINK(1)\""))
        #expect(!text.contains(",=HYPERLINK"))
    }

    @Test("plain text has no boxes, dates in full and comparators in words")
    func plainText() throws {
        let text = ReportText.text { RecordReport((try? context()) ?? Self.nothing) }
        #expect(text.contains("April 2009"))
        #expect(text.contains("less than 5.0 mmol/L"))
        #expect(text.hasPrefix("NHS Confidential: Personal Data about a patient\nPatient: SPECIMEN, Alex\n"))
        #expect(!text.unicodeScalars.contains { (0x2500...0x257F).contains($0.value) })
    }

    private static var nothing: RecordContext {
        let bundle =
            (try? FHIR.Bundle(bytes: Array("{}".utf8)))
            ?? FHIR.Bundle(document: try! JSONDocument(bytes: Array("{}".utf8)))
        return RecordContext(
            record: StructuredRecord(bundle: bundle), origin: RecordOrigin(name: "nothing"),
            referenceDay: CivilDate(daysSince1970: 0))
    }

    @Test("every fact of every row and detail is in the plain text", arguments: RecordFiles.samples.prefix(6))
    func plainTextIsWhole(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let text = ReportText.text { RecordReport(context) }
        let report = Wording.$current.withValue(.plain) { RecordReport(context) }
        let facts = report.areas.flatMap(\.rows).flatMap { $0.marks.map(\.text) + $0.cells }
        let missing = facts.filter { fact in
            !fact.split(separator: "\n").allSatisfy { text.contains($0.replacing("\u{A0}", with: " ")) }
        }
        #expect(missing == [])
    }
}
