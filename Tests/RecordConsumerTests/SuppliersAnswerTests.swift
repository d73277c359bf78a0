import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

/// What systems really send beside the letter of the specification (docs/spec/fetch.md sections 3, 7 and 8.4).
@Suite("answers as suppliers write them")
struct SuppliersAnswerTests {
    static let record = ProviderClientTests.record()

    @Test(
        "a record is read whatever its type is called, with a byte-order mark and blanks around it",
        arguments: [
            "application/fhir+json", "application/fhir+json;charset=UTF-8", "application/fhir+json; charset=\"utf-8\"",
            "Application/FHIR+JSON; charset=utf-8; fhirVersion=3.0", "application/json+fhir", "application/json",
            "text/json;charset=utf-8", "text/plain", "application/octet-stream", nil,
        ] as [String?])
    func types(type: String?) throws {
        for text in [Self.record, "\u{FEFF}" + Self.record, "\r\n " + Self.record + "\n"] {
            let bundle = try AnswerReading.bundle(.fhir(text, type: type))
            #expect(bundle.document.bytes == Array(text.utf8))
        }
    }

    @Test("only a type that is not FHIR's is remarked on")
    func remarks() async throws {
        for (type, warnings) in [
            ("application/json+fhir", []), (nil, []), ("application/json", [FetchWarning.sentAs("application/json")]),
        ] as [(String?, [FetchWarning])] {
            let client = ProviderClientTests.client(ScriptedTransport(.fhir(Self.record, type: type)))
            #expect(try await client.structuredRecord(of: ProviderClientTests.patient, body: []).warnings == warnings)
        }
    }

    private static let proxySystem = "http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0"

    static let xml = """
        \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
        <!-- <issue> -->
        <f:OperationOutcome xmlns:f='http://hl7.org/fhir'><f:issue><f:severity value='error'/><f:code value="forbidden"/>
        <f:details><f:coding><f:system value="\(proxySystem)"/><f:code value="403"/>
        <f:display value="ASID_CHECK_FAILED_MESSAGESENDER_200000000115"/></f:coding></f:details>
        <f:diagnostics value="no &quot;ASID&quot; &#38; no key &broken"/></f:issue></f:OperationOutcome>
        """

