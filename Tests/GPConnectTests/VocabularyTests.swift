import FHIR
import Testing

@testable import GPConnect

@Suite("the vocabulary of GP Connect")
struct VocabularyTests {
    @Test(
        "an NHS number is ten digits with the right check digit",
        arguments: [
            ("9000000033", true), ("9999999999", true), ("9000000034", false), ("900000003", false),
            ("90000000331", false), ("900 000 0033", false), ("1234567890", false), ("", false), ("90000000３3", false),
        ])
    func nhsNumber(text: String, isValid: Bool) {
        #expect((NHSNumber(text) != nil) == isValid)
    }

    @Test("what a person typed may hold spaces")
    func typedNumber() {
        #expect(NHSNumber(typed: "900 000 0033")?.digits == "9000000033")
        #expect(NHSNumber.grouped("9000000033") == "900 000 0033")
        #expect(NHSNumber.grouped("90000") == "90000")
    }

    @Test("ten primary and twenty-one secondary lists, as the specification's tables print them")
    func listCodes() throws {
        #expect(ListCode.primary.count == 10)
        #expect(ListCode.secondary.count == 21)
        let digest = try SpecificationTable.secondaryLists()
        #expect(ListCode.secondary.map(\.title) == digest.map(\.title))
        #expect(ListCode.secondary.map(\.code) == digest.map(\.code))
    }
}
