import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("the client asks once, tells what it does and reads what comes")
struct ProviderClientTests {
    static let trace = "629ea9ba-a077-4d99-b289-7a9b19fd4e03"
    static let patient = ExpectedPatient(nhsNumber: "9000000033")

    static func record(number: String = "9000000033", id: String = trace) -> String {
        """
        {"resourceType":"Bundle","id":"\(id)","type":"collection","entry":[{"resource":{"resourceType":"Patient",
        "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"\(number)"}],
        "name":[{"use":"official","family":"Example","given":["Robin","Jo"]}],"gender":"female",
        "birthDate":"1960-02-29"}}]}
        """
    }

    static func options() -> ProviderClient.Options {
        var options = ProviderClient.Options()
        options.retryDelay = .zero
        options.now = { Date(timeIntervalSince1970: 1_726_387_200) }
        options.newTraceID = { trace }
        return options
    }

    static func client(
        _ transport: any Transport, log: EventLog = EventLog(), options: ProviderClient.Options = options(),
        provider: ProviderConfiguration = Parties.provider()
    ) -> ProviderClient {
        ProviderClient(
            identity: Parties.identity, provider: provider, transport: transport, options: options,
            observer: { log.record($0) })
    }

    @Test("a record: bytes as received, what was asked, when and under which trace id")
    func record() async throws {
        let transport = ScriptedTransport(.fhir(Self.record()))
        let log = EventLog()
        let fetched = try await Self.client(transport, log: log).structuredRecord(of: Self.patient, body: [7])
        #expect(fetched.bytes == Array(Self.record().utf8))
        #expect(fetched.traceID == Self.trace && fetched.requestBody == [7])
        #expect(fetched.retrievedAt == Date(timeIntervalSince1970: 1_726_387_200))
        #expect(fetched.warnings.isEmpty)
        #expect(transport.requests.first?.body == [7])
        #expect(log.phases == ["attempt", "success"])
        #expect(log.all.allSatisfy { $0.patient == "9000000033" && $0.interaction == .structuredRecord })
    }

