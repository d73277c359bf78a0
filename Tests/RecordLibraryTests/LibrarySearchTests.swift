import Foundation
import GPConnect
import Testing

@testable import RecordLibrary

@Suite("full-text search over all saved records")
struct LibrarySearchTests {
    let folder = TemporaryFolder()

    @Test(
        "words, beginnings, codes and accents",
        arguments: [
            ("penicillin", true), ("PENICILLIN rash", true), ("penic", true), ("rash pen", true), ("cafe", true),
            ("294505008", true), ("robin", true), ("9000000033", true),
            ("penicillin wheeze", false), ("enicillin", false), ("snomed", false), ("AllergyIntolerance", false),
            ("", false), ("\" OR NEAR( * -", false), ("rash*)", true),
        ])
    func search(text: String, isFound: Bool) throws {
        let library = try Library(path: folder.file("library.sqlite"))
        _ = try library.save(Constructed.bytes(note: "Penicillin rash at the café"), provenance: Constructed.fetched)
        _ = try library.save(
            Constructed.bytes(number: "1", family: "Q", note: "nothing"), provenance: Constructed.fetched)
        let hits = try library.search(text).filter { $0.summary.identity.nhsNumber == "9000000033" }
        #expect(hits.isEmpty == !isFound)
    }

    @Test("a hit names record, resource and area and marks the words found")
    func hit() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let record = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        let hit = try #require(library.search("rash").first)
        #expect(hit.record == record.id)
        #expect(hit.resource == "AllergyIntolerance/a1")
        #expect(hit.area == .allergies)
        #expect(hit.fragments.filter(\.isMatch).map(\.text) == ["rash"])
        #expect(hit.fragments.map(\.text).joined().hasPrefix("Penicillin rash"))
    }

    @Test("control characters of a record are not taken for marks of a hit")
    func controlCharacters() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        _ = try library.save(Constructed.bytes(note: "red \\u0001rash\\u0002 now"), provenance: Constructed.fetched)
        let hit = try #require(library.search("now").first)
        #expect(hit.fragments.filter(\.isMatch).map(\.text) == ["now"])
    }
}
