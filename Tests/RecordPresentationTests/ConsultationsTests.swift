import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Consultations are read in the order they were written")
struct ConsultationsTests {
    private static let encounter = Fixture.resource(
        .encounter, "e", #""status":"finished""#, #""type":[{"text":"GP Surgery"}]"#,
        #""period":{"start":"2024-09-02T09:30:00+01:00","end":"2024-09-02T09:54:00+01:00"}"#)

    private func detail(_ resources: [String]) throws -> Detail {
        let context = try Fixture.context([Self.encounter] + resources)
        return AreaCatalogue.detail(of: 1, in: context)
    }

    @Test("headings keep their titles, order, duplicates and emptiness")
    func headings() throws {
        let detail = try detail([
            Fixture.observation("o1", "Cough"), Fixture.observation("o2", "Wheeze"),
            Fixture.structure(.heading, "h1", title: "History", [Fixture.entry("Observation/o2")]),
            Fixture.structure(.heading, "h2", title: "Examination", []),
            Fixture.structure(.heading, "h3", title: "History", [Fixture.entry("Observation/o1")]),
            Fixture.structure(.heading, "h4", [Fixture.entry("Observation/o1")]),
            Fixture.structure(
                .topic, "t", title: "Chest", ["List/h3", "List/h2", "List/h1", "List/h4"].map(Fixture.entry)),
            Fixture.structure(.consultation, "c", title: "GP Surgery", [Fixture.entry("List/t")]),
        ])
        let tree = detail.sections.filter { $0.resource != 1 }
        #expect(
            tree.map(\.title) == [
                "Consultation: GP Surgery", "Topic: Chest", "History", "Examination", "History",
                "Heading without a title",
            ])
        #expect(tree.map(\.depth) == [0, 1, 2, 2, 2, 2])
        #expect(tree[2].fields.map(\.text) == ["Cough"])
        #expect(tree[3].fields.map(\.text) == ["No entries"])
        #expect(tree[4].fields.map(\.text) == ["Wheeze"])
    }

    @Test("an item is read as term, value and whole comment, with its line breaks, and leads to the item")
    func item() throws {
        let detail = try detail([
            Fixture.observation(
                "o", "Peak flow", #""valueQuantity":{"value":420.0,"unit":"L/min"}"#,
                #""comment":"Best of three.\nStanding.""#),
            Fixture.structure(.topic, "t", [Fixture.entry("Observation/o")]),
            Fixture.structure(.consultation, "c", [Fixture.entry("List/t")]),
        ])
        #expect(
            detail.section("Topic without a title") == [
                "Entry: Peak flow: 420.0 L/min", "Comment: Best of three.\nStanding.",
            ])
        let field = detail.sections.first { $0.title == "Topic without a title" }?.fields.first
        #expect(field?.link == 2)
    }

