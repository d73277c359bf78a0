import FHIR
import Testing

@testable import GPConnect

@Suite("A medication's statement, plan and issues are one course, however it is entered")
struct MedicationCourseTests {
    private static func request(_ id: String, _ intent: String, _ members: String...) -> String {
        let own = [#""resourceType":"MedicationRequest","id":"\#(id)","intent":"\#(intent)""#]
        return "{\((own + members).joined(separator: ","))}"
    }

    private static func basedOn(_ id: String) -> String { #""basedOn":[{"reference":"MedicationRequest/\#(id)"}]"# }

    private static func from(_ day: String) -> String { #""dispenseRequest":{"validityPeriod":{"start":"\#(day)"}}"# }

    private func record(_ resources: [String]) throws -> StructuredRecord {
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        let text = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#
        return StructuredRecord(bundle: try Bundle(bytes: Array(text.utf8)))
    }

    private static let course = [
        #"{"resourceType":"MedicationStatement","id":"s",\#(basedOn("p"))}"#,
        request("p", "plan"),
        request("late", "order", basedOn("p"), from("2020-03-01")),
        request("undated", "order", basedOn("p")),
        request("early", "order", basedOn("p"), from("2020-01")),
    ]

    private func labels(_ numbers: [Int], _ record: StructuredRecord) -> [String] {
        numbers.map { record.resource($0).label }
    }

    @Test("from each member the whole course is found, issues by their own period", arguments: 0..<5)
    func members(entry: Int) throws {
        let record = try record(Self.course)
        let members = MedicationCourse(of: entry, in: record).members
        #expect(
            labels(members, record) == [
                "MedicationStatement/s", "MedicationRequest/p", "MedicationRequest/early", "MedicationRequest/late",
                "MedicationRequest/undated",
            ])
    }

    @Test("a statement that names an issue finds the plan through it")
    func statementOfAnIssue() throws {
        let statement = #"{"resourceType":"MedicationStatement","id":"s",\#(Self.basedOn("o"))}"#
        let record = try record([statement, Self.request("o", "order", Self.basedOn("p")), Self.request("p", "plan")])
        let course = MedicationCourse(of: 0, in: record)
        #expect(course.plan == 2)
        #expect(course.issues == [1])
        #expect(MedicationCourse(of: 1, in: record).statement == 0)
    }

    @Test("an issue without a plan is a course of its own")
    func loneIssue() throws {
        let record = try record([Self.request("o", "order", #""basedOn":[{"reference":"no reference at all"}]"#)])
        let course = MedicationCourse(of: 0, in: record)
        #expect(course.statement == nil)
        #expect(course.plan == nil)
        #expect(course.issues == [0])
    }

    @Test("plans along priorPrescription are told oldest first from any of them", arguments: 0..<3)
    func history(entry: Int) throws {
        func prior(_ id: String) -> String { #""priorPrescription":{"reference":"MedicationRequest/\#(id)"}"# }
        let record = try record([
            Self.request("b", "plan", prior("a")), Self.request("a", "plan"), Self.request("c", "plan", prior("b")),
        ])
        #expect(MedicationCourse.history(of: entry, record) == [1, 0, 2])
        #expect(MedicationCourse.replacements(of: 1, record) == [0])
    }
}

@Suite("A problem's links")
struct ProblemLinksTests {
    @Test("both spellings of an extension, a target without its parts, and the way back from a medication")
    func links() throws {
        let url = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-"
        let problem = """
            {"resourceType":"Condition","id":"c","extension":[
             {"url":"\(url)GPC-ActualProblem-1","valueReference":{"reference":"Observation/o"}},
             {"url":"\(url)RelatedClinicalContent-1","valueReference":{"reference":"MedicationRequest/p"}},
             {"url":"\(url)RelatedClinicalContent-1","valueReference":{"display":"words"}},
             {"url":"\(url)RelatedProblemHeader-1","extension":[
              {"url":"type","valueCode":"parent"},{"url":"target","valueReference":{"reference":"Condition/d"}}]},
             {"url":"\(url)RelatedProblemHeader-1","valueReference":{"reference":"Condition/e"}}]}
            """
        let text = """
            {"resourceType":"Bundle","entry":[{"resource":\(problem)},
             {"resource":{"resourceType":"MedicationStatement","id":"s","basedOn":[{"reference":"MedicationRequest/p"}]}},
             {"resource":{"resourceType":"MedicationRequest","id":"p","intent":"plan"}},
             {"resource":{"resourceType":"Observation","id":"o"}}]}
            """
        let record = StructuredRecord(bundle: try Bundle(bytes: Array(text.utf8)))
        let links = ProblemLinks(of: 0, in: record)
        #expect(links.actualProblem.compactMap { $0["reference"]?.string } == ["Observation/o"])
        #expect(links.content.count == 2)
        #expect(links.related.map(\.kind) == ["parent", nil])
        #expect(links.related.compactMap { $0.reference["reference"]?.string } == ["Condition/d", "Condition/e"])
        #expect(ProblemLinks.problems(linkedTo: 1, in: record) == [0])
        #expect(ProblemLinks.problems(linkedTo: 3, in: record) == [0])
    }
}
