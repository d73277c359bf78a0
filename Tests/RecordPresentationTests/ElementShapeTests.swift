import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// One element in one of the shapes that records use, and the line of the detail that must hold it.
struct ShapeCase: CustomTestStringConvertible, Sendable {
    let id: String
    let type: ResourceType
    let members: String
    let line: String

    var testDescription: String { id }

    init(_ id: String, _ type: ResourceType, _ members: String, says line: String) {
        self.id = id
        self.type = type
        self.members = members
        self.line = line
    }
}

@Suite("Every shape of an element is whole in the detail")
struct ElementShapeTests {
    private static func unknown(_ value: String) -> String {
        #""extension":[{"url":"https://example.org/Extension-Site-1",\#(value)}]"#
    }

    static let cases: [ShapeCase] = [
        ShapeCase("batch number like a date", .immunization, #""lotNumber":"2021-03""#, says: "Batch: 2021-03"),
        ShapeCase(
            "words like a date", .allergyIntolerance, #""onsetString":"2015-03""#, says: "Onset: 2015-03"),
        ShapeCase("a date", .allergyIntolerance, #""onsetDateTime":"2015-03""#, says: "Onset: Mar-2015"),
        ShapeCase(
            "date of an unknown extension", .observation, unknown(#""valueDateTime":"2015-03-04""#),
            says: "Site: 04-Mar-2015"),
        ShapeCase(
            "comparator of an unknown extension",
            .observation, unknown(#""valueQuantity":{"comparator":"<","value":5.0,"unit":"g"}"#), says: "Site: < 5.0 g"),
        ShapeCase(
            "comparator without a number", .observation, #""valueQuantity":{"comparator":"<","unit":"g"}"#,
            says: "valueQuantity.comparator: <"),
        ShapeCase(
            "unit code of a range", .observation,
            #""referenceRange":[{"low":{"value":1,"unit":"millimol","code":"mmol"}}]"#,
            says: "Reference range: unit mmol"),
        ShapeCase(
            "largest dose", .medicationStatement,
            #""dosage":[{"maxDosePerPeriod":{"numerator":{"value":4,"unit":"g"},"denominator":{"value":1,"unit":"d"}}}]"#,
            says: "Largest dose in a period: 4 g : 1 d"),
        ShapeCase(
            "person known by identifier alone", .observation,
            #""performer":[{"identifier":{"system":"urn:s","value":"77"}}]"#, says: "Performer: identifier 77 (urn:s)"),
        ShapeCase(
            "display that says more than the resource", .diagnosticReport,
            #""result":[{"reference":"Observation/gone","display":"Sodium"}]"#,
            says: "Part of the report: not supplied: Sodium (Observation/gone)"),
        ShapeCase(
            "identifier beside a reference", .diagnosticReport,
            #""result":[{"reference":"Observation/gone","identifier":{"value":"88"}}]"#,
            says: "result.identifier.value: 88"),
        ShapeCase(
            "words where a reference belongs", .diagnosticReport, #""specimen":[{"reference":"some blood"}]"#,
            says: "specimen.reference: not supplied: some blood"),
        ShapeCase(
            "entered in error", .allergyIntolerance, #""verificationStatus":"entered-in-error""#,
            says: "verificationStatus: entered-in-error"),
    ]

    @Test("in the detail", arguments: cases)
    func detail(of shape: ShapeCase) throws {
        let context = try Fixture.context([Fixture.resource(shape.type, "x", shape.members)])
        let words = AreaCatalogue.detail(of: 1, in: context).words
        #expect(words.contains(shape.line), "\(shape.line) is not in \(words)")
    }

    @Test("an element's name cannot harm a terminal")
    func hostileName() throws {
        let context = try Fixture.context([Fixture.resource(.observation, "x", ##""a\u001b[31m":"b""##)])
        let labels = AreaCatalogue.detail(of: 1, in: context).sections.flatMap(\.fields).map(\.label)
        #expect(labels.contains("a\u{241B}[31m"))
    }

    @Test("a reference in a CSV line cannot harm a terminal")
    func hostileReference() throws {
        let context = try Fixture.context([Fixture.list(.uncategorised, [#"Observation/\u001b[31m"#])])
        let text = ReportCSV.text(RecordReport(context))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.contains("Observation/\u{241B}[31m"))
    }
}
