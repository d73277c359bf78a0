import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/warnings.md sections 1 and 2: codes and notes of lists.
@Suite("Warnings of lists")
struct WarningTests {
    private typealias T = TestRecord

    static let confidential = "Items excluded due to confidentiality and/or patient preferences."
    static let unavailable = "Information not available"

    static func transit(_ date: String) -> String {
        "Patient record transfer from previous GP practice not yet complete; information recorded before \(date) may be missing."
    }

    static func filing(_ date: String) -> String {
        "Patient record contains some items in the GP practice workflow that have not been reviewed for inclusion in this message; information recorded before \(date) may be missing."
    }

    private static func note(_ text: String) -> String { #""note":[{"text":"\#(text)"}]"# }

    @Test("An empty list says so in note and reason")
    func emptyList() throws {
        let answer = try T.evaluate([T.list(.referrals, [])], T.request { $0.referrals = .init() })
        let list = try #require(try answer.written().lists(.referrals).first)
        #expect(list.notes == [Self.unavailable])
        #expect(list.emptyReason?.hasCode("no-content-recorded", in: CodeSystem.listEmptyReason) == true)
        #expect(list.value["entry"] == nil)
        #expect(list.warningCodes.isEmpty)
    }

    @Test("A list keeps the codes of the source's list of the same code, in the table's order, one note")
    func keptCodes() throws {
        let list = T.list(
            .referrals, [], warnings: ["data-in-transit", "confidential-items"],
            Self.note(Self.transit("23-Jun-2010") + " " + Self.confidential + " " + Self.unavailable))
        let answer = try T.evaluate([list, T.list(.diary, [])], T.request { $0.referrals = .init() })
        let written = try #require(try answer.written().lists(.referrals).first)
        #expect(written.warningCodes == ["confidential-items", "data-in-transit"])
        #expect(written.notes == [Self.confidential + " " + Self.transit("23-Jun-2010") + " " + Self.unavailable])
    }

    @Test("Data in transit goes on every list that is there, with the source's date; the other codes do not")
    func transitOnEveryList() throws {
        let resources = [
            T.list(
                .referrals, [], warnings: ["confidential-items", "data-in-transit"],
                Self.note(Self.confidential + " " + Self.transit("23-Jun-2010"))),
            T.list(.uncategorised, ["Observation/o"]), T.resource("Observation", "o"),
            T.problem("p", content: ["Observation/o"]), T.list(.problems, ["Condition/p"]),
        ]
        let answer = try T.evaluate(
            resources,
            T.request {
                $0.uncategorised = .init()
                $0.problems = .init()
            })
        #expect(answer.lists.count == 3)
        for list in answer.lists {
            #expect(list.warningCodes == ["data-in-transit"])
            #expect(list.note == Self.transit("23-Jun-2010"))
        }
    }

    @Test("Older texts are recognised and the present ones written; other sentences and codes stay as they were")
    func olderTexts() throws {
        let old =
            "Patient record transfer from previous GP practice not yet complete; any information recorded before 01-Feb-2019 has been excluded. Ask the practice."
        let list = T.list(.diary, [], warnings: ["data-in-transit", "some-other-code"], Self.note(old))
        let answer = try T.evaluate([list], T.request { $0.diary = .init() })
        #expect(answer.list(.diary)?.warningCodes == ["data-in-transit", "some-other-code"])
        #expect(
            answer.list(.diary)?.note == Self.transit("01-Feb-2019") + " Ask the practice. " + Self.unavailable)
    }

    @Test("A secondary list with confidential-items comes back even when it is empty; with transit alone it does not")
    func secondaryListWithCode() throws {
        let withheld = try #require(ListCode.known("problems-uncategorised-data-related-to-problems"))
        let moving = try #require(ListCode.known("problems-diary-entries-related-to-problems"))
        let resources = [
            T.list(.problems, []), T.list(.diary, []),
            T.list(withheld, [], warnings: ["confidential-items"], Self.note(Self.confidential)),
            T.list(moving, [], warnings: ["data-in-transit"], Self.note(Self.transit("01-Feb-2019"))),
            T.list(.linkedProblems, [], warnings: ["confidential-items"]),
        ]
        let problems = try T.evaluate(resources, T.request { $0.problems = .init() })
        #expect(
            problems.list(withheld)?.note == Self.confidential + " " + Self.transit("01-Feb-2019") + " "
                + Self.unavailable)
        #expect(problems.list(moving) == nil)
        #expect(problems.list(.linkedProblems) != nil)
        let diary = try T.evaluate(resources, T.request { $0.diary = .init() })
        #expect(diary.list(withheld) == nil)
        #expect(diary.list(.linkedProblems)?.warningCodes == ["confidential-items", "data-in-transit"])
        #expect(try T.evaluate(resources, StructuredRecordRequest()).lists.isEmpty)
    }

    @Test("Switches for transit and filing")
    func switches() throws {
        var switches = SourceSwitches()
        switches.transitSince = CivilDate("2024-09-02")
        switches.awaitingFiling = [.referrals]
        let answer = try T.evaluate(
            [T.list(.referrals, []), T.list(.diary, [])],
            T.request {
                $0.referrals = .init()
                $0.diary = .init()
            }, switches: switches)
        #expect(answer.list(.referrals)?.warningCodes == ["data-in-transit", "data-awaiting-filing"])
        #expect(
            answer.list(.referrals)?.note
                == [Self.transit("02-Sep-2024"), Self.filing("15-Sep-2024"), Self.unavailable].joined(separator: " "))
        #expect(answer.list(.diary)?.warningCodes == ["data-in-transit"])
    }

    @Test("Structure lists never carry codes")
    func structureLists() throws {
        var switches = SourceSwitches()
        switches.transitSince = CivilDate("2024-09-02")
        let answer = try T.evaluate(
            LinkageTests.consultation, T.request { $0.consultations = .init() }, switches: switches)
        let written = try answer.written()
        #expect(written.lists.filter { $0.listCode == nil }.count == 3)
        for list in written.lists where list.listCode == nil {
            #expect(list.warningCodes.isEmpty && list.notes.isEmpty)
        }
    }
}
