import CorpusTestSupport
import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("documents shown as text, or described")
struct DocumentContentTests {
    @Test(
        "HTML as a browser would show it",
        arguments: [
            ("<p>One</p><p>Two  \n three</p>", "One\nTwo three"), ("a<br>b<BR/>c", "a\nb\nc"),
            ("<ul><li>x</li><li>y</li></ul>", "• x\n• y"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
            ("<pre>a\n  b</pre>c", "a\n  b\nc"), ("5 < 6 &amp; 7 > 2", "5 < 6 & 7 > 2"), ("BP<120", "BP<120"),
            ("&pound;5 &#8364; &#x20AC; &eacute;", "£5 € € é"), ("&unknown; &amp &;", "&unknown; &amp &;"),
            ("a<script>alert('<p>no</p>')</script>b<style>p{}</style>c", "abc"), ("a<!-- <p>no --> b", "a b"),
            ("<a title=\"x>y\" href='http://e'>link</a>", "link"), ("<title>T</title><body>B", "T\nB"),
            ("<p", ""), ("<!--", ""), ("<script>x", ""), ("a&", "a&"), ("", ""), ("&#0;&#x110000;", "\0&#x110000;"),
            ("Größe 5°", "Größe 5°"),
        ])
    func html(source: String, text: String) {
        #expect(DocumentContent(Array(source.utf8), stated: "text/html").text == text)
    }

    @Test(
        "RTF as a word processor would show it",
        arguments: [
            (#"{\rtf1\ansi Hello\par World}"#, "Hello\nWorld"),
            (#"{\rtf1{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\*\generator X;}\f0 a\tab b}"#, "a\tb"),
            (#"{\rtf1 caf\'e9 \'80\u8364? \u-10179?\u-8704?}"#, "café €€ 😀"),
            (#"{\rtf1\uc2 \u233 xx!\uc0 \u233 !}"#, "é!é!"), (#"{\rtf1 a\{b\}c\\d\~e}"#, "a{b}c\\d\u{A0}e"),
            (#"{\rtf1{\pict\pngblip 89504e47}text}"#, "text"),
            (#"{\rtf1{\info{\author Secret}}{\b bold} plain}"#, "bold plain"),
            (#"{\rtf1\trowd a\cell b\cell\row}"#, "a\tb\t\n"), ("{\\rtf1 a\r\nb}", "ab"),
            (#"{\rtf1 a\bin3 }}}b}"#, "ab"),
            (#"{\rtf1 x}}}}"#, "x"), (#"{\rtf1 \'zz\u"#, ""), (#"{\rtf1 a\par"#, "a\n"),
        ])
    func rtf(source: String, text: String) {
        #expect(DocumentContent(Array(source.utf8), stated: "text/rtf").text == text)
    }

    @Test("nesting of any depth is no matter")
    func depth() {
        let groups = "{\\rtf1 " + String(repeating: "{", count: 200_000) + "x"
        #expect(DocumentContent(Array(groups.utf8), stated: nil).text == "x")
        let tags = String(repeating: "<div>", count: 200_000) + "x"
        #expect(DocumentContent(Array(tags.utf8), stated: "text/html").text == "x")
    }

    @Test(
        "the encodings of text",
        arguments: [
            ([0x63, 0xC3, 0xA9], "text/plain", "cé", false), ([0x63, 0xE9], "text/plain", "cé", true),
            ([0x63, 0xE9, 0x80], "text/plain; charset=ISO-8859-1", "cé€", false),
            ([0xEF, 0xBB, 0xBF, 0x61], "text/plain", "a", false),
            ([0xFF, 0xFE, 0x61, 0, 0xE9, 0], "text/plain", "aé", false),
        ] as [([UInt8], String, String, Bool)])
    func encodings(bytes: [UInt8], type: String, text: String, isGuessed: Bool) {
        let content = DocumentContent(bytes, stated: type)
        #expect(content.text == text && content.isEncodingGuessed == isGuessed)
    }

    @Test("the page says its own charset")
    func statedCharset() {
        let page = Array("<meta content=\"text/html; charset=windows-1252\">caf".utf8) + [0xE9]
        let content = DocumentContent(page, stated: "text/html")
        #expect(content.text == "café" && !content.isEncodingGuessed)
    }

    @Test(
        "what a document is: by its first bytes, else as stated",
        arguments: [
            ("%PDF-1.4", "application/pdf", DocumentType.pdf), ("%PDF-1.4", "text/plain; charset=utf-8", .plainText),
            ("%PDF-1.4", nil, .pdf), ("PK\u{3}\u{4}", "application/msword", .word),
            ("hello", "application/pdf", .unknown),
            ("hello", "text/csv", .plainText), ("hello", nil, .unknown), ("{\\rtf1 x}", "application/msword", .rtf),
            ("x", "TEXT/HTML;Charset=x", .html),
        ] as [(String, String?, DocumentType)])
    func types(content: String, stated: String?, type: DocumentType) {
        #expect(DocumentType.of(Array(content.utf8), stated: stated) == type)
    }

    @Test("images tell their size; broken headers do not")
    func pixels() {
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
                0, 0, 1, 44, 0, 0, 0, 200,
            ]
        #expect(DocumentContent(png, stated: "image/png").summary == "PNG image, 300 × 200 pixels, 24 bytes")
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, 0, 200, 1, 44]
        #expect(DocumentContent(jpeg, stated: "image/jpeg").pixels == PixelSize(width: 300, height: 200))
        for length in 0..<jpeg.count - 1 {
            #expect(DocumentContent(Array(jpeg.prefix(length)), stated: "image/jpeg").pixels == nil)
        }
        let endless: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0]
        #expect(DocumentContent(endless, stated: "image/jpeg").pixels == nil)
    }

    @Test(
        "no path ever comes from a record",
        arguments: [
            ("../../etc/passwd", "etc-passwd.pdf"), ("/etc/cron.d/x", "etc-cron-d-x.pdf"), (".bashrc", "bashrc.pdf"),
            ("a\0b\n\u{1B}[2J", "a-b-2J.pdf"), ("Lettre été", "Lettre-t.pdf"), ("letter.exe", "letter-exe.pdf"),
            ("", "document.pdf"), ("...", "document.pdf"), (nil, "document.pdf"), ("-rf", "rf.pdf"),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 80) + ".pdf"),
        ] as [(String?, String)])
    func fileNames(stem: String?, name: String) { #expect(SafeFileName.make(stem: stem, type: .pdf) == name) }

    @Test("documents of real systems", .enabled(if: Corpus.folder != nil, "no corpus"))
    func corpus() throws {
        let expected = [
            "9388098431.document-application-pdf": "PDF document, 93,586 bytes",
            "9388098431.document-image-gif": "GIF image, 300 × 200 pixels, 1,346 bytes",
            "9388098431.document-text-html": "HTML page, 1,701 bytes", "binary": "Word document, 255,554 bytes",
        ]
        for (name, summary) in expected {
            let binary = Binary(try JSONDocument(bytes: try Corpus.bytes("documents/\(name).json")).root)
            let content = DocumentContent(try #require(binary.content()), stated: binary.contentType)
            #expect(content.summary == summary)
            if name.hasSuffix("html") {
                #expect(content.text?.hasPrefix("Using A Serial Cable") == true)
                #expect(content.text?.contains("<") == false)
            }
        }
    }
}
