import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md sections 3 and 10: the Spine's headers.
@Suite("Spine headers")
struct HeaderTests {
    static let names = ["Ssp-TraceID", "Ssp-From", "Ssp-To", "Ssp-InteractionID", "Authorization"]
    static let requests: [(InteractionID, ProviderRequestValue)] = [
        (.structuredRecord, Consumer.structured(Consumer.body(Practice.full))),
        (.structuredCapability, Consumer.request(.structuredCapability)),
        (.documentsCapability, Consumer.request(.documentsCapability)),
        (.findPatient, Consumer.find(nhsNumber: Practice.full)),
        (.searchDocuments, Consumer.documents(of: "patient-1")), (.readDocument, Consumer.binary("bin-discharge")),
    ]

    @Test("a right request is answered", arguments: requests.indices)
    func right(index: Int) throws {
        let outcome = try Practice.full().outcome(Self.requests[index].1)
        #expect(outcome.status == 200, "\(Self.requests[index].0)")
        #expect(outcome.response.value(of: "Content-Type") == "application/fhir+json; charset=utf-8")
        #expect(outcome.response.value(of: "Cache-Control") == "no-store")
    }

    @Test("a header that is missing, empty or there twice is a bad request", arguments: names, requests.indices)
    func missing(name: String, index: Int) throws {
        let provider = try Practice.full()
        let request = Self.requests[index].1
        let own = try #require(request.values(of: name).first)
        for wrong in [request.with(name, nil), request.with(name, ""), request.adding(name, own)] {
            let outcome = try provider.outcome(wrong)
            #expect(outcome.status == 400)
            #expect(outcome.code == "BAD_REQUEST")
            #expect(outcome.issue?.code == "invalid")
            #expect(outcome.issue?.diagnostics != nil)
            #expect(outcome.response.value(of: "Cache-Control") == "no-store")
        }
    }

    @Test("header names have no case")
    func caseOfNames() throws {
        var request = Consumer.request(.structuredCapability)
        request.headers = request.headers.map { .init($0.name.lowercased(), $0.value) }
        #expect(try Practice.full().outcome(request).status == 200)
    }

    @Test(
        "values that are none of their kind",
        arguments: [
            ("Ssp-TraceID", "trace-1"), ("Ssp-TraceID", "0f6d7f7e-2f0b-4a52-9f39-5b6a0a9d1c7"),
            ("Ssp-TraceID", "0f6d7f7e-2f0b-4a52-9f39-5b6a0a9d1c7g"), ("Ssp-From", "GP System"), ("Ssp-To", "A99999"),
            ("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:rest:read:metadata"),
            ("Ssp-InteractionID", "URN:NHS:NAMES:SERVICES:GPCONNECT:STRUCTURED:FHIR:REST:READ:METADATA-1"),
        ])
    func wrongValues(name: String, value: String) throws {
        let outcome = try Practice.full().outcome(Consumer.request(.structuredCapability).with(name, value))
        #expect(outcome.status == 400)
        #expect(outcome.code == "BAD_REQUEST")
    }

    @Test("only the provider's own ASID is answered, when it has one")
    func ownASID() throws {
        let provider = try Practice.full { $0.asid = ASID("200000000116") }
        let request = Consumer.request(.structuredCapability)
        #expect(try provider.outcome(request).status == 200)
        let outcome = try provider.outcome(request.with("Ssp-To", "123456789123"))
        #expect(outcome.status == 400)
        #expect(outcome.code == "BAD_REQUEST")
    }

    @Test("the interaction must be that of path and verb", arguments: requests.indices, InteractionID.all)
    func interactions(index: Int, interaction: InteractionID) throws {
        let (own, request) = Self.requests[index]
        let fits = own.path == interaction.path
        guard !fits else { return }
        let wrong = request.with("Ssp-InteractionID", interaction.description)
        let outcome = try Practice.full().outcome(wrong)
        #expect(outcome.status == 400, "\(interaction) on \(own.path)")
        #expect(outcome.code == "BAD_REQUEST")
        #expect(outcome.issue?.diagnostics == "Ssp-InteractionID does not match the request")
    }

    @Test("the Bundle's id is the trace id, of searches too", arguments: [0, 3, 4])
    func bundleID(index: Int) throws {
        let trace = "629EA9BA-a077-4d99-b289-7a9b19fd4e03"
        let outcome = try Practice.full().outcome(Self.requests[index].1.with("Ssp-TraceID", trace))
        #expect(outcome.json["id"]?.string == trace)
        #expect(outcome.resourceType == "Bundle")
    }
}
