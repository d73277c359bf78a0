import Testing

@testable import RecordPresentation

@Suite("An excerpt never cuts a word and says that it is one")
struct ExcerptTests {
    @Test(
        "short texts are whole; line breaks become spaces and make an excerpt",
        arguments: [
            ("Seated", "Seated", false), ("  Left  arm ", "Left arm", false), ("a\nb", "a b", true),
            ("trailing\n", "trailing", false), ("e\u{301}a \u{A0}b", "e\u{301}a b", false),
        ])
    func short(text: String, line: String, isExcerpt: Bool) {
        #expect(Excerpt.line(text) == RowLine(line, isExcerpt: isExcerpt))
    }

    @Test("a long text ends after a whole word")
    func long() throws {
        let line = try #require(Excerpt.line(String(repeating: "word ", count: 100), label: "Comment"))
        #expect(line.text.hasSuffix("word ..."))
        #expect(line.text.count <= 114)
        #expect(line.isExcerpt)
        #expect(line.label == "Comment")
    }

    @Test("a word longer than the line stands whole, and white space alone is nothing")
    func odd() {
        let word = String(repeating: "x", count: 300)
        #expect(Excerpt.line(word) == RowLine(word))
        #expect(Excerpt.line(" \n\t") == nil)
    }
}
