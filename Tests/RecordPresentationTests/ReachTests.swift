import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

/// Nothing worded in a record is out of reach of its row and detail (docs/spec/hazards.md row 11 and section 7).
@Suite("Every word of an item is in its row or its detail")
struct ReachTests {
    private static let areas = ClinicalArea.allCases
    private static let worded: Set<String> = ["text", "display", "note", "comment", "conclusion", "description"]

    @Test("of the sample records", arguments: RecordFiles.samples)
    func samples(file: URL) throws { try check(file) }

    @Test(
        "of real records", .enabled(if: !RecordFiles.corpus.isEmpty, "no corpus beside the checkout"),
        arguments: RecordFiles.corpus)
    func corpus(file: URL) throws { try check(file) }

    private func check(_ file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        for area in Self.areas {
            for row in AreaCatalogue.view(of: area, in: context).rows {
                guard let number = row.resource else { continue }
                let detail = AreaCatalogue.detail(of: number, in: context)
                let said = (row.words + detail.words + detail.marks.map(\.text.plain)).joined(separator: "\n")
                for number in members(of: number, context) {
                    for words in words(in: context.resource(number)) {
                        #expect(
                            said.contains(words),
                            "\(words) of \(context.resource(number).label) in \(file.lastPathComponent)")
                    }
                }
                #expect(!detail.words.contains { $0.hasSuffix(": unk") || $0.hasSuffix(": unconfirmed") })
            }
        }
    }

    @Test("nothing that could move a cursor or reorder text leaves the room", arguments: RecordFiles.samples)
    func scrubbed(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        for area in Self.areas {
            let view = AreaCatalogue.view(of: area, in: context)
            let details = view.rows.compactMap(\.resource).map { AreaCatalogue.detail(of: $0, in: context) }
            let said =
                view.head.map(\.text) + view.blocks.map(\.title) + view.rows.flatMap(\.words)
                + details.flatMap { [$0.title] + $0.words + $0.sections.map(\.title) + $0.marks.map(\.text) }
            for words in said { #expect(DisplayText.scrub(words) == words, "\(area) of \(file.lastPathComponent)") }
        }
    }

    /// A medication's row stands for its statement, plan, issues and drug.
    private func members(of number: Int, _ context: RecordContext) -> [Int] {
        let type = context.resource(number).type
        guard type == .medicationStatement || type == .medicationRequest else { return [number] }
        let course = MedicationCourse(of: number, in: context.record).members
        return course + course.flatMap { context.record.targets(of: $0, through: "medicationReference") }
    }

    private func words(in resource: Resource) -> [String] {
        var found: [String] = []
        var pending: [(String, JSONValue)] = resource.value.members.filter {
            !["contained", "subject", "patient", "meta"].contains($0.name)
        }.map { ($0.name, $0.value) }
        while let (name, value) = pending.popLast() {
            if value.kind == .object { pending += value.members.map { ($0.name, $0.value) } }
            if value.kind == .array { pending += value.elements.map { (name, $0) } }
            if Self.worded.contains(name), let text = value.string { found.append(DisplayText.scrub(text).plain) }
        }
        return found
    }
}
