import FHIR
import Foundation
import GPConnect
import RecordPresentation

/// Small records made in a test from the JSON of a few resources. Numbers stay as they are typed.
enum Fixture {
    /// The clock of the medication cases (docs/spec/hazards.md section 4).
    static let clock = "2020-03-04"

    /// A record of these resources with a patient `Patient/p` before them.
    static func context(
        _ resources: [String], asOf day: String = clock, scope: RequestScope? = nil
    ) throws -> RecordContext {
        let patient = #"{"resourceType":"Patient","id":"p","name":[{"family":"Specimen","given":["Alex"]}]}"#
        let entries = ([patient] + resources).map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        let text = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#
        return try context(of: Array(text.utf8), asOf: day, scope: scope)
    }

    static func context(of bytes: [UInt8], asOf day: String = clock, scope: RequestScope? = nil) throws -> RecordContext
    {
        guard let referenceDay = CivilDate(day) else { throw FixtureError.notADay(day) }
        return RecordContext(
            record: StructuredRecord(bundle: try Bundle(bytes: bytes)),
            origin: RecordOrigin(name: "fixture", scope: scope), referenceDay: referenceDay)
    }

    /// `{"resourceType": type, "id": id, members}` of the record's patient; `members` is JSON without its braces.
    static func resource(_ type: ResourceType, _ id: String, _ members: String...) -> String {
        let patient = type == .allergyIntolerance || type == .immunization ? "patient" : "subject"
        let own = [
            #""resourceType":"\#(type)""#, #""id":"\#(id)""#, #""\#(patient)":{"reference":"Patient/p"}"#,
        ]
        return "{\((own + members.filter { !$0.isEmpty }).joined(separator: ","))}"
    }

    /// A primary or secondary list with an entry for each reference.
    static func list(_ code: ListCode, _ references: [String], _ members: String...) -> String {
        let entries = references.map { #"{"item":{"reference":"\#($0)"}}"# }.joined(separator: ",")
        let own = [
            #""resourceType":"List","status":"current","mode":"snapshot","title":"\#(code.title)""#,
            #""code":{"coding":[{"system":"\#(code.system)","code":"\#(code.code)"}]}"#, #""entry":[\#(entries)]"#,
        ]
        return "{\((own + members).joined(separator: ","))}"
    }

    /// `"name": {"text": text}` with an optional SNOMED code.
    static func concept(_ name: String, _ text: String, snomed code: String? = nil) -> String {
        let coding = code.map { #","coding":[{"system":"http://snomed.info/sct","code":"\#($0)"}]"# } ?? ""
        return #""\#(name)":{"text":"\#(text)"\#(coding)}"#
    }

    /// An extension of the GP Connect family: `value` is a JSON member, such as `"valueCode":"major"`.
    static func ext(_ name: String, _ value: String) -> String {
        #"{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-\#(name)-1",\#(value)}"#
    }

    /// A part of a complex extension.
    static func part(_ name: String, _ value: String) -> String { #"{"url":"\#(name)",\#(value)}"# }

    static func scope(
        _ areas: Set<ClinicalArea> = Set(ClinicalArea.allCases), filters: [ClinicalArea: [String]] = [:],
        issues: Bool = true, endedAllergies: Bool = true
    ) -> RequestScope {
        RequestScope(areas: areas, filters: filters, includesIssues: issues, includesEndedAllergies: endedAllergies)
    }
}

enum FixtureError: Error {
    case notADay(String)
}

/// Records that lie outside the tests.
enum RecordFiles {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let samples = jsonFiles(in: root.appendingPathComponent("sample-data")).filter {
        !$0.lastPathComponent.contains(".request.")
    }

    /// Real records: `LLOYD_CORPUS`, else `../shared/corpus` beside the checkout; empty where there is none.
    static let corpus: [URL] = {
        let path = ProcessInfo.processInfo.environment["LLOYD_CORPUS"]
        let folder =
            path.map { URL(fileURLWithPath: $0) } ?? root.appendingPathComponent("../shared/corpus").standardized
        return ["records", "edge"].flatMap { jsonFiles(in: folder.appendingPathComponent($0)) }
    }()

    private static func jsonFiles(in folder: URL) -> [URL] {
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    /// Nil for a file that is no JSON.
    static func context(of file: URL, asOf day: String) throws -> RecordContext? {
        let bytes = [UInt8](try Data(contentsOf: file))
        return try? Fixture.context(of: bytes, asOf: day)
    }
}
