import FHIR
import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 8.4.
@Suite("read a document")
struct BinaryTests {
    private func provider(_ resources: [String], beside documents: [String] = []) throws -> Provider {
        let text = Practice.bundle([Practice.patient()] + resources)
        return try Practice.provider([Practice.record("a.json", text, documents: documents)])
    }

    @Test("from the Bundle and from the folder beside it")
    func sources() throws {
        let provider = try provider([Practice.binary("inside")], beside: [Practice.binary("beside")])
        for id in ["inside", "beside"] {
            let outcome = try provider.outcome(Consumer.binary(id))
            #expect(outcome.status == 200)
            #expect(outcome.resourceType == "Binary")
            #expect(outcome.json["id"]?.string == id)
            #expect(outcome.json["contentType"]?.string == "text/plain")
            #expect(outcome.json["content"]?.string == "aGVsbG8=")
        }
    }

    @Test(
        "the version stands in the resource and in the ETag",
        arguments: [
            ("", "1"), (#", "meta": {"versionId": "7"}"#, "7"),
        ])
    func version(meta: String, version: String) throws {
        let outcome = try provider([Practice.binary("b", more: meta)]).outcome(Consumer.binary("b"))
        #expect(outcome.json["meta"]?["versionId"]?.string == version)
        #expect(outcome.response.value(of: "ETag") == "W/\"\(version)\"")
    }

    @Test("the later element's name is read, security is not populated")
    func elements() throws {
        let later = """
            {"resourceType": "Binary", "id": "b", "securityContext": {"reference": "Patient/p1"}, \
            "contentType": "image/png", "data": "AAEC"}
            """
        let outcome = try provider([later]).outcome(Consumer.binary("b"))
        #expect(outcome.json["content"]?.string == "AAEC")
        #expect(outcome.json["data"] == nil)
        #expect(outcome.json["securityContext"] == nil)
    }

    @Test("an unknown id, also one that only looks alike", arguments: ["x", "B", "b%20", "..", "b%2F..%2Fb"])
    func unknown(id: String) throws {
        let outcome = try provider([Practice.binary("b")]).outcome(Consumer.binary(id))
        #expect(outcome.status == 404)
        #expect(outcome.code == "NO_RECORD_FOUND")
        #expect(outcome.issue?.code == "not-found")
    }

    @Test("a Binary without content is no document")
    func empty() throws {
        let bare = #"{"resourceType": "Binary", "id": "b", "contentType": "text/plain"}"#
        #expect(try provider([bare]).outcome(Consumer.binary("b")).status == 404)
    }

    @Test("the documents of the sample data, as the paths of their addresses are asked for")
    func sampleData() throws {
        let provider = try Practice.full()
        let search = try provider.outcome(Consumer.documents(of: "patient-1"))
        var read = 0
        for reference in search.resources where reference["resourceType"]?.string == "DocumentReference" {
            let attachment = reference.all("content").first?["attachment"]
            guard let url = attachment?["url"]?.string else { continue }
            var request = Consumer.binary("x")
            request.target = String(url.dropFirst("https://oldtown-surgery.example".count))
            let outcome = try provider.outcome(request)
            #expect(outcome.status == 200)
            #expect(Binary(outcome.json).content()?.count == attachment?["size"]?.recorded.flatMap { Int($0) })
            read += 1
        }
        #expect(read == 6)
    }
}
