import Testing

@testable import FHIR

@Suite("JSON is read losslessly")
struct JSONTests {
    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(bytes: Array(text.utf8)) }

    @Test(
        "a number keeps every digit",
        arguments: ["0.50", "5.0", "1e3", "12345678901234567890", "-0", "1E400", String(repeating: "7", count: 400)])
    func numbers(literal: String) throws {
        #expect(try document("{\"a\": \(literal) }").root["a"]?.recorded == literal)
    }

    @Test(
        "strings are decoded, half a surrogate pair shows as U+FFFD",
        arguments: [
            (#""\u00e9\n\t\/\\\"""#, "é\n\t/\\\""), (#""\ud83d\ude00""#, "😀"), (#""x\ud800y""#, "x\u{FFFD}y"),
            (#""\ude00""#, "\u{FFFD}"), (#""plain text over eight bytes""#, "plain text over eight bytes"),
        ])
    func strings(source: String, decoded: String) throws {
        #expect(try document(source).root.string == decoded)
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", JSONSyntaxError.Reason.empty, 1, 1), ("{\"a\": 1,}", .expected("a member name in quotes"), 1, 9),
            ("[1,\n2 3]", .expected("a comma or ]"), 2, 3), ("{\"a\": \"x", .truncated, 1, 9),
            ("{} x", .trailingText, 1, 4), ("[\"\t\"]", .controlCharacter(9), 1, 3),
            ("// x\n{}", .expected("a value"), 1, 1),
        ])
    func refused(text: String, reason: JSONSyntaxError.Reason, line: Int, column: Int) throws {
        do {
            _ = try document(text)
            Issue.record("was read")
        } catch let error as JSONSyntaxError {
            #expect(error.reason == reason)
            #expect(
                JSONDocument.position(ofByte: error.offset, in: Array(text.utf8))
                    == JSONDocument.Position(line: line, column: column))
        }
    }

    @Test("nesting beyond the limit is refused by name, whatever its depth", arguments: [513, 100_000])
    func depth(levels: Int) {
        let text = Array(repeating: UInt8(ascii: "["), count: levels)
        #expect(throws: JSONSyntaxError(.depthLimit(512), at: 512)) { _ = try JSONDocument(bytes: text) }
    }

    @Test(
        "bytes that are not UTF-8 are refused", arguments: [[0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]])
    func notUTF8(bytes: [UInt8]) {
        #expect(throws: JSONSyntaxError(.notUTF8, at: 1)) { _ = try JSONDocument(bytes: bytes) }
    }

    @Test("a path names the element as FHIR does")
    func paths() throws {
        let document = try document(#"{"entry":[{"a":1},{"resource":{"code":{"coding":[{"display":"x"}]}}}]}"#)
        let display = try #require(
            document.root["entry"]?.elements[1]["resource"]?["code"]?.all("coding").first?["display"])
        #expect(display.path == "entry[1].resource.code.coding[0].display")
    }

    @Test("what is written is read again unchanged")
    func writer() throws {
        var writer = JSONWriter()
        writer.object { object in
            object.member("text", "a \"quoted\" \\ line\n\u{1B}[31m")
            object.key("empty")
            object.array { _ in }
            object.key("numbers")
            object.array { $0.literal("0.50") }
            object.member("none", nil as String?)
        }
        let document = try JSONDocument(bytes: writer.bytes)
        #expect(document.root["text"]?.string == "a \"quoted\" \\ line\n\u{1B}[31m")
        #expect(document.root["numbers"]?.elements.first?.recorded == "0.50")
        #expect(!writer.bytes.contains(0x1B))
    }

    @Test(
        "an array written in parts reads like one written in one go",
        arguments: [[], [0], [0, 1], [2, 0, 3], [1, 1, 1]])
    func parts(counts: [Int]) {
        func array(_ write: (inout JSONWriter) -> Void) -> String {
            var writer = JSONWriter()
            writer.object { object in
                object.key("items")
                object.array(write)
                object.member("after", "x")
            }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        let element = { (writer: inout JSONWriter) in writer.object { $0.member("a", "b") } }
        let whole = array { writer in for _ in 0..<counts.reduce(0, +) { element(&writer) } }
        let joined = array { writer in
            for count in counts {
                var part = writer.part
                for _ in 0..<count { element(&part) }
                writer.append(part)
            }
        }
        #expect(joined == whole)
    }
}
