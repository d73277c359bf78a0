import GPConnect
import Testing

@Suite("percent-encoding of URLs")
struct PercentEncodingTests {
    private static let texts: [(plain: String, encoded: String)] = [
        ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b", "a%20b"), ("a/b?c&d=e#f", "a%2Fb%3Fc%26d%3De%23f"),
        ("https://fhir.nhs.uk/Id/nhs-number|9000000033", "https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9000000033"),
        ("$gpc+%", "%24gpc%2B%25"), ("é✓", "%C3%A9%E2%9C%93"), ("\u{1}\u{7F}", "%01%7F"),
    ]

    @Test("what is encoded is read as it was", arguments: texts)
    func bothWays(plain: String, encoded: String) {
        #expect(PercentEncoding.encode(plain) == encoded)
        #expect(PercentEncoding.decode(encoded[...]) == plain)
    }

    @Test(
        "reading is lenient in what stands unencoded, and strict in what is broken",
        arguments: [
            ("a%2fb", false, "a/b"), ("a+b", false, "a+b"), ("a+b", true, "a b"), ("a%2Bb", true, "a+b"),
            ("é", false, "é"),
            ("%", false, nil), ("%4", false, nil), ("%zz", false, nil), ("%ff", false, nil), ("a%c3", false, nil),
            ("%+1", false, nil),
        ] as [(String, Bool, String?)])
    func reading(text: String, plusIsSpace: Bool, plain: String?) {
        #expect(PercentEncoding.decode(text[...], plusIsSpace: plusIsSpace) == plain)
    }
}