    @Test("another patient in the answer is told, difference by difference")
    func anotherPatient() async throws {
        let expected = ExpectedPatient(
            nhsNumber: "9000000033", family: "EXAMPLE ", given: "robin", birthDate: "1961-02-28", gender: "male")
        let transport = ScriptedTransport(.fhir(Self.record(number: "9999999999")))
        let fetched = try await Self.client(transport).structuredRecord(of: expected, body: [])
        #expect(
            fetched.warnings == [
                .patientDiffers(.init(field: .nhsNumber, expected: "9000000033", found: "9999999999")),
                .patientDiffers(.init(field: .birthDate, expected: "1961-02-28", found: "1960-02-29")),
                .patientDiffers(.init(field: .gender, expected: "male", found: "female")),
            ])
    }

    @Test("an answer without a patient, and one without the trace id")
    func nobody() async throws {
        let transport = ScriptedTransport(.fhir(#"{"resourceType":"Bundle","type":"collection"}"#))
        let fetched = try await Self.client(transport).structuredRecord(of: Self.patient, body: [])
        #expect(
            fetched.warnings == [
                .patientMissing(asked: "9000000033"), .traceDiffers(found: nil),
            ])
    }

    @Test(
        "clocks that differ by more than a minute",
        arguments: [
            ("Sun, 15 Sep 2024 08:00:00 GMT", nil), ("Sun, 15 Sep 2024 08:01:00 GMT", nil),
            ("Sun, 15 Sep 2024 08:01:01 GMT", 61), ("Sun, 15 Sep 2024 07:50:00 GMT", -600), ("nonsense", nil),
        ] as [(String, Int?)])
    func clock(date: String, seconds: Int?) async throws {
        let transport = ScriptedTransport(.fhir(Self.record(), [("Date", date)]))
        let fetched = try await Self.client(transport).structuredRecord(of: Self.patient, body: [])
        #expect(fetched.warnings == (seconds.map { [.clockDiffers(seconds: $0)] } ?? []))
    }

    struct Retry: Sendable, CustomTestStringConvertible {
        let name: String
        let first: Result<ProviderAnswer, FetchFailure>
        let isRetried: Bool
        var testDescription: String { name }
    }

    static let retries: [Retry] = [
        Retry(name: "refused", first: .failure(FetchFailure(.network(.connectionRefused))), isRetried: true),
        Retry(name: "no connection in time", first: .failure(FetchFailure(.network(.connectTimeout))), isRetried: true),
        Retry(name: "502", first: .success(.fhir("", status: 502)), isRetried: true),
        Retry(name: "503", first: .success(.fhir("", status: 503)), isRetried: true),
        Retry(name: "500", first: .success(.fhir("", status: 500)), isRetried: false),
        Retry(name: "504", first: .success(.fhir("", status: 504)), isRetried: false),
        Retry(name: "404", first: .success(.fhir("", status: 404)), isRetried: false),
        Retry(name: "too slow", first: .failure(FetchFailure(.network(.totalTimeout))), isRetried: false),
        Retry(name: "cut", first: .failure(FetchFailure(.network(.cutShort))), isRetried: false),
        Retry(name: "certificate", first: .failure(FetchFailure(.tls(.expired))), isRetried: false),
        Retry(name: "called off", first: .failure(FetchFailure(.cancelled)), isRetried: false),
    ]

    @Test("one further try where it may help, with a new trace id and token", arguments: retries)
    func retry(_ wanted: Retry) async throws {
        var options = Self.options()
        options.newTraceID = { UUID().uuidString }
        let transport = ScriptedTransport([wanted.first, .success(.fhir(Self.record()))])
        let log = EventLog()
        let client = Self.client(transport, log: log, options: options)
        let result = await Result<FetchedRecord, FetchFailure> { () async throws(FetchFailure) in
            try await client.structuredRecord(of: Self.patient, body: [])
        }
        #expect(transport.requests.count == (wanted.isRetried ? 2 : 1))
        #expect((result.error == nil) == wanted.isRetried)
        #expect(Set(transport.requests.map(\.traceID)).count == transport.requests.count)
        #expect(log.all.count == transport.requests.count * 2)
    }

    @Test("there is no third try")
    func noThird() async throws {
        let refused = Result<ProviderAnswer, FetchFailure>.failure(FetchFailure(.network(.connectionRefused)))
        let transport = ScriptedTransport([refused, refused, .success(.fhir(Self.record()))])
        let log = EventLog()
        let client = Self.client(transport, log: log)
        let found = try await failure { () throws(FetchFailure) in
            try await client.structuredRecord(of: Self.patient, body: [])
        }
        #expect(found.code == "connection-refused" && found.traceID == Self.trace)
        #expect(log.phases == ["attempt", "connection-refused", "attempt", "connection-refused"])
    }

    @Test("an attempt that cannot be recorded is not made")
    func notAudited() async throws {
        struct DiskFull: Error {}
        let transport = ScriptedTransport(.fhir(Self.record()))
        let client = ProviderClient(
            identity: Parties.identity, provider: Parties.provider(), transport: transport, options: Self.options(),
            observer: { _ in throw DiskFull() })
        let found = try await failure { () throws(FetchFailure) in
            try await client.structuredRecord(of: Self.patient, body: [])
        }
        #expect(found.code == "not-audited")
        #expect(transport.requests.isEmpty)
    }

    @Test("what the provider says it can do")
    func capability() async throws {
        let statement = """
            {"resourceType":"CapabilityStatement","fhirVersion":"3.0.1","version":"1.5.1","acceptUnknown":"both",
            "format":["application/fhir+json"],"software":{"name":"S","version":"2"},
            "profile":[{"reference":"https://x/_history/1.8"}],
            "rest":[{"operation":[{"name":"gpc.getstructuredrecord","definition":{"reference":"https://y"}}],
            "resource":[{"type":"Patient","interaction":[{"code":"search-type"}],"searchParam":[{"name":"identifier"}]},
            {"type":"DocumentReference","interaction":[{"code":"search-type"}],
             "searchParam":[{"name":"created"},{"name":"author"}],"searchInclude":["DocumentReference:author"]}]}]}
            """
        let transport = ScriptedTransport(.fhir(statement), .fhir(statement))
        let client = Self.client(transport)
        let structured = try await client.capability(.structured)
        #expect(structured.findings(for: .structured).filter { !$0.isMet } == [])
        #expect(structured.understanding == .allAreasWithSignificance)
        #expect(structured.softwareName == "S" && structured.profiles == ["https://x/_history/1.8"])
        let documents = try await client.capability(.documents).findings(for: .documents)
        #expect(
            documents.filter { !$0.isMet }.map(\.found) == ["without description", "not stated"])
        #expect(transport.requests.map(\.interaction) == [.structuredCapability, .documentsCapability])
    }

    @Test(
        "which parameters a version understands",
        arguments: [
            ("1.2.7", CapabilityStatement.Understanding.allergiesAndMedication), ("1.5.1", .allAreasWithSignificance),
            ("1.6.2", .allAreas), ("1.7.0-beta", .allAreas), ("0.7", .unknown), ("", .unknown), ("2.0.0", .unknown),
        ])
    func understanding(version: String, expected: CapabilityStatement.Understanding) throws {
        let root = try JSONDocument(bytes: Array("{\"version\":\"\(version)\"}".utf8)).root
        #expect(CapabilityStatement(root).understanding == expected)
    }
}

extension Result where Failure == FetchFailure {
    init(_ body: () async throws(FetchFailure) -> Success) async {
        do throws(FetchFailure) { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
