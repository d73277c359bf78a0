import CNcurses
import Testing

@testable import TerminalUI

@Suite struct WidthContractTests {
    /// glibc 2.36 has Unicode 15, our table Unicode 17: what became wide since, and numbers in circles on black squares,
    /// which glibc alone has wide.
    private static let exceptions: [ClosedRange<UInt32>] = [
        0x2630...0x2637, 0x268A...0x268F, 0x3248...0x324F, 0x4DC0...0x4DFF, 0x1D300...0x1D356, 0x1D360...0x1D376,
    ]

    @Test func tableAgreesWithTheSystem() throws {
        try #require(term_use_utf8())
        let differing = (UInt32(0xA0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let system = Int(term_width(scalar.value))
            // -1: the system does not know the character yet, or it never reaches a cell.
            guard system >= 0, CellGuard.isDisplayable(scalar) else { return false }
            if Self.exceptions.contains(where: { $0.contains(scalar.value) }) { return false }
            return CharacterWidth.of(scalar) != system
        }
        #expect(differing.map { String($0.value, radix: 16) } == [])
    }

}
