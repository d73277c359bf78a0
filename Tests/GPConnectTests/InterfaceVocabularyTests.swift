import Testing

@testable import GPConnect

/// The names that consumer and provider share, against the digest's own tables.
@Suite("the vocabulary of the interface")
struct InterfaceVocabularyTests {
    private static func plain(_ cell: String) -> String { cell.replacing("`", with: "").replacing("**", with: "") }

    /// docs/spec/fetch.md section 2.
    @Test("an interaction's verb, path, id and scope", arguments: InteractionID.all)
    func interactions(interaction: InteractionID) throws {
        let rows = try SpecificationRows.cells(in: "fetch.md", section: "2.").filter { $0.count == 4 }
        let row = try #require(rows.first { Self.plain($0[2]) == interaction.description }, "\(interaction)")
        let call = Self.plain(row[1]).split(separator: "?")[0]
        #expect(call == "\(interaction.verb) \(interaction.path)")
        #expect(Self.plain(row[3]).split(separator: " ").first.map(String.init) == interaction.scope)
        #expect(InteractionID.known(interaction.description) == interaction)
    }

    /// docs/spec/fetch.md section 8.3.
    @Test("what a search for documents must ask for")
    func includes() throws {
        let rows = try SpecificationRows.cells(in: "fetch.md", section: "8.").filter { $0[0].hasPrefix("`_") }
        #expect(rows.count == 5 && rows.allSatisfy { $0.last == "MUST" })
        #expect(DocumentInclude.mandatory.map { "\($0.name)=\($0.value)" } == rows.map { Self.plain($0[0]) })
        #expect(DocumentInclude.mandatory.map(\.isReverse) == [false, false, false, false, true])
    }

    /// docs/spec/clinical-areas.md section 1.1.
    @Test("the primary lists' titles, codes and displays")
    func primaryLists() throws {
        let rows = try SpecificationRows.cells(in: "clinical-areas.md", section: "1.").filter {
            $0.count == 5 && $0[0].hasPrefix("`include")
        }
        #expect(rows.count == 10)
        for row in rows.map({ $0.map(Self.plain) }) {
            let list = try #require(ListCode.primary.first { $0.code == row[2] }, "\(row)")
            #expect(list.title == row[1])
            #expect(list.display == row[3])
        }
    }
}