    @Test("plans, issues and recalls are told apart, and a recall never reads as done")
    func kinds() throws {
        let drug = #""medicationCodeableConcept":{"text":"Ramipril 5mg capsules"}"#
        let dose = #""dosageInstruction":[{"text":"One daily"}]"#
        let detail = try detail([
            Fixture.resource(.medicationRequest, "p", #""intent":"plan""#, drug, dose),
            Fixture.resource(.medicationRequest, "i", #""intent":"order""#, drug, dose),
            Fixture.resource(
                .procedureRequest, "d", #""intent":"plan""#, Fixture.concept("code", "Rabies vaccination"),
                #""occurrenceDateTime":"2025-01-31""#),
            Fixture.structure(
                .topic, "t", ["MedicationRequest/p", "MedicationRequest/i", "ProcedureRequest/d"].map(Fixture.entry)),
            Fixture.structure(.consultation, "c", [Fixture.entry("List/t")]),
        ])
        #expect(
            detail.section("Topic without a title") == [
                "Medication plan: Ramipril 5mg capsules", "DOSE: One daily",
                "Medication issue: Ramipril 5mg capsules", "DOSE: One daily",
                "Diary entry: PLANNED: Rabies vaccination", "Planned date: 31-Jan-2025",
            ])
    }

    @Test("what was not sent keeps its place in words")
    func notSupplied() throws {
        let detail = try detail([
            Fixture.structure(
                .topic, "t",
                [
                    #"{"item":{"display":"Referral items are not supported by the provider system"}}"#,
                    Fixture.entry("Observation/gone"), "{}",
                ]),
            Fixture.structure(.consultation, "c", [Fixture.entry("List/t"), Fixture.entry("List/lost")]),
        ])
        #expect(
            detail.section("Topic without a title") == [
                "Not sent: Referral items are not supported by the provider system",
                "Entry: not supplied: Observation/gone", "Entry: not supplied: the entry is empty",
            ])
        #expect(detail.section("Consultation without a title (continued)") == ["Entry: not supplied: List/lost"])
    }

    @Test("lists that run in a ring end, and say where they began")
    func ring() throws {
        let context = try Fixture.context([
            Self.encounter,
            Fixture.structure(.topic, "t", title: "A", [Fixture.entry("List/c"), Fixture.entry("List/t")]),
            Fixture.structure(.consultation, "c", title: "C", [Fixture.entry("List/t")]),
        ])
        let tree = ConsultationTree(encounter: 1, in: context.record)
        #expect(
            tree.parts.map(\.content) == [
                .list(3, .consultation), .list(2, .topic), .repeatedList(3), .repeatedList(2),
            ])
    }

    @Test("a topic that no consultation list names is not lost")
    func orphanTopic() throws {
        let detail = try detail([
            Fixture.observation("o", "Cough"),
            Fixture.structure(.topic, "t", title: "Left over", [Fixture.entry("Observation/o")]),
        ])
        #expect(detail.section("Topic: Left over") == ["Entry: Cough"])
    }

