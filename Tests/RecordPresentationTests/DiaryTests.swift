import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Diary entries are planned, never done")
struct DiaryTests {
    private func show(_ members: String..., and others: [String] = []) throws -> (
        view: AreaView, row: Row, detail: Detail
    ) {
        let entry = Fixture.resource(
            .procedureRequest, "d", #""intent":"plan""#, Fixture.concept("code", "Rabies vaccination"),
            members.joined(separator: ","))
        let context = try Fixture.context([entry] + others + [Fixture.list(.diary, ["ProcedureRequest/d"])])
        let view = AreaCatalogue.view(of: .diary, in: context)
        return (view, try #require(view.row("ProcedureRequest/d")), AreaCatalogue.detail(of: 1, in: context))
    }

    /// The fixture's reference day is 04-Mar-2020.
    @Test(
        "the planned date is only that; a date that has passed leaves open whether it was done",
        arguments: [
            (#""occurrenceDateTime":"2020-03-03""#, "03-Mar-2020", true),
            (#""occurrenceDateTime":"2020-03-04""#, "04-Mar-2020", false),
            (#""occurrenceDateTime":"2020""#, "2020", false), (#""occurrenceDateTime":"2019-12""#, "Dec-2019", true),
            (#""occurrencePeriod":{"start":"2019-01","end":"2020-04-01"}"#, "From Jan-2019 To 01-Apr-2020", false),
            (#""occurrencePeriod":{"start":"2019-01","end":"2019-02-01"}"#, "From Jan-2019 To 01-Feb-2019", true),
            (#""occurrencePeriod":{"start":"2019-01"}"#, "From Jan-2019 To Not recorded", false),
            ("", "Not recorded", false),
        ])
    func plannedDate(member: String, words: String, hasPassed: Bool) throws {
        let shown = try show(member)
        #expect(shown.row.cells[0] == words)
        #expect(shown.row.markWords.contains("date passed – may be done or outstanding") == hasPassed)
        #expect(shown.detail.section("Planned")?.contains("Planned date: \(words)") == true)
    }

    @Test("PLANNED stands before the words in row, title and detail, and the forced status is not shown")
    func planned() throws {
        let shown = try show(#""status":"active""#)
        #expect(shown.row.cells[1] == "PLANNED: Rabies vaccination")
        #expect(shown.row.markWords == ["PLANNED – completion not known"])
        #expect(shown.detail.title == "PLANNED: Rabies vaccination")
        #expect(shown.detail.section("Planned")?.first == "Planned action: PLANNED: Rabies vaccination")
        #expect(!shown.detail.words.contains { $0.hasPrefix("status") })
    }

    @Test("a cancelled entry says so")
    func cancelled() throws {
        let shown = try show(#""status":"cancelled""#)
        #expect(shown.row.markWords.contains("CANCELLED"))
        #expect(shown.detail.words.contains("status: cancelled"))
    }

    @Test("the consultation's date says when it was entered; without one the entry's own does")
    func entered() throws {
        let encounter = Fixture.resource(.encounter, "e", #""period":{"start":"2018-05-06"}"#)
        let members = #""authoredOn":"2019-01-02","context":{"reference":"Encounter/e"}"#
        let known = try show(members, and: [encounter]).row
        let unknown = try show(members).row
        #expect(known.cells[2] == "06-May-2018")
        #expect(unknown.cells[2] == "02-Jan-2019")
    }

    @Test("cautions stand above the list, and no word of a deadline anywhere in it")
    func words() throws {
        let shown = try show(#""occurrenceDateTime":"2019-01-01","note":[{"text":"Bring the diary"}]"#)
        #expect(shown.view.headWords.contains("The practice's tasks and appointments are not included."))
        #expect(shown.view.headWords.contains("Absence of an entry does not mean that there is no recall."))
        #expect(shown.row.lineWords == ["Bring the diary"])
        let text = (shown.view.headWords + shown.row.words + shown.detail.words).joined(separator: " ").lowercased()
        for word in ["due by", "overdue", "deadline"] { #expect(!text.contains(word)) }
    }

    @Test(
        "every recall of a real record begins PLANNED, wherever it stands",
        arguments: RecordFiles.corpus + RecordFiles.samples)
    func everywhere(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let view = AreaCatalogue.view(of: .diary, in: context)
        let terms = view.rows.filter(\.isSupplied).map { $0.cells[1] }
        #expect(terms.filter { !$0.hasPrefix("PLANNED: ") } == [])
    }
}
