import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Documents are known by their metadata")
struct DocumentsTests {
    private func show(_ members: String...) throws -> (view: AreaView, row: Row, detail: Detail) {
        let context = try Fixture.context([
            Fixture.resource(.documentReference, "d", #""status":"current""#, members.joined(separator: ","))
        ])
        let view = AreaCatalogue.view(of: .documents, in: context)
        return (view, try #require(view.row("DocumentReference/d")), AreaCatalogue.detail(of: 1, in: context))
    }

    private func file(_ members: String) -> String { #""content":[{"attachment":{\#(members)}}]"# }

    @Test("created and added are two dates; neither stands in for the other")
    func dates() throws {
        let shown = try show(#""indexed":"2024-06-21T08:30:00+01:00","description":"Letter""#)
        #expect(shown.row.cells.prefix(2) == ["not recorded", "21-Jun-2024"])
        #expect(shown.row.sortDate == nil)
        #expect(shown.detail.section("Document")?.contains("Created: not recorded") == true)
        #expect(shown.detail.section("Document")?.contains("Added to record: 21-Jun-2024 08:30") == true)
    }

    @Test(
        "sizes are told before anything is fetched",
        arguments: [
            (25, "25 bytes"), (999, "999 bytes"), (1_000, "1 kB"), (1_549, "1.5 kB"), (245_000, "245 kB"),
            (5_186_654, "5.2 MB"), (18_551_238, "18.6 MB"),
        ])
    func size(bytes: Int, words: String) throws {
        #expect(DocumentFile.sizeText(bytes) == words)
        let shown = try show(file(#""contentType":"text/plain","size":\#(bytes),"url":"https://x/Binary/1""#))
        #expect(shown.row.cells[4] == words)
        #expect(shown.row.markWords.contains("LARGE – may be slow") == (bytes > 5_000_000))
    }

    @Test(
        "a placeholder gives its reason, and a file that cannot be shown says so",
        arguments: [
            (#""title":"Over 5 MB","size":18551238"#, ["NO FILE: Over 5 MB", "LARGE – may be slow"]),
            (#""contentType":"text/plain""#, ["NO FILE: the reason is not stated"]),
            (#""contentType":"image/tiff","url":"u""#, ["cannot be shown here: image/tiff"]),
            (#""url":"u""#, ["cannot be shown here: type not stated"]),
            (#""contentType":"Text/HTML; charset=utf-8","url":"u""#, []),
        ])
    func files(attachment: String, marks: [String]) throws {
        let shown = try show(file(attachment))
        #expect(shown.row.markWords == marks)
    }

    @Test("a document without any content says that no file is named")
    func noContent() throws {
        let shown = try show("")
        #expect(shown.row.markWords == ["NO FILE: none is named"])
        #expect(shown.row.cells[2] == "Document without a description")
        #expect(shown.row.cells[4] == "not stated")
    }

    @Test(
        "written by the organisation that keeps it: an internal document",
        arguments: [("Organization/1", true), ("Organization/2", false)])
    func internalDocument(author: String, isInternal: Bool) throws {
        let marks = try show(
            #""author":[{"reference":"Practitioner/1"},{"reference":"\#(author)"}]"#,
            #""custodian":{"reference":"Organization/1"}"#
        ).row.markWords
        #expect(marks.contains("internal document of the practice") == isInternal)
    }

    @Test("labels of security are marks; nothing says reviewed or latest")
    func cautions() throws {
        let shown = try show(
            #""securityLabel":[{"coding":[{"system":"http://hl7.org/fhir/v3/ActCode","code":"NOPAT"}]}]"#,
            #""description":"Retinal screening","type":{"text":"Eye letter"},"created":"2024-06""#)
        #expect(shown.row.cells.prefix(4) == ["Jun-2024", "not recorded", "Retinal screening", "Eye letter"])
        #expect(shown.row.markWords.contains("NOT TO BE DISCLOSED TO THE PATIENT"))
        #expect(shown.view.headWords.contains("Which version is the newest cannot be assured."))
        #expect(shown.view.headWords.contains { $0.hasPrefix("Documents may not have been reviewed") })
    }

    @Test("everything of the file is in the detail")
    func detail() throws {
        let shown = try show(file(#""contentType":"text/html","size":324,"url":"https://x/Binary/1""#))
        #expect(
            shown.detail.section("File") == ["File type: text/html", "Size: 324 bytes", "Address: https://x/Binary/1"])
    }
}
