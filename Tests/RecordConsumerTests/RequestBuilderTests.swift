import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("requests are built as fetch.md sections 1 to 3 say")
struct RequestBuilderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let operation: ProviderOperation
        let verb: String
        /// After `https://provider.nhs.uk/GP0001/STU3/1/gpconnect/`.
        let url: String
        let interaction: String
        let scope: String
        var testDescription: String { name }
    }

    static let urn = "urn:nhs:names:services:gpconnect:"
    static let includes =
        "_include=DocumentReference:subject:Patient&_include=DocumentReference:custodian:Organization"
        + "&_include=DocumentReference:author:Organization&_include=DocumentReference:author:Practitioner"
        + "&_revinclude:recurse=PractitionerRole:practitioner"
    static let fullSearch = DocumentSearch(
        createdFrom: CivilDate("2020-01-01"), createdTo: CivilDate("2020-12-31"), author: ODSCode("B82617"),
        description: "Christmas & été/50%")

    static let cases: [Case] = [
        Case(
            name: "structured record", operation: .structuredRecord(body: [1, 2]), verb: "POST",
            url: "structured/Patient/$gpc.getstructuredrecord",
            interaction: "fhir:operation:gpc.getstructuredrecord-1", scope: "patient/*.read"),
        Case(
            name: "structured capability", operation: .structuredCapability, verb: "GET", url: "structured/metadata",
            interaction: "structured:fhir:rest:read:metadata-1", scope: "organization/*.read"),
        Case(
            name: "documents capability", operation: .documentsCapability, verb: "GET", url: "documents/metadata",
            interaction: "documents:fhir:rest:read:metadata-1", scope: "organization/*.read"),
        Case(
            name: "find patient", operation: .findPatient(Parties.number), verb: "GET",
            url: "documents/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number%7C9000000033",
            interaction: "documents:fhir:rest:search:patient-1", scope: "patient/*.read"),
        Case(
            name: "search documents", operation: .searchDocuments(patientID: "3", DocumentSearch()), verb: "GET",
            url: "documents/Patient/3/DocumentReference?" + includes,
            interaction: "documents:fhir:rest:search:documentreference-1", scope: "patient/*.read"),
        Case(
            name: "search documents with every parameter",
            operation: .searchDocuments(patientID: "a_b/c", fullSearch), verb: "GET",
            url: "documents/Patient/a_b%2Fc/DocumentReference?" + includes
                + "&created=ge2020-01-01&created=le2020-12-31"
                + "&author=https://fhir.nhs.uk/Id/ods-organization-code%7CB82617"
                + "&description=Christmas%20%26%20%C3%A9t%C3%A9%2F50%25",
            interaction: "documents:fhir:rest:search:documentreference-1", scope: "patient/*.read"),
        Case(
            name: "a further page",
            operation: .documentsPage(
                WebAddress("https://provider.nhs.uk/GP0001/STU3/1/gpconnect/documents/x?page=2")!),
            verb: "GET", url: "documents/x?page=2",
            interaction: "documents:fhir:rest:search:documentreference-1", scope: "patient/*.read"),
        Case(
            name: "read document by id", operation: .readDocument(.id("07a6483f_1.x")), verb: "GET",
            url: "documents/Binary/07a6483f_1.x", interaction: "documents:fhir:rest:read:binary-1",
            scope: "patient/*.read"),
        Case(
            name: "read document by URL",
            operation: .readDocument(
                .url(WebAddress("https://provider.nhs.uk/GP0001/STU3/1/gpconnect/documents/fhir/Binary/1")!)),
            verb: "GET", url: "documents/fhir/Binary/1", interaction: "documents:fhir:rest:read:binary-1",
            scope: "patient/*.read"),
    ]

    @Test("verb, URL, interaction and scope", arguments: cases)
    func operation(_ wanted: Case) throws {
        let builder = RequestBuilder(identity: Parties.identity, provider: Parties.provider())
        let request = try builder.request(for: wanted.operation, stamp: Parties.stamp)
        #expect(request.verb == wanted.verb)
        #expect(request.url.description == "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/" + wanted.url)
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        #expect(
            headers == [
                "Accept": "application/fhir+json;charset=utf-8", "Content-Type": "application/fhir+json;charset=utf-8",
                "Accept-Encoding": "gzip", "Ssp-TraceID": "629ea9ba-a077-4d99-b289-7a9b19fd4e03",
                "Ssp-From": "200000000115", "Ssp-To": "200000000116",
                "Ssp-InteractionID": Self.urn + wanted.interaction,
            ])
        let claims = try AuditTokenTests.claims(request.authorization.secret)
        #expect(claims["requested_scope"]?.string == wanted.scope)
        #expect(request.body == (wanted.verb == "POST" ? [1, 2] : nil))
    }

    @Test("each capability has its own root, which is the token's audience", arguments: cases)
    func audience(_ wanted: Case) throws {
        let builder = RequestBuilder(identity: Parties.identity, provider: Parties.provider())
        let request = try builder.request(for: wanted.operation, stamp: Parties.stamp)
        let capability = wanted.url.hasPrefix("structured") ? "structured" : "documents"
        let claims = try AuditTokenTests.claims(request.authorization.secret)
        #expect(claims["aud"]?.string == "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/" + capability)
    }

    @Test("through the proxy the provider's full URL follows the slash, and the audience stays the provider's")
    func proxy() throws {
        let provider = Parties.provider(proxy: "https://proxy.example.nhs.uk/")
        let builder = RequestBuilder(identity: Parties.identity, provider: provider)
        let request = try builder.request(for: .structuredRecord(body: []), stamp: Parties.stamp)
        #expect(
            request.url.description
                == "https://proxy.example.nhs.uk/https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured/Patient/$gpc.getstructuredrecord"
        )
        let claims = try AuditTokenTests.claims(request.authorization.secret)
        #expect(claims["aud"]?.string == "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured")
    }

    @Test("a capability without an address is named; the other's root is never used for it")
    func missingRoot() async throws {
        let provider = Parties.provider(documents: nil)
        let builder = RequestBuilder(identity: Parties.identity, provider: provider)
        let found = try await failure { () throws(FetchFailure) in
            try builder.request(for: .findPatient(Parties.number), stamp: Parties.stamp)
        }
        #expect(found.kind == .notConfigured("documents_url of provider example"))
    }

    @Test(
        "what an answer or a record points to is not followed to another host",
        arguments: [
            ProviderOperation.documentsPage(WebAddress("https://evil.example/documents?page=2")!),
            .documentsPage(WebAddress("https://provider.nhs.uk:8443/documents?page=2")!),
            .documentsPage(WebAddress("http://provider.nhs.uk/documents?page=2")!),
            .readDocument(.url(WebAddress("https://provider.nhs.uk.evil.example/Binary/1")!)),
        ])
    func foreign(operation: ProviderOperation) async throws {
        let builder = RequestBuilder(identity: Parties.identity, provider: Parties.provider())
        let found = try await failure { () throws(FetchFailure) in
            try builder.request(for: operation, stamp: Parties.stamp)
        }
        #expect(found.code == "foreign-address")
    }

    @Test("ids that would change the path are refused", arguments: ["", ".", ".."])
    func pathTricks(id: String) async throws {
        let builder = RequestBuilder(identity: Parties.identity, provider: Parties.provider())
        let found = try await failure { () throws(FetchFailure) in
            try builder.request(for: .readDocument(.id(id)), stamp: Parties.stamp)
        }
        #expect(found.code == "unusable-address")
    }

    @Test("nothing that prints a request prints its token")
    func notShown() throws {
        let builder = RequestBuilder(identity: Parties.identity, provider: Parties.provider())
        let request = try builder.request(for: .structuredCapability, stamp: Parties.stamp)
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped] {
            #expect(!text.contains("eyJ") && !text.contains("Bearer"))
        }
    }
}

