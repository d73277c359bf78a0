import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Rows that must be read together stand together")
struct RowArrangementTests {
    private typealias Item = RowArrangement.Item

    @Test("parts stand below what they are part of, at the place of the newest of them")
    func parts() {
        let items = [
            Item(resource: 1), Item(resource: 2, wholes: [4]), Item(resource: 3), Item(resource: 4),
            Item(resource: 5, wholes: [4]), Item(resource: 6, wholes: [5]), Item(resource: 7, wholes: [99]),
        ]
        #expect(RowArrangement.order(of: items) == [0, 3, 1, 4, 5, 2, 6])
    }

    @Test("a ring is placed once, and so is an item that a list names twice")
    func rings() {
        let ring = [Item(resource: 1, wholes: [2]), Item(resource: 2, wholes: [1]), Item(resource: 3, wholes: [3])]
        #expect(RowArrangement.order(of: ring).sorted() == [0, 1, 2])
        let twice = [
            Item(resource: 1), Item(resource: 2, wholes: [1]), Item(resource: 1), Item(resource: 2, wholes: [1]),
        ]
        #expect(RowArrangement.order(of: twice) == [0, 1, 3, 2])
    }

    @Test("documents with one description and near dates stand together, others stay where they are")
    func documents() throws {
        let document = { (id: String, description: String, created: String) in
            Fixture.resource(.documentReference, id, #""description":"\#(description)","created":"\#(created)""#)
        }
        let context = try Fixture.context([
            document("old", "Letter", "2024-01-01"), document("a", "Letter", "2024-06-01"),
            document("b", "X-ray", "2024-06-10"), document("c", "letter", "2024-06-20"),
            document("undated", "Letter", ""),
        ])
        let rows = AreaCatalogue.view(of: .documents, in: context).rows
        #expect(
            rows.map(\.reference) == ["c", "a", "b", "old", "undated"].map { "DocumentReference/\($0)" })
    }

    @Test("a long chain of parts is walked without recursion")
    func longChain() {
        let items = (0..<20_000).map { Item(resource: $0, wholes: [$0 + 1]) }
        #expect(RowArrangement.order(of: items).first == 19_999)
    }
}
