import FHIR
import Foundation
import GPConnect
import RecordEvaluation

/// Small sources made in a test from the JSON of a few resources.
enum TestRecord {
    static let clock = EvaluationClock(noonOf: CivilDate("2024-09-15")!)

    static let patient =
        #"{"resourceType":"Patient","id":"p","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033"}]}"#

    static func source(_ resources: [String], switches: SourceSwitches = SourceSwitches()) throws -> SourceRecord {
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        let text = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#
        return SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: Array(text.utf8))), switches: switches)
    }

    static func evaluate(
        _ resources: [String], _ request: StructuredRecordRequest, switches: SourceSwitches = SourceSwitches()
    ) throws -> Evaluation {
        Evaluator.evaluate(try source([patient] + resources, switches: switches), request, clock: clock)
    }

    static func resource(_ type: String, _ id: String, _ members: String...) -> String {
        let own = [#""resourceType":"\#(type)""#, #""id":"\#(id)""#]
        return "{\((own + members.filter { !$0.isEmpty }).joined(separator: ","))}"
    }

    static func reference(_ name: String, _ target: String) -> String { #""\#(name)":{"reference":"\#(target)"}"# }

    static func references(_ name: String, _ targets: String...) -> String {
        #""\#(name)":[\#(targets.map { #"{"reference":"\#($0)"}"# }.joined(separator: ","))]"#
    }

    /// A primary or secondary list.
    static func list(_ code: ListCode, _ references: [String], warnings: [String] = [], _ members: String...) -> String
    {
        let entries = references.map { #"{"item":{"reference":"\#($0)"}}"# }.joined(separator: ",")
        let codes = warnings.map {
            #"{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1","valueCode":"\#($0)"}"#
        }.joined(separator: ",")
        let own = [
            #""resourceType":"List","status":"current","mode":"snapshot""#,
            #""code":{"coding":[{"system":"\#(code.system)","code":"\#(code.code)"}]}"#,
        ]
        let extra =
            (codes.isEmpty ? [] : [#""extension":[\#(codes)]"#]) + members
            + (references.isEmpty ? [] : [#""entry":[\#(entries)]"#])
        return "{\((own + extra).joined(separator: ","))}"
    }

    /// A consultation, topic or heading list.
    static func structure(
        _ level: StructureLevel, _ id: String, _ entries: [String], encounter: String = "Encounter/e1",
        problem: String? = nil
    ) -> String {
        let items = entries.map { #"{"item":{"reference":"\#($0)"}}"# }.joined(separator: ",")
        let about = problem.map {
            #""extension":[{"url":"\#(problemHeader)","extension":[{"url":"target","valueReference":{"reference":"\#($0)"}}]}],"#
        }
        return
            #"{"resourceType":"List","id":"\#(id)",\#(about ?? "")"code":{"coding":[{"system":"http://snomed.info/sct","code":"\#(level.rawValue)"}]},"encounter":{"reference":"\#(encounter)"},"entry":[\#(items)]}"#
    }

    private static let base = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-"
    private static let problemHeader = base + "RelatedProblemHeader-1"

    /// A ProblemHeader with its links.
    static func problem(
        _ id: String, status: String = "active", actual: String? = nil, content: [String] = [], related: [String] = []
    ) -> String {
        var links = actual.map { [#"{"url":"\#(base)ActualProblem-1","valueReference":{"reference":"\#($0)"}}"#] } ?? []
        links += content.map { #"{"url":"\#(base)RelatedClinicalContent-1","valueReference":{"reference":"\#($0)"}}"# }
        links += related.map {
            #"{"url":"\#(problemHeader)","extension":[{"url":"type","valueCode":"parent"},{"url":"target","valueReference":{"reference":"\#($0)"}}]}"#
        }
        return resource(
            "Condition", id, links.isEmpty ? "" : #""extension":[\#(links.joined(separator: ","))]"#,
            #""clinicalStatus":"\#(status)""#)
    }

    /// A statement with its plan; `type` nil leaves the prescription type out.
    static func medication(_ id: String, type: String?, start: String?, end: String?, isElsewhere: Bool = false)
        -> [String]
    {
        let ends = [start.map { #""start":"\#($0)""# }, end.map { #""end":"\#($0)""# }].compactMap { $0 }
        let agency =
            #""extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescribingAgency-1","valueCodeableConcept":{"coding":[{"code":"\#(isElsewhere ? "prescribed-by-another-organisation" : "prescribed-at-gp-practice")"}]}}]"#
        let kind = type.map {
            #""extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1","valueCodeableConcept":{"coding":[{"code":"\#($0)"}]}}]"#
        }
        return [
            resource(
                "MedicationStatement", id, agency, references("basedOn", "MedicationRequest/\(id)-plan"),
                reference("medicationReference", "Medication/\(id)-drug"),
                #""effectivePeriod":{\#(ends.joined(separator: ","))}"#),
            resource(
                "MedicationRequest", "\(id)-plan", kind ?? "", #""intent":"plan""#,
                reference("medicationReference", "Medication/\(id)-drug")),
            resource("Medication", "\(id)-drug", #""code":{"text":"Drug \#(id)"}"#),
        ]
    }

    static func order(_ id: String, of statement: String) -> String {
        resource(
            "MedicationRequest", id, #""intent":"order""#, references("basedOn", "MedicationRequest/\(statement)-plan"),
            reference("medicationReference", "Medication/\(statement)-drug"))
    }

    static func request(_ change: (inout StructuredRecordRequest) -> Void) -> StructuredRecordRequest {
        var request = StructuredRecordRequest()
        change(&request)
        return request
    }
}

extension Evaluation {
    func number(_ reference: String) -> Int? {
        source.record.resources.indices.first { source.record.resource($0).label == reference }
    }

    /// Whether the answer holds it; nil for what the source does not hold.
    func holds(_ reference: String) -> Bool? { number(reference).map(isIncluded) }

    func rule(_ reference: String) -> String? { number(reference).map { reason($0).rule.rawValue } }

    func compared(_ reference: String) -> String? { number(reference).map { explanation($0).compared } }

    func members(_ code: ListCode) -> [String]? {
        list(code)?.resources.map { source.record.resource($0).label }
    }

    func members(_ code: String) -> [String]? { ListCode.known(code).flatMap { members($0) } }

    var issueTexts: [String] { issues.map(\.text) }

    /// The Bundle that is written, read again.
    func written() throws -> StructuredRecord { StructuredRecord(bundle: try Bundle(bytes: BundleWriter.bytes(self))) }
}

/// Files of the project itself.
enum ProjectFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func source(_ path: String) throws -> SourceRecord {
        let bytes = [UInt8](try Data(contentsOf: root.appending(path: path)))
        return SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: bytes)))
    }

    /// The rows of a table in a section of the digest.
    static func rows(_ file: String, section: String) throws -> [[String]] {
        let lines = try text("docs/spec/\(file)").split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("## \(section)") }.map { $0 + 1 } ?? lines.endIndex
        return lines[start...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }.map { line in
            line.dropFirst().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
