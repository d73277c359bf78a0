import CorpusTestSupport
import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("answers are read as fetch.md section 7 says")
struct AnswerReadingTests {
    static func outcome(
        _ code: String, system: String = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
        display: String = "D", diagnostics: String = "what is wrong"
    ) -> String {
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","details":{"coding":[
        {"system":"\(system)","code":"\(code)","display":"\(display)"}]},"diagnostics":"\(diagnostics)"}]}
        """
    }

    /// Every row of the table: status, code, and a word of what the user is told.
    static let rows: [(Int, String, String)] = [
        (400, "INVALID_NHS_NUMBER", "check the number"), (400, "INVALID_IDENTIFIER_SYSTEM", "fault of the request"),
        (400, "INVALID_IDENTIFIER_VALUE", "fault of the request"), (400, "BAD_REQUEST", "check asids"),
        (400, "CONFLICTING_VALUES", "fault of the request"), (403, "NO_PATIENT_CONSENT", "cannot be overridden"),
        (403, "NO_ORGANISATION_CONSENT", "ask the practice"), (403, "NO_ORGANISATIONAL_CONSENT", "ask the practice"),
        (403, "ACCESS_DENIED", "ask the practice"), (403, "ACCESS DENIED", "ask the practice"),
        (403, "NO_RELATIONSHIP", "registered practice"), (404, "PATIENT_NOT_FOUND", "not given, to protect"),
        (404, "NO_RECORD_FOUND", "5 mb"), (404, "ORGANISATION_NOT_FOUND", "report"),
        (404, "PRACTITIONER_NOT_FOUND", "report"), (409, "DUPLICATE_REJECTED", "report"),
        (422, "INVALID_PARAMETER", "change the parameter"), (422, "INVALID_RESOURCE", "change what it names"),
        (422, "REFERENCE_NOT_FOUND", "report"), (500, "INTERNAL_SERVER_ERROR", "try again later"),
        (501, "NOT_IMPLEMENTED", "too old"), (400, "SOMETHING_NEW", "check asids"), (500, "SOMETHING_NEW", "later"),
    ]

    @Test("an OperationOutcome keeps its code and is told with advice", arguments: rows)
    func outcomes(status: Int, code: String, advice: String) async throws {
        let answer = ProviderAnswer.fhir(Self.outcome(code), status: status)
        let found = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) }
        #expect(found.kind == .provider(code: code))
        #expect(found.code == code && found.status == status)
        #expect(found.advice.lowercased().contains(advice))
        #expect(found.summary.contains("what is wrong") && found.summary.contains("[HTTP \(status)]"))
    }

    @Test("a 200 with an OperationOutcome is a failure, also where a document or a statement was asked for")
    func success200() async throws {
        let answer = ProviderAnswer.fhir(Self.outcome("PATIENT_NOT_FOUND"))
        for found in [
            try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) },
            try await failure { () throws(FetchFailure) in try AnswerReading.document(answer) },
            try await failure { () throws(FetchFailure) in try AnswerReading.capability(answer) },
        ] {
            #expect(found.code == "PATIENT_NOT_FOUND" && found.status == 200)
        }
    }

    static let proxyRows: [(Int, String, ProxyFault)] = [
        (400, "ENDPOINT_X_VARIES_FROM_TARGETURL_Y", .endpointVaries),
        (403, "ASID_CHECK_FAILED_MESSAGESENDER_200000000115", .senderNotKnown),
        (403, "PARTYKEY_INTERACTION_CHECK_FAILED_MESSAGERECEIVER_200000000116", .receiverNotRegistered),
        (403, "FOT_CHECK_FAILED_MESSAGESENDER_1_MESSAGERECEIVER_2", .notPaired),
        (405, "405: Method Not Allowed", .methodNotAllowed), (415, "Unsupported_Media_Type", .unsupportedMediaType),
        (502, "ERROR_COMMUNICATING_TO_ENDPOINT_URL_https://x", .providerUnreachable), (403, "NEWS", .other),
    ]

    @Test("what the proxy makes is told from what the provider makes", arguments: proxyRows)
    func proxy(status: Int, display: String, fault: ProxyFault) async throws {
        let system = "http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0"
        let body = Self.outcome("\(status)", system: system, display: display, diagnostics: display)
        let found = try await failure { () throws(FetchFailure) in
            try AnswerReading.bundle(.fhir(body, status: status))
        }
        #expect(found.kind == .proxy(fault))
        #expect(!found.advice.isEmpty)
    }

    @Test("a fatal 405 with another system is the proxy's too; a provider's outcome with free text is not")
    func proxyByWords() async throws {
        let fatal =
            #"{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"not-supported","details":{"coding":[{"system":"x","code":"405","display":"405: Method Not Allowed"}]}}]}"#
        let found = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(.fhir(fatal, status: 405)) }
        #expect(found.kind == .proxy(.methodNotAllowed))
        let own = Self.outcome("BAD_REQUEST", diagnostics: "no ENDPOINT_ here")
        let other = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(.fhir(own, status: 400)) }
        #expect(other.kind == .provider(code: "BAD_REQUEST"))
    }

    @Test(
        "what is no FHIR is shown by its beginning",
        arguments: [
            (500, "<html>\u{1B}[2J\u{202E}<h1>Oops</h1>\r\n\u{7}</html>", "text/html", "http-500"),
            (200, "<html><h1>Login</h1></html>", "text/html", "not-fhir"),
            (200, "{\"a\":1}", "application/json", "not-fhir"),
            (200, "{\"resourceType\":", "application/fhir+json", "not-json"),
            (200, "", "application/fhir+json", "empty-answer"), (200, " \r\n", "text/html", "empty-answer"),
            (200, "<Bundle xmlns=\"http://hl7.org/fhir\"/>", "application/fhir+xml;charset=utf-8", "not-json"),
            (200, "{\"resourceType\":\"Bundle\"", "text/plain", "not-json"),
            (404, "{\"error\":\"no such route\"}", "application/json", "http-404"),
            (503, "", "text/plain", "http-503"), (204, "", "text/plain", "http-204"),
            (302, "", "text/html", "redirect"),
            (200, "{\"resourceType\":\"Patient\"}", "application/fhir+json", "unexpected-resource"),
            (
                400, "<title>400 No required SSL certificate was sent</title>", "text/html",
                "tls-client-certificate-missing"
            ),
            (496, "", "text/html", "tls-client-certificate-missing"),
            (400, "<title>400 The SSL certificate error</title>", "text/html", "tls-client-certificate-refused"),
            (401, "", "text/plain", "http-401"),
        ])
    func notFHIR(status: Int, body: String, type: String, code: String) async throws {
        let answer = ProviderAnswer.fhir(body, status: status, type: type)
        let found = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) }
        #expect(found.code == code)
        let controls = found.summary.unicodeScalars.filter { $0.properties.generalCategory == .control }
        #expect(controls.isEmpty)
        #expect(!found.summary.contains("\u{202E}"))
        #expect(!found.summary.isEmpty && !found.advice.isEmpty)
    }

    @Test("no more than 200 characters of it")
    func excerpt() async throws {
        let answer = ProviderAnswer.fhir(String(repeating: "long ", count: 1000), status: 500, type: "text/plain")
        #expect(AnswerReading.excerpt(answer).count == 200)
    }

    @Test(
        "UTF-8 only",
        arguments: [
            ("application/fhir+json;charset=iso-8859-1", [UInt8]("é".utf8), "charset"),
            ("application/fhir+json; charset=UTF-8", [0xE9], "charset"),
            ("application/fhir+json;charset=\"utf-8\"", [UInt8]("é".utf8), nil),
            ("application/fhir+json;charset=us-ascii", [UInt8]("e".utf8), nil), ("application/json+fhir", [], nil),
        ] as [(String, [UInt8], String?)])
    func charset(type: String, text: [UInt8], code: String?) async throws {
        let body = Array("{\"resourceType\":\"Bundle\",\"id\":\"".utf8) + text + Array("\"}".utf8)
        let answer = ProviderAnswer.bytes(body, type: type)
        guard let code else {
            #expect(try AnswerReading.bundle(answer).document.bytes == body)
            return
        }
        let found = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) }
        #expect(found.code == code)
    }

    @Test(
        "every failure has words of its own and a code",
        arguments: [
            FetchFailure(.notConfigured("x")), FetchFailure(.unusableAddress("x")),
            FetchFailure(.foreignAddress(host: "x")),
            FetchFailure(.tooLarge(limit: 1 << 20, isDecompressed: true)), FetchFailure(.tooManyPages(limit: 100)),
            FetchFailure(.notBase64), FetchFailure(.empty), FetchFailure(.placeholder(reason: nil)),
            FetchFailure(.cancelled),
            FetchFailure(.documentTooLarge(size: 9, limit: 1 << 20)), FetchFailure(.notAudited("disk full")),
        ])
    func own(failure: FetchFailure) {
        #expect(!failure.summary.isEmpty && !failure.advice.isEmpty && !failure.code.isEmpty)
    }

    @Test("every network and TLS fault has words")
    func faults() {
        for fault in NetworkFault.allCases { #expect(!FetchFailure(.network(fault)).advice.isEmpty) }
        for fault in TLSFault.allCases { #expect(!FetchFailure(.tls(fault)).advice.isEmpty) }
        for fault in ProxyFault.allCases { #expect(!FetchFailure(.proxy(fault)).advice.isEmpty) }
    }

    @Test("the outcomes of real systems", .enabled(if: Corpus.folder != nil, "no corpus"))
    func corpus() async throws {
        let expected = [
            "BadRequest": "BAD_REQUEST", "DocumentNotFound": "NO_RECORD_FOUND",
            "InternalServerError": "INTERNAL_SERVER_ERROR", "InvalidNHSNumber": "INVALID_NHS_NUMBER",
            "InvalidParameter": "INVALID_PARAMETER", "InvalidResource": "INVALID_RESOURCE",
            "NoRecordFound": "NO_RECORD_FOUND", "NoRelationship": "NO_RELATIONSHIP",
            "PatientNotFound": "PATIENT_NOT_FOUND",
        ]
        for (name, code) in expected {
            let answer = ProviderAnswer.bytes(try Corpus.bytes("outcomes/\(name).json"), status: 400)
            let found = try await failure { () throws(FetchFailure) in try AnswerReading.bundle(answer) }
            #expect(found.code == code, "\(name)")
        }
    }
}
