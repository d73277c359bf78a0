import FHIR
import Testing

@testable import GPConnect

@Suite("Degrade codes")
struct DegradedCodeTests {
    private func concept(_ codings: String) throws -> CodeableConcept? {
        CodeableConcept(try JSONDocument(bytes: Array(#"{"coding":\#(codings)}"#.utf8)).root)
    }

    @Test("each is told from its code", arguments: DegradedCode.allCases)
    func each(code: DegradedCode) throws {
        #expect(code.rawValue.utf8.count == DegradedCode.length)
        let snomed = #"{"system":"http://snomed.info/sct","code":"\#(code.rawValue)"}"#
        #expect(DegradedCode(in: try concept("[\(snomed)]")) == code)
        #expect(DegradedCode(in: try concept(snomed)) == code, "one coding where an array is due")
        #expect(DegradedCode(in: try concept(#"[{"code":"x"},\#(snomed)]"#)) == code)
    }

    static let others = [
        ("of another system", #"[{"system":"urn:x","code":"196411000000103"}]"#),
        ("without a system", #"[{"code":"196411000000103"}]"#),
        ("as long", #"[{"system":"http://snomed.info/sct","code":"196411000000104"}]"#),
        ("shorter", #"[{"system":"http://snomed.info/sct","code":"19641100000010"}]"#),
        ("none", "[]"), ("null", "null"), ("no object", #"["196411000000103"]"#),
    ]

    @Test("any other code is not one", arguments: others)
    func other(name: String, codings: String) throws { #expect(DegradedCode(in: try concept(codings)) == nil) }

    @Test("a code with an escape and one written as a number are read")
    func oddities() throws {
        let escaped = #"[{"system":"http://snomed.info/sct","code":"\u0031\#("96411000000103")"}]"#
        #expect(DegradedCode(in: try concept(escaped)) == .recordEntry)
        #expect(
            DegradedCode(in: try concept(#"[{"system":"http://snomed.info/sct","code":196411000000103}]"#))
                == .recordEntry)
    }
}
