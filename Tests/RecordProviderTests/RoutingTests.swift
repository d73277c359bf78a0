import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md sections 2, 3 and 10: paths, verbs and formats.
@Suite("paths, verbs and formats")
struct RoutingTests {
    @Test(
        "any service root may stand before the FHIR request",
        arguments: [
            "", "/A99999/STU3/1/gpconnect/structured", "/B82617/STU3/1/gpconnect/structured/fhir", "/fhir/v1",
            "/https://gp.example.nhs.uk/A99999/STU3/1/gpconnect/structured", "/Binary", "/Patient", "/a%20b",
        ])
    func roots(root: String) throws {
        let provider = try Practice.full()
        var record = Consumer.structured(Consumer.body(Practice.full))
        for path in ["/Patient/$gpc.getstructuredrecord", "/Patient/%24gpc.getstructuredrecord"] {
            record.target = root + path
            #expect(try provider.outcome(record).status == 200)
        }
        var binary = Consumer.binary("bin-discharge")
        binary.target = root + "/Binary/bin-discharge"
        #expect(try provider.outcome(binary).ids("none") == [])
        #expect(try provider.outcome(binary).resourceType == "Binary")
    }

    @Test(
        "an unknown path is not found, with an outcome",
        arguments: [
            "/", "", "/metadatas", "/Metadata", "/metadata/", "/Patients", "/patient", "/Patient/1", "/Binary",
            "/Binary/",
            "/Patient//DocumentReference", "/Patient/1/documentreference", "/Patient/$gpc.getStructuredRecord",
            "/Patient/$gpc.getcarerecord", "/Organization/1", "/Patient/1/DocumentReference/2", "*",
        ])
    func unknown(path: String) throws {
        for method in ["GET", "POST", "PUT"] {
            var request = Consumer.request(.structuredCapability).with(method: method)
            request.target = path
            let outcome = try Practice.full().outcome(request)
            #expect(outcome.status == 404)
            #expect(outcome.resourceType == "OperationOutcome")
            #expect(outcome.response.value(of: "Cache-Control") == "no-store")
        }
    }

    @Test(
        "a wrong verb is a bad request", arguments: HeaderTests.requests.indices,
        [
            "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "TRACE",
        ])
    func verbs(index: Int, method: String) throws {
        let (interaction, request) = HeaderTests.requests[index]
        guard method != interaction.verb else { return }
        let answer = try Practice.full().answer(request.with(method: method), now: Consumer.now)
        #expect(answer.response.status == 400)
        #expect(answer.response.value(of: "Allow") == interaction.verb)
        #expect(answer.response.body.isEmpty == (method == "HEAD"))
        #expect(answer.access.refusal == "BAD_REQUEST")
    }

    @Test(
        "operations that are not offered",
        arguments: [
            (Consumer.request(.migrateStructuredRecord, body: "{}"), "migration", "patient/*.read conf/R"),
            (Consumer.request(.migrateDocument, path: "/Binary/bin-discharge"), "migration", "patient/*.read conf/R"),
        ])
    func notOffered(request: ProviderRequestValue, reason: String, scope: String) throws {
        let claims = Consumer.claims(scope: scope).map { claim in
            claim.name == "reason_for_request" ? (claim.name, "\"\(reason)\"") : claim
        }
        let outcome = try Practice.full().outcome(request.with(claims: claims))
        #expect(outcome.status == 501)
        #expect(outcome.code == "NOT_IMPLEMENTED")
        #expect(outcome.issue?.code == "not-supported")
    }

    @Test("a broken percent-encoding is a bad request", arguments: ["/Binary/%zz", "/Binary/%4", "/Binary/%ff"])
    func encoding(path: String) throws {
        #expect(try Practice.full().outcome(Consumer.request(.readDocument, path: path)).status == 400)
    }

