import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Areas tell entries apart and say why linked ones are there")
struct AreaAssemblyTests {
    private func conditions(_ identifiers: [String], list: ListCode) throws -> AreaView {
        let problems = identifiers.enumerated().map { number, identifier in
            Fixture.resource(
                .condition, "c\(number)", Fixture.concept("code", "Problem \(number)"),
                #""identifier":[{"system":"s","value":"\#(identifier)"}]"#)
        }
        let references = identifiers.indices.map { "Condition/c\($0)" }
        let context = try Fixture.context(problems + [Fixture.list(list, references)])
        return AreaCatalogue.view(of: .problems, in: context)
    }

    @Test("entries with one identifier stay apart and each names the other")
    func sharedIdentifier() throws {
        let view = try conditions(["1", "1", "2"], list: .problems)
        #expect(view.count == 3)
        #expect(view.row("Condition/c0")?.markWords.contains("same identifier as Problem 1 (Condition/c1)") == true)
        #expect(view.row("Condition/c1")?.markWords.contains("same identifier as Problem 0 (Condition/c0)") == true)
        #expect(view.row("Condition/c2")?.markWords.contains { $0.hasPrefix("same identifier") } == false)
    }

    @Test("a linked problem says what it is linked to; without a link held it says so too")
    func linkedReason() throws {
        let item = Fixture.resource(.allergyIntolerance, "a", Fixture.concept("code", "Nut allergy"))
        let actual =
            #""extension":[\#(Fixture.ext("ActualProblem", #""valueReference":{"reference":"AllergyIntolerance/a"}"#))]"#
        let linked = Fixture.resource(.condition, "c1", Fixture.concept("code", "Allergy"), actual)
        let lone = Fixture.resource(.condition, "c2", Fixture.concept("code", "Other"))
        let context = try Fixture.context([
            item, linked, lone, Fixture.list(.linkedProblems, ["Condition/c1", "Condition/c2"]),
        ])
        let view = AreaCatalogue.view(of: .problems, in: context)
        #expect(
            view.row("Condition/c1")?.markWords.contains("linked item: shown because linked to Nut allergy") == true)
        #expect(
            view.row("Condition/c2")?.markWords.contains("linked item: shown because linked to an item of this record")
                == true)
        #expect(view.count == 0)
        #expect(view.linkedCount == 2)
    }
}