    @Test("an OperationOutcome in XML is read as one, also with 200", arguments: [200, 403, 500])
    func xml(status: Int) async throws {
        for type in ["application/fhir+xml", "application/xml+fhir;charset=utf-8", "text/xml", nil] {
            let answer = ProviderAnswer.fhir(Self.xml, status: status, type: type)
            for found in [
                try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) },
                try await failure { () throws(FetchFailure) in try AnswerReading.document(answer) },
            ] {
                #expect(found.kind == .proxy(.senderNotKnown) && found.status == status)
                #expect(found.issue?.diagnostics == "no \"ASID\" & no key &broken")
            }
        }
    }

    @Test("XML that ends in the middle, or nests without end, does no harm")
    func damagedXML() async throws {
        let texts = [String(Self.xml.prefix(200)), "<OperationOutcome>" + String(repeating: "<issue>", count: 50_000)]
        for text in texts {
            let found = try await failure { () throws(FetchFailure) in
                try AnswerReading.bundle(.fhir(text, status: 500, type: "text/xml"))
            }
            #expect(found.status == 500 && !found.summary.isEmpty)
        }
    }

    @Test("the issue that says why is told, though information stands before it")
    func severity() async throws {
        let outcome = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational",
            "diagnostics":"request 12"},{"severity":"error","code":"not-found","details":{"coding":[{"code":
            "PATIENT_NOT_FOUND"}]}}]}
            """
        let found = try await failure { () throws(FetchFailure) in
            try AnswerReading.bundle(.fhir(outcome, status: 404))
        }
        #expect(found.code == "PATIENT_NOT_FOUND")
    }

    @Test("an error's outcome inside a Bundle is told; that of a success is the record's own")
    func insideBundle() async throws {
        let bundle =
            #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":\#(AnswerReadingTests.outcome("NO_PATIENT_CONSENT"))}]}"#
        let found = try await failure { () throws(FetchFailure) in
            try AnswerReading.bundle(.fhir(bundle, status: 403))
        }
        #expect(found.code == "NO_PATIENT_CONSENT")
        #expect(try AnswerReading.bundle(.fhir(bundle)).resources.count == 1)
    }

    @Test("a page of HTML is told by its words")
    func page() {
        let answer = ProviderAnswer.fhir(
            "<html><head><style>p{color:red}</style></head><body><h1>Bad gateway</h1><p>nginx</p></body></html>",
            status: 502, type: "text/html; charset=utf-8")
        #expect(AnswerReading.excerpt(answer) == "Bad gateway nginx")
    }

    @Test("several patients and none are told")
    func patients() async throws {
        let other = #"{"resource":{"resourceType":"Patient","id":"2"}},"#
        let two = Self.record.replacing(#""entry":["#, with: #""entry":["# + other)
        for (text, warnings) in [
            (
                two,
                [
                    FetchWarning.severalPatients(2),
                    .patientDiffers(.init(field: .nhsNumber, expected: "9000000033", found: nil)),
                ]
            ),
            (
                #"{"resourceType":"Bundle","id":"\#(ProviderClientTests.trace)"}"#,
                [.patientMissing(asked: "9000000033")]
            ),
        ] {
            let client = ProviderClientTests.client(ScriptedTransport(.fhir(text)))
            let fetched = try await client.structuredRecord(of: ProviderClientTests.patient, body: [])
            #expect(fetched.warnings == warnings)
        }
    }

    // MARK: - Documents

    static let binary = DocumentFetchTests.binary("aGVsbG8=")

    @Test(
        "a Binary is a Binary whatever it is sent as",
        arguments: ["application/fhir+json", "application/json", "text/plain", "application/octet-stream", nil])
    func binaries(type: String?) throws {
        let body = try AnswerReading.document(.fhir("\u{FEFF}" + Self.binary, type: type))
        #expect(String(decoding: body.content, as: UTF8.self) == "hello" && !body.isRaw && body.id == "b1")
    }

    @Test(
        "a raw document keeps its bytes and its type",
        arguments: [
            ("%PDF-1.4", "application/pdf"), ("{\\rtf1 hello}", "application/rtf"), ("{}", "text/plain"),
            ("<p>hello</p>", "text/html;charset=iso-8859-1"), ("%PDF-1.4", nil), ("{\"a\":1}", "text/x-notes"),
        ] as [(String, String?)])
    func raw(text: String, type: String?) throws {
        let body = try AnswerReading.document(.fhir(text, type: type))
        #expect(body.content == Array(text.utf8) && body.isRaw && body.contentType == type)
    }

    @Test(
        "what is no document is never kept as one",
        arguments: [
            (AnswerReadingTests.outcome("NO_RECORD_FOUND"), "text/plain", "NO_RECORD_FOUND"),
            (AnswerReadingTests.outcome("NO_RECORD_FOUND"), nil, "NO_RECORD_FOUND"),
            ("", "application/pdf", "empty-answer"), ("", nil, "empty-answer"),
            ("<Binary xmlns=\"http://hl7.org/fhir\"/>", "application/fhir+xml", "not-json"),
            (#"{"resourceType":"Binary","contentType":"a/b"}"#, "application/json", "unexpected-resource"),
            (#"{"resourceType":"Patient"}"#, "text/plain", "unexpected-resource"),
        ] as [(String, String?, String)])
    func none(text: String, type: String?, code: String) async throws {
        let found = try await failure { () throws(FetchFailure) in
            try AnswerReading.document(.fhir(text, type: type))
        }
        #expect(found.code == code)
    }

    @Test("base64 of any length, with MIME's line breaks or escapes or both, gives the bytes back")
    func base64() throws {
        let bytes = (0..<3_200_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let plain = Data(bytes).base64EncodedString()
        let lines = Data(bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn])
        let broken = Data(bytes).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        for text in [
            plain, lines.replacing("\r", with: "\\r"), broken.replacing("\r\n", with: "\\r\\n"),
            plain.replacing("/", with: "\\/"), plain.replacing("=", with: "\\u003d"),
            "  " + plain + " ", plain.replacing("A", with: "A \\t"),
        ] {
            let body = try AnswerReading.document(.fhir(DocumentFetchTests.binary(text)))
            #expect(body.content == bytes)
        }
    }

    @Test("of several contents the one that can be read counts")
    func contents() throws {
        let text =
            #"{"resourceType":"DocumentReference","content":[{"attachment":{"title":"too large"}},{"attachment":{"url":"Binary/2","size":3}}]}"#
        let resource = try #require(Bundle(bytes: Array(text.utf8)).resources.first)
        #expect(DocumentListing(resource).url == "Binary/2")
    }

    @Test(
        "the next page is found however its link is written",
        arguments: [
            (
                "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/documents/page?n=2",
                "/GP0001/STU3/1/gpconnect/documents/page?n=2"
            ),
            ("https://proxy.nhs.uk/https://provider.nhs.uk/GP0001/page?n=2", "/GP0001/page?n=2"),
            ("/GP0001/page?n=2", "/GP0001/page?n=2"),
            ("?n=2", "/GP0001/STU3/1/gpconnect/documents/Patient/3/DocumentReference?n=2"),
        ])
    func links(link: String, path: String) async throws {
        let transport = ScriptedTransport(
            DocumentFetchTests.patients("3"), DocumentFetchTests.page(["d1"], next: link),
            DocumentFetchTests.page(["d2"]))
        let provider = Parties.provider(proxy: "https://proxy.nhs.uk")
        let client = ProviderClientTests.client(transport, provider: provider)
        #expect(try await client.searchDocuments(of: Parties.number).documents.count == 2)
        #expect(
            transport.requests.last?.url.description == "https://proxy.nhs.uk/https://provider.nhs.uk" + path)
    }

    @Test("a search that finds nothing needs no patient in its answer")
    func foundNothing() async throws {
        let empty = ProviderAnswer.fhir(#"{"resourceType":"Bundle","type":"searchset","total":0}"#)
        let client = ProviderClientTests.client(ScriptedTransport(DocumentFetchTests.patients("3"), empty))
        let found = try await client.searchDocuments(of: Parties.number)
        #expect(found.documents.isEmpty && found.warnings.isEmpty)
    }

    @Test("what is called off while its answer is read is not kept")
    func calledOff() async throws {
        let log = EventLog()
        let transport = ScriptedTransport(.fhir(Self.record))
        let client = ProviderClientTests.client(transport, log: log)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.structuredRecord(of: ProviderClientTests.patient, body: [])
        }
        await #expect(throws: FetchFailure.self) { try await task.value }
        #expect(log.phases == ["attempt", "cancelled"])
    }
}
