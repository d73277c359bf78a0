import Foundation
import Testing

@Suite("The full record is consistent")
struct FullRecordTests {
    /// docs/spec/clinical-areas.md 1.1
    static let primaryLists = [
        "886921000000105", "1103671000000101", "933361000000108", "1149501000000101", "717711000000103",
        "1102181000000102",
        "826501000000100", "887191000000108", "792931000000107", "714311000000108",
    ]

    /// docs/spec/clinical-areas.md 1.2, but the linked problems, which a request for all problems never has (1.3 R5).
    static let secondaryLists = [
        "consultations-allergies-contained-in-consultations",
        "consultations-allergies-that-have-been-ended-contained-in-consultations",
        "consultations-diary-entries-contained-in-consultations",
        "consultations-documents-contained-in-consultations",
        "consultations-immunisations-contained-in-consultations",
        "consultations-investigations-contained-in-consultations",
        "consultations-medications-contained-in-consultations",
        "consultations-outbound-referrals-in-consultations",
        "consultations-problems-contained-in-consultations",
        "consultations-uncategorised-data-contained-in-consultations",
        "problems-allergies-related-to-problems",
        "problems-allergies-that-have-been-ended-related-to-problems",
        "problems-consultations-related-to-problems",
        "problems-diary-entries-related-to-problems",
        "problems-documents-related-to-problems",
        "problems-immunisations-related-to-problems",
        "problems-investigations-related-to-problems",
        "problems-medications-related-to-problems",
        "problems-outbound-referrals-related-to-problems",
        "problems-uncategorised-data-related-to-problems",
    ]
    static let linkedProblems = "problems-linked-problems-not-relating-to-the-primary-query"

    @Test("holds each list once, none empty", arguments: primaryLists + secondaryLists)
    func list(code: String) throws {
        let lists = try SampleData.record().queryLists.filter { JSON.string($0, "code", "coding", "code") == code }
        #expect(lists.count == 1)
        #expect(!lists.flatMap(JSON.items).isEmpty)
    }

    @Test("holds no other list, and none names an item twice")
    func listsAreTheOnesExpected() throws {
        let record = try SampleData.record()
        let codes = record.queryLists.compactMap { JSON.string($0, "code", "coding", "code") }
        #expect(codes.sorted() == (Self.primaryLists + Self.secondaryLists).sorted())
        for list in record.queryLists {
            #expect(Set(JSON.items(list)).count == JSON.items(list).count, "\(list["title"] ?? "")")
        }
    }

    @Test("the twenty-first list is in the second record, with the problem that only linkage brings")
    func linkedProblemList() throws {
        let record = try SampleData.record("problems-active-only.json")
        #expect(record.entries(ofList: Self.linkedProblems) == ["Condition/prob-ulcer"])
        #expect(!record.entries(ofList: "717711000000103").contains("Condition/prob-ulcer"))
    }

    @Test("every reference resolves, and every Type/id is there once")
    func references() throws {
        let record = try SampleData.record()
        let named = record.resources.compactMap { resource in
            (resource["id"] as? String).map { "\(resource["resourceType"] ?? "")/\($0)" }
        }
        #expect(Set(named).count == named.count)
        let ended = Set(record.endedAllergies.flatMap { ["#\($0)", "List/ended-allergies#\($0)"] })
        for object in JSON.objects(in: record.resources) {
            guard let reference = object["reference"] as? String else { continue }
            #expect(record.byReference[reference] != nil || ended.contains(reference), "\(reference)")
        }
    }

    @Test(
        "primary lists hold every item of their area",
        arguments: [
            ("886921000000105", "AllergyIntolerance"), ("933361000000108", "MedicationStatement"),
            ("1149501000000101", "Encounter"),
            ("717711000000103", "Condition"), ("887191000000108", "DiagnosticReport"),
            ("792931000000107", "ReferralRequest"),
        ])
    func primaryMembership(code: String, type: String) throws {
        let record = try SampleData.record()
        let all = record.resources(type).compactMap { $0["id"] as? String }.map { "\(type)/\($0)" }
        #expect(Set(record.entries(ofList: code)) == Set(all))
    }

    @Test("an observation is uncategorised, of immunisations, of a report, or narrative: never two of them")
    func observations() throws {
        let record = try SampleData.record()
        let uncategorised = Set(record.entries(ofList: "826501000000100"))
        let immunisations = Set(record.entries(ofList: "1102181000000102").filter { $0.hasPrefix("Observation/") })
        let reported = Self.observationsOfReports(record)
        #expect(uncategorised.isDisjoint(with: immunisations) && uncategorised.isDisjoint(with: reported))
        for observation in record.resources("Observation") {
            let reference = "Observation/\(observation["id"] ?? "")"
            let isNarrative =
                JSON.string(observation, "code", "coding", "code") == "37331000000100" && !reported.contains(reference)
            let places = [
                uncategorised.contains(reference), immunisations.contains(reference), reported.contains(reference),
                isNarrative,
            ]
            #expect(places.count { $0 } == 1, "\(reference)")
        }
    }

    private static func observationsOfReports(_ record: SampleRecord) -> Set<String> {
        var found: Set<String> = []
        var waiting = record.resources("DiagnosticReport").flatMap { $0["result"] as? [Any] ?? [] }.compactMap {
            JSON.string($0, "reference")
        }
        while let next = waiting.popLast() {
            guard found.insert(next).inserted else { continue }
            let related = record.byReference[next]?["related"] as? [[String: Any]] ?? []
            waiting += related.compactMap { JSON.string($0["target"], "reference") }
        }
        return found
    }

    @Test("contained ended allergies are the entries of their list")
    func endedAllergies() throws {
        let record = try SampleData.record()
        #expect(record.entries(ofList: "1103671000000101") == record.endedAllergies.map { "#\($0)" })
        #expect(record.queryList("1103671000000101")?["id"] as? String == "ended-allergies")
    }
}
