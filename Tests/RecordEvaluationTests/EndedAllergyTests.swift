import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/README.md questions Q2 and Q3, docs/spec/clinical-areas.md section 4.
@Suite("Ended allergies")
struct EndedAllergyTests {
    private typealias T = TestRecord

    static let endedList = T.list(
        .endedAllergies, ["#nuts", "#milk"],
        #""contained":[{"resourceType":"AllergyIntolerance","id":"nuts","clinicalStatus":"resolved"},{"resourceType":"AllergyIntolerance","id":"milk","clinicalStatus":"resolved"},{"resourceType":"AllergyIntolerance","id":"unlisted"}]"#
    )

    static let record = [
        endedList, T.resource("AllergyIntolerance", "dust", #""clinicalStatus":"active""#),
        T.list(.allergies, ["AllergyIntolerance/dust"]),
        T.problem("allergy", content: ["List/ended-allergies#nuts"]), T.list(.problems, ["Condition/allergy"]),
    ]

    @Test("Asked for: both lists, the ended ones contained, no id where nothing refers to them")
    func askedFor() throws {
        let answer = try T.evaluate(
            Array(Self.record.prefix(3)), T.request { $0.allergies = .init(includeResolved: true) })
        #expect(answer.members(.allergies) == ["AllergyIntolerance/dust"])
        let written = try answer.written()
        let list = try #require(written.lists(.endedAllergies).first)
        #expect(list.entries.map(\.reference) == ["#milk", "#nuts"])
        #expect(list.value["id"] == nil)
        #expect(list.value.all("contained").map { $0["id"]?.string } == ["milk", "nuts"])
        #expect(list.entries.allSatisfy { $0.target != nil })
    }

    @Test("People named by a contained allergy come along")
    func recorderOfContained() throws {
        let list = Self.endedList.replacing(
            #""id":"nuts","#, with: #""id":"nuts","recorder":{"reference":"Practitioner/gp"},"#)
        let resources = [list, T.list(.allergies, []), T.resource("Practitioner", "gp")]
        let ended = try T.evaluate(resources, T.request { $0.allergies = .init(includeResolved: true) })
        #expect(ended.holds("Practitioner/gp") == true)
        let active = try T.evaluate(resources, T.request { $0.allergies = .init(includeResolved: false) })
        #expect(active.holds("Practitioner/gp") == false)
    }

    @Test("A contained allergy that no entry names is not a member")
    func unlisted() throws {
        let answer = try T.evaluate(Self.record, T.request { $0.allergies = .init(includeResolved: true) })
        #expect(answer.rule("entry[1]#unlisted") == "coverage.not-listed")
    }

    @Test("Not asked for: only the active list")
    func notAskedFor() throws {
        let answer = try T.evaluate(Self.record, T.request { $0.allergies = .init(includeResolved: false) })
        #expect(answer.members(.allergies) == ["AllergyIntolerance/dust"])
        #expect(answer.list(.endedAllergies) == nil)
        #expect(answer.rule("entry[1]#nuts") == "allergies.ended-not-asked-for")
    }

    @Test("Linked: the ended list with the linked allergy alone, an id, and a secondary list that refers to it")
    func linked() throws {
        let requests = [
            T.request { $0.problems = .init() },
            T.request {
                $0.problems = .init()
                $0.allergies = .init(includeResolved: false)
            },
        ]
        for request in requests {
            let answer = try T.evaluate(Self.record, request)
            let written = try answer.written()
            let list = try #require(written.lists(.endedAllergies).first)
            #expect(list.value["id"]?.string == "ended-allergies")
            #expect(list.entries.map(\.reference) == ["#nuts"])
            let code = try #require(ListCode.known("problems-allergies-that-have-been-ended-related-to-problems"))
            #expect(written.lists(code).first?.entries.map(\.reference) == ["List/ended-allergies#nuts"])
            #expect(written.lists(code).first?.entries.first?.target != nil)
            #expect((answer.list(.allergies) != nil) == (request.allergies != nil))
        }
    }

    @Test("Asked for and linked: every ended allergy, once")
    func askedForAndLinked() throws {
        let answer = try T.evaluate(
            Self.record,
            T.request {
                $0.problems = .init()
                $0.allergies = .init(includeResolved: true)
            })
        #expect(answer.members(.endedAllergies)?.count == 2)
        #expect(try answer.written().lists(.endedAllergies).first?.value["id"]?.string == "ended-allergies")
    }

    @Test("An ended allergy sent as an entry of its own stays one")
    func asEntry() throws {
        let resources = [
            T.resource("AllergyIntolerance", "old", #""clinicalStatus":"resolved""#), T.list(.allergies, []),
            T.list(.endedAllergies, ["AllergyIntolerance/old"]),
        ]
        let answer = try T.evaluate(resources, T.request { $0.allergies = .init(includeResolved: true) })
        let written = try answer.written()
        #expect(written.lists(.endedAllergies).first?.entries.map(\.reference) == ["AllergyIntolerance/old"])
        #expect(written.resources.contains { $0.label == "AllergyIntolerance/old" })
    }
}