@Suite("addresses")
struct WebAddressTests {
    @Test(
        "what may carry patient data",
        arguments: [
            ("https://gp.example.nhs.uk/x", true), ("http://127.0.0.1:8080", true), ("http://localhost/x", true),
            ("http://[::1]:80/", true), ("http://127.9.8.7", true),
            ("http://gp.example.nhs.uk/x", false), ("http://127.0.0.1.evil.example", false),
            ("http://localhost.evil.example", false), ("http://127.evil.example.1", false),
        ])
    func secure(text: String, isSecure: Bool) throws {
        #expect(try #require(WebAddress(text)).isSecure == isSecure)
    }

    @Test(
        "what is no address to ask",
        arguments: [
            "", "gp.example.nhs.uk", "ftp://x/", "file:///etc/passwd", "https://", "https:///x",
            "http://localhost@evil.example/", "https://user:pass@x/", "https://x:0/", "https://x:99999/",
            "https://x:+80/",
            "https://x y/", "https://x/\r\nHost: y", "http://127.0.0.1\\@evil.example/", "https://ünï.example/",
            "https://[::1/", "https://[::1]x/", "{{request.baseUrl}}/Binary/1",
        ])
    func refused(text: String) { #expect(WebAddress(text) == nil) }

    @Test(
        "one origin",
        arguments: [
            ("https://a.example/x", "https://A.example:443/y", true), ("https://a.example", "http://a.example", false),
            ("https://a.example", "https://a.example:444", false), ("https://a.example", "https://b.example", false),
        ])
    func origin(one: String, other: String, isSame: Bool) throws {
        #expect(try #require(WebAddress(one)).hasSameOrigin(as: #require(WebAddress(other))) == isSame)
    }

    @Test(
        "a service root loses its last slash and has no query",
        arguments: [
            ("https://x/A/", "https://x/A"), ("https://x/A", "https://x/A"), ("https://x/A?b=1", nil),
            ("http://x/A", nil), ("https://x/A#b", nil),
        ] as [(String, String?)])
    func root(text: String, expected: String?) { #expect(ServiceRoot(text)?.description == expected) }
}
