import Foundation
import Testing

@Suite("The documents beside the full record")
struct DocumentTests {
    private static func attachments() throws -> [[String: Any]] {
        try SampleData.record().resources("DocumentReference").flatMap { $0["content"] as? [[String: Any]] ?? [] }
            .compactMap { $0["attachment"] as? [String: Any] }
    }

    @Test("each url has a Binary of the size and type it states")
    func sizes() throws {
        var kinds: Set<String> = []
        for attachment in try Self.attachments() {
            guard let url = attachment["url"] as? String else { continue }
            let id = try #require(url.split(separator: "/").last.map(String.init))
            let binary = try SampleData.object("full-record.documents/\(id).json")
            #expect(binary["resourceType"] as? String == "Binary")
            #expect(binary["id"] as? String == id)
            #expect(binary["contentType"] as? String == attachment["contentType"] as? String)
            let content = try #require((binary["content"] as? String).flatMap { Data(base64Encoded: $0) })
            #expect(content.count == attachment["size"] as? Int)
            kinds.insert(binary["contentType"] as? String ?? "")
        }
        #expect(kinds.isSuperset(of: ["text/plain", "text/html", "application/rtf", "application/pdf", "image/png"]))
    }

    @Test("the document over 5 MB has no url, a size and a title that says why")
    func placeholder() throws {
        let placeholder = try #require(try Self.attachments().first { $0["url"] == nil })
        #expect(try #require(placeholder["size"] as? Int) > 5_242_880)
        #expect(try #require(placeholder["title"] as? String).contains("over 5 MB"))
    }
}
