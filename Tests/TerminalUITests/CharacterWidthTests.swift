import Testing

@testable import TerminalUI

@Suite struct CharacterWidthTests {
    @Test func tableIsSortedPairs() {
        for table in [WidthTable.zero, WidthTable.wide] {
            #expect(table.count.isMultiple(of: 2))
            let starts = stride(from: 0, to: table.count, by: 2).map { table[$0] }
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
            #expect(stride(from: 0, to: table.count, by: 2).allSatisfy { table[$0] <= table[$0 + 1] })
        }
    }
}
