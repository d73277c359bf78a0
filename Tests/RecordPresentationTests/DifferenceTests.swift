import FHIR
import Foundation
import GPConnect
import RecordPresentation
import Testing

@Suite("what differs between two records")
struct DifferenceTests {
    private static func statement(_ id: String, _ drug: String, _ members: String...) -> String {
        Fixture.resource(
            .medicationStatement, id,
            ([Fixture.concept("medicationCodeableConcept", drug)] + members).joined(separator: ","))
    }

    private static func identifier(_ value: String) -> String {
        #""identifier":[{"system":"https://practice.example/Id","value":"\#(value)"}]"#
    }

    private static func medications(_ statements: [String], _ references: [String]) throws -> RecordContext {
        try Fixture.context(
            statements + [Fixture.list(.medications, references.map { "MedicationStatement/\($0)" })])
    }

    private static func difference(_ old: RecordContext, _ new: RecordContext) -> RecordDifference {
        RecordDifference(before: old, after: new)
    }

    private static func lines(_ difference: RecordDifference, _ area: ClinicalArea) throws -> [String] {
        difference.summary(of: try #require(difference.areas.first { $0.area == area }))
    }

    @Test("two medications no longer returned and one status changed are said in these words")
    func clinicalWords() throws {
        let old = try Self.medications(
            [
                Self.statement("a", "Aspirin", #""status":"active""#), Self.statement("b", "Bisoprolol"),
                Self.statement("c", "Codeine"),
            ], ["a", "b", "c"])
        let new = try Self.medications([Self.statement("a", "Aspirin", #""status":"stopped""#)], ["a"])
        let lines = try Self.lines(Self.difference(old, new), .medications)
        #expect(lines.contains("2 medications no longer returned"))
        #expect(lines.contains("1 status changed"))
        let text = DifferenceText.text { Self.difference(old, new) }
        #expect(text.contains("No longer returned: Bisoprolol (MedicationStatement/b)"))
        #expect(text.contains(#"status: "active" is now "stopped""#))
    }

    @Test("an item keeps its identity by identifier when its id changes")
    func identifiers() throws {
        let old = try Self.medications([Self.statement("1", "Aspirin", Self.identifier("x"))], ["1"])
        let new = try Self.medications([Self.statement("2", "Aspirin", Self.identifier("x"))], ["2"])
        let difference = Self.difference(old, new)
        #expect(try Self.lines(difference, .medications) == ["2 items the same but for ids or versions"])
        #expect(!difference.isEmpty)
    }

    @Test("an identifier that several items share identifies none of them: the reference does")
    func sharedIdentifiers() throws {
        let old = try Self.medications(
            [
                Self.statement("1", "Aspirin", Self.identifier("x")),
                Self.statement("2", "Codeine", Self.identifier("x")),
            ],
            ["1", "2"])
        let new = try Self.medications(
            [
                Self.statement("2", "Codeine", Self.identifier("x")),
                Self.statement("3", "Digoxin", Self.identifier("x")),
            ],
            ["2", "3"])
        let lines = try Self.lines(Self.difference(old, new), .medications)
        #expect(lines.contains("1 medication no longer returned"))
        #expect(lines.contains("1 medication newly returned"))
    }

    @Test("the same id may mean another item after ids were given anew")
    func renumbered() throws {
        let order = { (plan: String) in
            Fixture.resource(
                .medicationRequest, "o", Self.identifier("o"),
                #""intent":"order","basedOn":[{"reference":"MedicationRequest/\#(plan)"}]"#)
        }
        let plan = { (id: String, value: String) in
            Fixture.resource(.medicationRequest, id, Self.identifier(value), #""intent":"plan""#)
        }
        let old = try Fixture.context([order("1"), plan("1", "first"), plan("2", "second")])
        let new = try Fixture.context([order("1"), plan("2", "first"), plan("1", "second")])
        let changed = Self.difference(old, new).areas.flatMap(\.items).filter { $0.change == .changed }
        #expect(changed.map(\.elements.first?.path) == ["basedOn[0].reference"])
    }

    @Test("an element that went does not make those behind it look changed")
    func arrays() throws {
        let notes = { (texts: [String]) in
            #""note":[\#(texts.map { #"{"text":"\#($0)"}"# }.joined(separator: ","))]"#
        }
        let old = try Self.medications([Self.statement("a", "Aspirin", notes(["one", "two", "three"]))], ["a"])
        let new = try Self.medications([Self.statement("a", "Aspirin", notes(["two", "three"]))], ["a"])
        let changes = Self.difference(old, new).areas.flatMap(\.items).flatMap(\.elements)
        #expect(changes.map(\.path) == ["note[0]"])
        #expect(changes.map(\.kind) == [.removed])
    }

    @Test(
        "literals are compared as written, escapes are not",
        arguments: [
            (#""valueQuantity":{"value":5.0}"#, #""valueQuantity":{"value":5}"#, ["valueQuantity.value"]),
            (#""comment":"caf\u00e9""#, #""comment":"café""#, []),
            (#""a":1,"b":2"#, #""b":2,"a":1"#, []),
            (#""a":[1,2]"#, #""a":[2,1]"#, ["a"]),
            (#""a":null"#, #""b":null"#, ["a", "b"]),
            (#""a":1"#, #""a":"1""#, ["a"]),
        ])
    func literals(old: String, new: String, paths: [String]) throws {
        let before = try Fixture.context([Fixture.resource(.observation, "o", old)])
        let after = try Fixture.context([Fixture.resource(.observation, "o", new)])
        let changes = Self.difference(before, after).areas.flatMap(\.items).flatMap(\.elements)
        #expect(changes.map(\.path) == paths)
    }

    @Test("an item that is there only through a problem now is told from one that is gone")
    func moved() throws {
        let statement = Self.statement("a", "Aspirin")
        let linked = try #require(ListCode.secondary(.problems, of: .medications).first)
        let old = try Self.medications([statement], ["a"])
        let new = try Fixture.context([
            statement, Fixture.list(.medications, []), Fixture.list(linked, ["MedicationStatement/a"]),
        ])
        let lines = try Self.lines(Self.difference(old, new), .medications)
        #expect(lines.contains("1 medication no longer in the area's own list, still in the record"))
        #expect(lines.contains { $0.hasPrefix("area returned without an item +1 linked, was 1 item") })
    }

    @Test("an ended allergy inside its list is an item of its own")
    func containedAllergies() throws {
        let contained = { (ids: [String]) in
            let allergies = ids.map {
                Fixture.resource(.allergyIntolerance, $0, Fixture.concept("code", "Latex \($0)"))
            }
            return Fixture.list(
                .endedAllergies, ids.map { "#\($0)" }, #""contained":[\#(allergies.joined(separator: ","))]"#)
        }
        let difference = Self.difference(
            try Fixture.context([contained(["1", "2"])]), try Fixture.context([contained(["2"])]))
        #expect(try Self.lines(difference, .allergies).contains("1 allergy no longer returned"))
    }

    @Test("a warning that came is said before anything else of its area")
    func warnings() throws {
        let code = Fixture.ext("ListWarningCode", #""valueCode":"confidential-items""#)
        let old = try Fixture.context([Fixture.list(.problems, [])])
        let new = try Fixture.context([Fixture.list(.problems, [], #""extension":[\#(code)]"#)])
        #expect(try Self.lines(Self.difference(old, new), .problems).first == "warning confidential-items is new")
    }

    @Test("records of two patients say so in capitals")
    func patients() throws {
        let file = { (name: String) in try #require(RecordFiles.samples.first { $0.lastPathComponent == name }) }
        let old = try #require(try RecordFiles.context(of: file("full-record.json"), asOf: "2024-09-15"))
        let new = try #require(try RecordFiles.context(of: file("problems-active-only.json"), asOf: "2024-09-15"))
        #expect(Self.difference(old, new).isSamePatient == false)
        #expect(DifferenceText.text { Self.difference(old, new) }.contains("Warning: DIFFERENT PATIENTS"))
    }

    @Test("every record equals itself", arguments: RecordFiles.samples + RecordFiles.corpus)
    func identity(file: URL) throws {
        guard let context = try RecordFiles.context(of: file, asOf: "2024-09-15") else { return }
        let difference = Self.difference(context, context)
        #expect(difference.isEmpty)
        #expect(DifferenceText.text { difference }.contains("No difference."))
    }

    @Test("the JSON form names path and literals, and is JSON")
    func json() throws {
        let old = try Fixture.context([Fixture.resource(.observation, "o", #""valueQuantity":{"value":5.0}"#)])
        let new = try Fixture.context([Fixture.resource(.observation, "o", #""valueQuantity":{"value":5.10}"#)])
        let bytes = DifferenceJSON.bytes(Self.difference(old, new))
        let root = try JSONDocument(bytes: bytes).root
        let item = try #require(root.all("areas").first?.all("items").first)
        let element = try #require(item.all("elements").first)
        #expect(root["equal"]?.bool == false)
        #expect(item["before"]?["path"]?.string == "entry[1].resource")
        #expect(element["path"]?.string == "valueQuantity.value")
        #expect(element["before"]?.recorded == "5.0")
        #expect(element["after"]?.recorded == "5.10")
    }
}
