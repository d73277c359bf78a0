import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Nothing a resource says is out of reach of its detail")
struct DetailCoverageTests {
    private static let types: Set<ResourceType> = [
        .encounter, .observation, .diagnosticReport, .specimen, .procedureRequest, .referralRequest,
        .documentReference, .questionnaireResponse,
    ]
    /// Members whose text a clinician wrote or chose.
    private static let spoken: Set<String> = [
        "text", "display", "comment", "description", "conclusion", "title", "valueString", "value", "unit", "priority",
        "contentType", "url", "code",
    ]

    @Test("every word, number and code is in the detail", arguments: RecordFiles.corpus + RecordFiles.samples)
    func words(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let record = context.record
        for number in record.resources.indices where Self.types.contains(record.resource(number).type) {
            let detail = AreaCatalogue.detail(of: number, in: context)
            let words = (detail.words + [detail.title.plain]).joined(separator: "\n")
            let missing = Self.leaves(of: record.resource(number).value).filter { !words.contains($0.plain) }
            #expect(missing == [], "\(record.resource(number).label)")
        }
    }

    private static func leaves(of resource: JSONValue) -> [String] {
        var leaves: [String] = []
        var pending = resource.members.map { ($0.name, $0.value) }
        while let (name, value) = pending.popLast() {
            switch value.kind {
            case .object:
                // The address of an extension is its name, which labels show; the record's patient is on every screen.
                let isExtension = name == "extension"
                let inner = value.members.filter { !(isExtension && $0.name == "url") }
                if name != "subject", name != "meta" { pending += inner.map { ($0.name, $0.value) } }
            case .array: pending += value.elements.map { (name, $0) }
            case .string, .number:
                if spoken.contains(name) { leaves.append(DisplayText.scrub(value.recorded ?? "")) }
            case .true, .false, .key, .null: break
            }
        }
        return leaves
    }
}
