import FHIR
import GPConnect
import RecordEvaluation
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 7 and docs/spec/parameters.md section 5: a refusal as it goes over the wire, written out
/// so that a slip in the table of codes shows.
@Suite("refusals on the wire")
struct OutcomeTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let request: ProviderRequestValue
        let status: Int
        let issue: String
        let code: String
        let display: String
        let hasDiagnostics: Bool
        var testDescription: String { "\(status) \(issue) \(code)" }

        init(
            _ request: ProviderRequestValue, _ status: Int, _ issue: String, _ code: String, _ display: String,
            hasDiagnostics: Bool = true
        ) {
            self.request = request
            self.status = status
            self.issue = issue
            self.code = code
            self.display = display
            self.hasDiagnostics = hasDiagnostics
        }
    }

    private static let right = Consumer.structured(Consumer.body(Practice.full))
    private static var migration: ProviderRequestValue {
        let claims = Consumer.claims(scope: "patient/*.read conf/R").map { claim in
            claim.name == "reason_for_request" ? (claim.name, "\"migration\"") : claim
        }
        return Consumer.request(.migrateStructuredRecord, body: "{}").with(claims: claims)
    }
    private static var large: ProviderRequestValue {
        var request = right
        request.bodyFault = .bodyTooLarge
        return request
    }

    static let rows: [Row] = [
        Row(right.with("Ssp-From", nil), 400, "invalid", "BAD_REQUEST", "Bad request"),
        Row(right.with(method: "PUT"), 400, "invalid", "BAD_REQUEST", "Bad request"),
        Row(Consumer.structured("{"), 400, "invalid", "BAD_REQUEST", "Bad request"),
        Row(right.with("Accept", "application/fhir+xml"), 415, "not-supported", "BAD_REQUEST", "Bad request"),
        Row(right.with("Content-Type", "application/fhir+xml"), 415, "not-supported", "BAD_REQUEST", "Bad request"),
        Row(large, 413, "too-long", "BAD_REQUEST", "Bad request"),
        Row(Consumer.structured("[]"), 422, "invalid", "INVALID_RESOURCE", "Invalid validation of resource"),
        Row(
            Consumer.structured(Consumer.body(Practice.full, #"{"name": "includeAllergies"}"#)), 422, "invalid",
            "INVALID_PARAMETER", "Invalid parameter"),
        Row(
            Consumer.find("identifier=https://x%7C9000000033"), 400, "value", "INVALID_IDENTIFIER_SYSTEM",
            "Invalid identifier system"),
        Row(Consumer.structured(Consumer.body("1")), 400, "value", "INVALID_NHS_NUMBER", "Invalid NHS number"),
        Row(
            Consumer.structured(Consumer.body("9999999999")), 404, "not-found", "PATIENT_NOT_FOUND",
            "Patient not found", hasDiagnostics: false),
        Row(
            Consumer.documents(of: "x"), 404, "not-found", "PATIENT_NOT_FOUND", "Patient not found",
            hasDiagnostics: false),
        Row(Consumer.binary("x"), 404, "not-found", "NO_RECORD_FOUND", "No record found", hasDiagnostics: false),
        Row(
            Consumer.request(.structuredCapability, path: "/x"), 404, "not-found", "NO_RECORD_FOUND",
            "No record found"),
        Row(
            Consumer.structured(Consumer.body("9000000041")), 403, "forbidden", "NO_PATIENT_CONSENT",
            "Patient has not provided consent to share data", hasDiagnostics: false),
        Row(migration, 501, "not-supported", "NOT_IMPLEMENTED", "Not implemented"),
    ]

    private func provider(_ change: (inout ProviderConfiguration) -> Void = { _ in }) throws -> Provider {
        var switches = SourceSwitches()
        switches.patient = .dissent
        let dissenting = try Practice.record("a.json", Practice.bundle([Practice.patient()]), switches: switches)
        let other = Practice.patient("p2", nhsNumber: Practice.full)
        return try Practice.provider([dissenting, try Practice.record("b.json", Practice.bundle([other]))], change)
    }

    private func check(_ outcome: Outcome, _ row: Row) throws {
        #expect(outcome.status == row.status)
        #expect(outcome.response.value(of: "Content-Type") == "application/fhir+json; charset=utf-8")
        #expect(outcome.response.value(of: "Cache-Control") == "no-store")
        #expect(outcome.resourceType == "OperationOutcome")
        #expect(
            outcome.json["meta"]?.all("profile").map(\.string)
                == ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1"])
        #expect(outcome.json.all("issue").count == 1)
        let issue = try #require(outcome.json.all("issue").first)
        #expect(issue["severity"]?.string == "error")
        #expect(issue["code"]?.string == row.issue)
        let coding = try #require(issue["details"]?.all("coding").first)
        #expect(coding["system"]?.string == "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1")
        #expect(coding["code"]?.string == row.code)
        #expect(coding["display"]?.string == row.display)
        #expect((issue["diagnostics"] != nil) == row.hasDiagnostics)
    }

    @Test("status, issue, code and display", arguments: rows)
    func wire(row: Row) throws { try check(provider().outcome(row.request), row) }

    @Test("what the practice has switched off")
    func switchedOff() throws {
        let off = try provider { $0.switchedOff = [.structured] }.outcome(Self.right)
        try check(off, Row(Self.right, 403, "forbidden", "ACCESS_DENIED", "Access denied"))
        #expect(
            off.issue?.diagnostics == "The Access Record Structured capability is disabled at this practice")
        let dissent = try provider { $0.hasOrganisationConsent = false }.outcome(Self.right)
        let words = "Organisation has not provided consent to share data"
        try check(
            dissent, Row(Self.right, 403, "forbidden", "NO_ORGANISATION_CONSENT", words, hasDiagnostics: false))
    }
}
