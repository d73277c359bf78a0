import CorpusTestSupport
import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("documents are found and read as fetch.md section 8 and the page \"Retrieve a patient's document\" say")
struct DocumentFetchTests {
    static let root = "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/documents"

    static func patients(_ ids: String...) -> ProviderAnswer {
        let entries = ids.map { id in
            """
            {"resource":{"resourceType":"Patient","id":"\(id)","identifier":[{
            "system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033"}]}}
            """
        }
        return .fhir(#"{"resourceType":"Bundle","type":"searchset","entry":[\#(entries.joined(separator: ","))]}"#)
    }

    static func page(_ documents: [String], next: String? = nil) -> ProviderAnswer {
        let link = next.map { #""link":[{"relation":"self","url":"x"},{"relation":"next","url":"\#($0)"}],"# } ?? ""
        let patient =
            #"{"resource":{"resourceType":"Patient","id":"3","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033"}]}}"#
        let entries = documents.map { #"{"resource":{"resourceType":"DocumentReference","id":"\#($0)"}}"# }
        return .fhir(
            #"{"resourceType":"Bundle","type":"searchset",\#(link)"entry":[\#(([patient] + entries).joined(separator: ","))]}"#
        )
    }

    static func binary(_ content: String, type: String = "text/plain", member: String = "content") -> String {
        #"{"resourceType":"Binary","id":"b1","meta":{"versionId":"7"},"contentType":"\#(type)","\#(member)":"\#(content)"}"#
    }

    private func ids(_ found: FoundDocuments) -> [String?] { found.documents.map(\.resource.id) }

    @Test("first the patient's id at the practice, then the search by it, page after page")
    func pages() async throws {
        let transport = ScriptedTransport(
            Self.patients("3"), Self.page(["d1", "d2"], next: Self.root + "/page?n=2"),
            Self.page(["d3"], next: Self.root + "/page?n=3"), Self.page([]))
        let log = EventLog()
        let client = ProviderClientTests.client(transport, log: log)
        let found = try await client.searchDocuments(of: Parties.number, DocumentSearch(description: "x"))
        #expect(ids(found) == ["d1", "d2", "d3"])
        #expect(found.warnings.isEmpty)
        #expect(
            transport.requests.map(\.url.path).map { $0.split(separator: "?")[0] } == [
                "/GP0001/STU3/1/gpconnect/documents/Patient",
                "/GP0001/STU3/1/gpconnect/documents/Patient/3/DocumentReference",
                "/GP0001/STU3/1/gpconnect/documents/page", "/GP0001/STU3/1/gpconnect/documents/page",
            ])
        #expect(log.phases == Array(repeating: ["attempt", "success"], count: 4).flatMap(\.self))
        #expect(log.all.allSatisfy { $0.patient == "9000000033" })
    }

    @Test("no such patient there: nothing is searched")
    func unknownPatient() async throws {
        let transport = ScriptedTransport(Self.patients())
        let client = ProviderClientTests.client(transport)
        let found = try await failure { () throws(FetchFailure) in try await client.searchDocuments(of: Parties.number)
        }
        #expect(found.code == "PATIENT_NOT_FOUND" && transport.requests.count == 1)
    }

    @Test("two patients of one number there: neither is taken")
    func ambiguousPatient() async throws {
        let transport = ScriptedTransport(Self.patients("3", "4"))
        let client = ProviderClientTests.client(transport)
        let found = try await failure { () throws(FetchFailure) in
            try await client.searchDocuments(of: Parties.number)
        }
        #expect(found.code == "unexpected-resource" && transport.requests.count == 1)
    }

    @Test(
        "links that lead astray or in circles end the search as a failure: half a list is no list",
        arguments: [
            ("https://evil.example/page", "foreign-address"), ("ftp://x", "unusable-address"),
            (root + "/same", "too-many-pages"),
        ])
    func links(next: String, code: String) async throws {
        let transport = ScriptedTransport(
            Self.patients("3"), Self.page(["d1"], next: next), Self.page(["d2"], next: next), Self.page([], next: next))
        let client = ProviderClientTests.client(transport)
        let found = try await failure { () throws(FetchFailure) in try await client.searchDocuments(of: Parties.number)
        }
        #expect(found.code == code)
    }

    @Test("never more pages than the limit")
    func pageLimit() async throws {
        let pages = (1...5).map { ProviderAnswer.page($0) }
        let transport = ScriptedTransport(([Self.patients("3")] + pages).map { .success($0) })
        var options = ProviderClientTests.options()
        options.pageLimit = 3
        let client = ProviderClientTests.client(transport, options: options)
        let found = try await failure { () throws(FetchFailure) in try await client.searchDocuments(of: Parties.number)
        }
        #expect(found.kind == .tooManyPages(limit: 3))
        #expect(transport.requests.count == 4)
        #expect(ProviderClient.Options().pageLimit == 100)
    }

    struct Read: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: ProviderAnswer
        let content: String
        let type: String?
        var version: String?
        var isRaw = false
        var testDescription: String { name }
    }

    static let reads: [Read] = [
        Read(name: "a Binary", answer: .fhir(binary("aGVsbG8=")), content: "hello", type: "text/plain", version: "7"),
        Read(
            name: "R4's data", answer: .fhir(binary("aGVsbG8=", member: "data")), content: "hello", type: "text/plain",
            version: "7"),
        Read(
            name: "white space in the base64", answer: .fhir(binary(#"aGVs\r\n bG8\t="#)), content: "hello",
            type: "text/plain", version: "7"),
        Read(
            name: "escapes in the base64", answer: .fhir(binary(#"Pz8\/Pz4\u003d"#)), content: "????>",
            type: "text/plain",
            version: "7"),
        Read(
            name: "the version only as ETag",
            answer: .fhir(
                #"{"resourceType":"Binary","contentType":"text/plain","content":""}"#, [("ETag", "W/\"3\"")]),
            content: "", type: "text/plain", version: "3"),
        Read(
            name: "raw bytes", answer: .fhir("hello", type: "text/plain; charset=utf-8"), content: "hello",
            type: "text/plain;charset=utf-8", isRaw: true),
    ]

    @Test("the content, its type and version", arguments: reads)
    func read(_ wanted: Read) async throws {
        let client = ProviderClientTests.client(ScriptedTransport(wanted.answer))
        let document = try await client.document(DocumentRequest(reference: "Binary/b1"))
        #expect(String(decoding: document.body.content, as: UTF8.self) == wanted.content)
        #expect(document.body.contentType == wanted.type)
        #expect(document.body.version == wanted.version)
        #expect(document.body.isRaw == wanted.isRaw)
    }

    @Test(
        "what is no base64 is no document",
        arguments: ["aGVsbG8", "aGVsbG8==", "aGVs*G8=", "aGVsbG8=x", "====", "a", "aGVsbG-_"])
    func damaged(content: String) async throws {
        let client = ProviderClientTests.client(ScriptedTransport(.fhir(Self.binary(content))))
        let found = try await failure { () throws(FetchFailure) in
            try await client.document(DocumentRequest(reference: "Binary/b1"))
        }
        #expect(found.code == "not-base64")
    }

    @Test("a Binary without content, or another resource")
    func nothing() async throws {
        for (body, code) in [
            (#"{"resourceType":"Binary","contentType":"a/b"}"#, "unexpected-resource"),
            (#"{"resourceType":"Patient"}"#, "unexpected-resource"),
        ] {
            let client = ProviderClientTests.client(ScriptedTransport(.fhir(body)))
            let found = try await failure { () throws(FetchFailure) in
                try await client.document(DocumentRequest(reference: "Binary/b1"))
            }
            #expect(found.code == code)
        }
    }

    @Test(
        "a reference leads to the configured provider only",
        arguments: [
            ("Binary/b_1", "/Binary/b_1", nil), ("b1", "/Binary/b1", nil),
            (root + "/fhir/Binary/b1", "/fhir/Binary/b1", nil),
            ("https://other.nhs.uk/x/Binary/b1", "/Binary/b1", "other.nhs.uk"),
            ("{{request.baseUrl}}/B82617/STU3/1/Binary/b1", "/Binary/b1", nil),
            ("https://other.nhs.uk/Binary/..%2F..%2Fx", "/Binary/..%252F..%252Fx", "other.nhs.uk"),
        ] as [(String, String, String?)])
    func references(reference: String, path: String, otherHost: String?) async throws {
        let transport = ScriptedTransport(.fhir(Self.binary("")))
        let document = try await ProviderClientTests.client(transport).document(DocumentRequest(reference: reference))
        #expect(transport.requests.first?.url.description == Self.root + path)
        #expect(document.warnings == (otherHost.map { [.otherHost($0)] } ?? []))
    }

    @Test(
        "what refers to no Binary is not asked for",
        arguments: ["", "Patient/1", "Binary/", "https://x/y/z", "Binary/.."])
    func unusable(reference: String) async throws {
        let transport = ScriptedTransport(.fhir(Self.binary("")))
        let client = ProviderClientTests.client(transport)
        let found = try await failure { () throws(FetchFailure) in
            try await client.document(DocumentRequest(reference: reference))
        }
        #expect(found.code == "unusable-address" && transport.requests.isEmpty)
    }

    @Test("size and type are held against the reference")
    func differences() async throws {
        let client = ProviderClientTests.client(ScriptedTransport(.fhir(Self.binary("aGVsbG8=", type: "text/html"))))
        let document = try await client.document(
            DocumentRequest(reference: "Binary/b1", statedSize: 13, statedContentType: "text/plain;charset=utf-8"))
        #expect(
            document.warnings == [
                .sizeDiffers(stated: 13, found: 5),
                .contentTypeDiffers(stated: "text/plain;charset=utf-8", found: "text/html"),
            ])
    }

    private func listing(_ attachment: String) throws -> DocumentListing {
        let text = #"{"resourceType":"DocumentReference","id":"d","content":[{"attachment":\#(attachment)}]}"#
        return DocumentListing(try #require(Bundle(bytes: Array(text.utf8)).resources.first))
    }

    @Test("a placeholder says why there is no document; nothing is asked")
    func placeholder() async throws {
        let listing = try listing(#"{"title":"File exceeds maximum size","size":18551238}"#)
        #expect(listing.isPlaceholder && listing.size == 18_551_238)
        let found = try await failure { () throws(FetchFailure) in try DocumentRequest(listing) }
        #expect(found.kind == .placeholder(reason: "File exceeds maximum size"))
        #expect(found.summary.contains("File exceeds maximum size"))
    }

    @Test("a document over the limit is refused before it is asked for; one over 5 MB is not")
    func oversize() async throws {
        let large = try DocumentRequest(listing(#"{"url":"Binary/1","size":67108865}"#))
        let transport = ScriptedTransport(.fhir(Self.binary("")))
        let client = ProviderClientTests.client(transport)
        let found = try await failure { () throws(FetchFailure) in try await client.document(large) }
        #expect(found.kind == .documentTooLarge(size: 67_108_865, limit: 64 << 20) && transport.requests.isEmpty)
        let served = try DocumentRequest(listing(#"{"url":"Binary/1","size":5186654}"#))
        #expect(try await client.document(served).body.content.isEmpty)
    }

    @Test("the searches of real systems", .enabled(if: Corpus.folder != nil, "no corpus"))
    func corpus() async throws {
        for (name, count) in [("search-none", 0), ("search-over-100", 101)] {
            let answer = ProviderAnswer.bytes(try Corpus.bytes("documents/\(name).json"))
            let client = ProviderClientTests.client(ScriptedTransport(Self.patients("3"), answer))
            let found = try await client.searchDocuments(of: Parties.number)
            #expect(found.documents.count == count)
            // Both are about another number than was asked for.
            #expect(found.warnings.count == 1)
        }
    }
}

extension ProviderAnswer {
    static func page(_ number: Int) -> ProviderAnswer {
        DocumentFetchTests.page(["d\(number)"], next: DocumentFetchTests.root + "/page?n=\(number + 1)")
    }
}