    @Test(
        "the answer's format",
        arguments: [
            // Accept, _format, Content-Type of a GET, status.
            ("application/fhir+json", nil, nil, 200), ("application/fhir+json;charset=utf-8", nil, nil, 200),
            ("application/fhir+json; charset=UTF-8", nil, nil, 200), ("*/*", nil, nil, 200),
            ("application/json", nil, nil, 200), ("APPLICATION/FHIR+JSON", nil, nil, 200),
            ("application/fhir+xml, application/fhir+json;q=0.8", nil, nil, 200), (nil, nil, nil, 200),
            ("application/fhir+xml", nil, nil, 415), ("application/xml", nil, nil, 415), ("text/xml", nil, nil, 415),
            ("text/html", nil, nil, 415), ("application/fhir+json;q=0", nil, nil, 415),
            ("application/fhir+xml", "application/fhir+json", nil, 200), ("application/fhir+xml", "json", nil, 200),
            ("application/fhir+json", "application/fhir+xml", nil, 415), ("application/fhir+json", "xml", nil, 415),
            ("application/fhir+json", "application%2Ffhir%2Bxml", nil, 415), (nil, "text/xml", nil, 415),
            (nil, "application%2Ffhir%2Bjson", nil, 200), (nil, nil, "application/fhir+xml", 415),
            (nil, nil, "application/fhir+json", 200), ("application/fhir+json", nil, "application/fhir+xml", 200),
        ] as [(String?, String?, String?, Int)])
    func formats(accept: String?, format: String?, contentType: String?, status: Int) throws {
        var request = Consumer.find(nhsNumber: Practice.full).with("Accept", accept).with("Content-Type", contentType)
        if let format { request.target += "&_format=\(format)" }
        let outcome = try Practice.full().outcome(request)
        #expect(outcome.status == status)
        #expect(outcome.resourceType == (status == 200 ? "Bundle" : "OperationOutcome"))
        if status == 415 { #expect(outcome.issue?.code == "not-supported") }
    }

    @Test(
        "the body's format",
        arguments: [
            ("application/fhir+json", 200), ("application/fhir+json;charset=utf-8", 200), (nil, 200),
            ("application/fhir+json; charset=\"UTF-8\"", 200), ("application/fhir+xml", 415), ("application/xml", 415),
            ("application/json", 415), ("text/xml", 415), ("application/fhir+json;charset=iso-8859-1", 415), ("", 415),
        ] as [(String?, Int)])
    func bodies(contentType: String?, status: Int) throws {
        let request = Consumer.structured(Consumer.body(Practice.full)).with("Content-Type", contentType)
        #expect(try Practice.full().outcome(request).status == status)
    }

    @Test("a packed body is unpacked, within the limit")
    func packed() throws {
        let provider = try Practice.full()
        var request = Consumer.structured("").with("Content-Encoding", "gzip")
        request.body = try #require(Gzip.pack(Array(Consumer.body(Practice.full).utf8)))
        #expect(try provider.outcome(request).status == 200)
        request.body = try #require(Gzip.pack([UInt8](repeating: 0x20, count: ProviderLimits.requestBytes + 1)))
        #expect(request.body.count < 4096)
        #expect(try provider.outcome(request).status == 413)
        request.body = Array("no gzip".utf8)
        #expect(try provider.outcome(request).status == 400)
        #expect(try provider.outcome(request.with("Content-Encoding", "br")).status == 415)
    }

    @Test("a body over the limit")
    func tooLarge() throws {
        var request = Consumer.structured("")
        request.bodyFault = .bodyTooLarge
        let outcome = try Practice.full().outcome(request)
        #expect(outcome.status == 413)
        #expect(outcome.resourceType == "OperationOutcome")
    }

    @Test("a capability or the organisation's consent that is off", arguments: HeaderTests.requests.indices)
    func switchedOff(index: Int) throws {
        let (interaction, request) = HeaderTests.requests[index]
        let off = try Practice.full { $0.switchedOff = [interaction.capability] }.outcome(request)
        #expect(off.status == 403)
        #expect(off.code == "ACCESS_DENIED")
        #expect(off.issue?.code == "forbidden")
        #expect(off.issue?.spineDisplay == "Access denied")
        let other: InteractionID.Capability = interaction.capability == .documents ? .structured : .documents
        #expect(try Practice.full { $0.switchedOff = [other] }.outcome(request).status == 200)
        let dissent = try Practice.full { $0.hasOrganisationConsent = false }.outcome(request)
        #expect(dissent.status == 403)
        #expect(dissent.code == "NO_ORGANISATION_CONSENT")
    }

    @Test(
        "gzip is used when it is accepted",
        arguments: [
            ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8", true), ("*", true),
            ("deflate", false),
            ("gzip;q=0", false), ("*;q=0", false), ("identity", false), (nil, false), ("gzip;q=0, *", false),
        ] as [(String?, Bool)])
    func gzip(value: String?, isUsed: Bool) {
        #expect(Gzip.isAccepted(Consumer.request(.structuredCapability).with("Accept-Encoding", value)) == isUsed)
    }
}