    @Test(
        "a topic names its problem, in both shapes of the extension",
        arguments: [
            #"{"url":"target","valueReference":{"reference":"Condition/p"}}"#,
            "",
        ])
    func topicProblem(part: String) throws {
        let url = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedProblemHeader-1"
        let value =
            part.isEmpty
            ? #""valueReference":{"reference":"Condition/p"}"# : #""extension":[\#(part)]"#
        let resources = [
            Fixture.resource(.condition, "p", Fixture.concept("code", "Asthma")), Fixture.observation("o", "Cough"),
            Fixture.structure(
                .topic, "t", title: "Chest", [Fixture.entry("Observation/o")],
                #""extension":[{"url":"\#(url)",\#(value)}]"#),
            Fixture.structure(.consultation, "c", [Fixture.entry("List/t")]),
        ]
        let topic = try detail(resources).section("Topic: Chest")
        #expect(topic?.first == "Problem: Asthma")
        let context = try Fixture.context(
            [Self.encounter] + resources + [Fixture.list(.consultations, ["Encounter/e"])])
        let row = try #require(AreaCatalogue.view(of: .consultations, in: context).row("Encounter/e"))
        #expect(row.lineWords == ["Chest; Asthma"])
        #expect(row.lines.map(\.isExcerpt) == [true])
    }

    @Test("rows carry time, type, people and place; drafts say so; undated ones stand last")
    func rows() throws {
        let role = { (code: String, person: String) in
            #"{"type":[{"coding":[{"code":"\#(code)"}]}],"individual":{"reference":"Practitioner/\#(person)"}}"#
        }
        let context = try Fixture.context([
            Self.encounter,
            Fixture.resource(.encounter, "undated", #""status":"finished""#),
            Fixture.resource(
                .encounter, "new", #""status":"unknown""#, #""period":{"start":"2024-10"}"#,
                #""participant":[\#(role("REC", "r")),\#(role("PPRF", "g"))]"#,
                #""location":[{"location":{"reference":"Location/l"}}]"#),
            #"{"resourceType":"Practitioner","id":"g","name":[{"family":"Green","prefix":["Dr"]}]}"#,
            #"{"resourceType":"Practitioner","id":"r","name":[{"family":"Red"}]}"#,
            #"{"resourceType":"Location","id":"l","name":"Branch"}"#,
            Fixture.list(.consultations, ["Encounter/undated", "Encounter/e", "Encounter/new"]),
        ])
        let view = AreaCatalogue.view(of: .consultations, in: context)
        #expect(view.rows.map(\.reference) == ["Encounter/new", "Encounter/e", "Encounter/undated"])
        #expect(view.rows[0].cells == ["Oct-2024", "Type not recorded", "Dr Green", "Branch"])
        #expect(view.rows[0].markWords.contains("DRAFT"))
        #expect(view.rows[1].cells == ["02-Sep-2024 09:30", "GP Surgery", "Not recorded", "Not recorded"])
        #expect(view.rows[2].cells[0] == "Not recorded")
        #expect(view.headWords.contains("These consultations are part of the record only."))
        let people = AreaCatalogue.detail(of: 3, in: context).section("People")
        #expect(people == ["Recorder: Red", "Main practitioner: Dr Green"])
    }

    @Test("a consultation that came through a problem only says so and shows what names it")
    func throughProblem() throws {
        let related = ListCode.secondary(.problems, of: .consultations)[0]
        let context = try Fixture.context([
            Self.encounter,
            Fixture.observation("o", "Cough", #""context":{"reference":"Encounter/e"}"#),
            Fixture.list(related, ["Encounter/e"]),
        ])
        let row = try #require(AreaCatalogue.view(of: .consultations, in: context).row("Encounter/e"))
        #expect(row.markWords.contains("came through a problem only: its content was not sent"))
        let detail = AreaCatalogue.detail(of: 1, in: context)
        #expect(detail.section("Items that name this consultation") == ["Entry: Cough"])
    }

    /// A plain reading of the JSON, apart from the code under test: the items of a consultation in the bundle's order.
    private func itemsByHand(_ list: [String: Any], _ byID: [String: [String: Any]]) -> [String] {
        (list["entry"] as? [[String: Any]] ?? []).flatMap { entry -> [String] in
            let item = entry["item"] as? [String: Any] ?? [:]
            guard let reference = item["reference"] as? String else { return [item["display"] as? String ?? ""] }
            guard reference.hasPrefix("List/"), let inner = byID[reference] else { return [reference] }
            return itemsByHand(inner, byID)
        }
    }

    @Test(
        "the flattened order of every consultation is the bundle's own",
        arguments: RecordFiles.corpus + RecordFiles.samples)
    func order(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        // Foundation refuses half a surrogate pair, which Lloyd reads.
        let json = try? JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        guard let json else { return }
        let resources = (json["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
        let lists = resources.filter { $0["resourceType"] as? String == "List" }
        let byID = Dictionary(
            lists.compactMap { list in (list["id"] as? String).map { ("List/\($0)", list) } }, uniquingKeysWith: { $1 })
        let record = context.record
        for number in record.resources.indices where record.resource(number).type == .encounter {
            let tree = ConsultationTree(encounter: number, in: record)
            let expected = tree.parts.filter { $0.owner == nil }.flatMap { root -> [String] in
                guard case .list(let list, _) = root.content, let own = byID[record.resource(list).label] else {
                    return []
                }
                return itemsByHand(own, byID)
            }
            #expect(tree.parts.compactMap { $0.reference(in: record) } == expected)
        }
    }
}

extension ConsultationTree.Part {
    /// The item as the entry has it; nil for lists.
    fileprivate func reference(in record: StructuredRecord) -> String? {
        switch content {
        case .list, .repeatedList: nil
        case .item, .notSupplied: entry?["item"]?["reference"]?.recorded
        case .words(let words): words
        case .emptyEntry: ""
        }
    }
}
