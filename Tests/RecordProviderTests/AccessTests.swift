import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 10, last row: every access, also a refused one, with user, organisation, patient and
/// interaction.
@Suite("what the audit trail is told")
struct AccessTests {
    private func access(_ request: ProviderRequestValue) throws -> ProviderAccess {
        try Practice.full().answer(request, now: Consumer.now).access
    }

    @Test(
        "an answered request",
        arguments: [
            (
                Consumer.structured(Consumer.body(Practice.full)), InteractionID.structuredRecord, Practice.full,
                "Patient/$gpc.getstructuredrecord"
            ),
            (Consumer.find(nhsNumber: Practice.full), .findPatient, Practice.full, "Patient"),
            (Consumer.documents(of: "patient-1"), .searchDocuments, Practice.full, "Patient/[id]/DocumentReference"),
            (Consumer.binary("bin-discharge"), .readDocument, Practice.full, "Binary/bin-discharge"),
            (Consumer.request(.documentsCapability), .documentsCapability, nil, "metadata"),
        ] as [(ProviderRequestValue, InteractionID, String?, String)])
    func answered(request: ProviderRequestValue, interaction: InteractionID, patient: String?, subject: String) throws {
        let access = try access(request)
        #expect(
            access.requester
                == Requester(
                    user: "user-7431", name: "Ada Okafor", organisation: "Z26556", device: "TERM-0042"))
        #expect(access.consumer == ASID("200000000115"))
        #expect(access.interaction == interaction)
        #expect(access.traceID == Consumer.traceID)
        #expect(access.patient == patient)
        #expect(access.subject == subject)
        #expect(access.status == 200)
        #expect(access.refusal == nil)
    }

    @Test("a refused request keeps what was known of it")
    func refused() throws {
        let unknown = try access(Consumer.structured(Consumer.body("9999999999")))
        #expect(unknown.patient == "9999999999")
        #expect(unknown.refusal == "PATIENT_NOT_FOUND")
        #expect(unknown.requester != nil)
        let noToken = try access(Consumer.request(.readDocument).with("Authorization", nil))
        #expect(noToken.requester == nil)
        #expect(noToken.interaction == .readDocument)
        #expect(noToken.refusal == "BAD_REQUEST")
        let noHeaders = try access(Consumer.request(.structuredCapability).with("Ssp-TraceID", nil))
        #expect(noHeaders.traceID == nil)
        #expect(noHeaders.subject == "metadata")
    }

    @Test("an id from the address cannot write into a log")
    func hostileID() throws {
        let access = try access(Consumer.binary("a%0A%1B[31m"))
        #expect(access.subject == "Binary/a%0A%1B%5B31m")
        #expect(access.operation == "Binary/[id]")
    }
}
