import FHIR
import GPConnect
import RecordEvaluation
import Testing

@testable import RecordProvider

@Suite("served records")
struct DirectoryTests {
    private func record(_ name: String, _ patient: String, _ more: [String] = []) throws -> ServedRecord {
        try Practice.record(name, Practice.bundle([patient] + more))
    }

    @Test("one NHS number is one record")
    func sameNumber() throws {
        let records = [try record("a.json", Practice.patient()), try record("b.json", Practice.patient("p2"))]
        let fault = #expect(throws: PatientDirectory.Fault.self) { try PatientDirectory(records) }
        #expect(fault?.description.contains("a.json and b.json") == true)
        #expect(fault?.description.contains("9000000041") == false)
    }

    @Test(
        "a record without a valid number or a Patient",
        arguments: [
            Practice.patient(nhsNumber: "1234567890"), Practice.patient(nhsNumber: ""), #"{"resourceType": "Patient"}"#,
            #"{"resourceType": "Patient", "id": "1"}"#, #"{"resourceType": "Organization", "id": "1"}"#,
        ])
    func unserveable(patient: String) throws {
        let records = [try record("a.json", patient)]
        #expect(throws: PatientDirectory.Fault.self) { try PatientDirectory(records) }
    }

    @Test("another number is written over the recorded one, and nothing else changes")
    func assignment() throws {
        let text = Practice.bundle([
            Practice.patient(nhsNumber: "1234567890"), #"{"resourceType": "Basic", "value": 1.50}"#,
        ])
        let number = try #require(NHSNumber("9000000068"))
        let bundle = try FHIR.Bundle(bytes: Array(text.utf8))
        let changed = try #require(NHSNumberAssignment.text(of: bundle, with: number))
        #expect(String(decoding: changed, as: UTF8.self) == text.replacing("1234567890", with: "9000000068"))
        let none = try FHIR.Bundle(bytes: Array(Practice.bundle([#"{"resourceType": "Patient"}"#]).utf8))
        #expect(NHSNumberAssignment.text(of: none, with: number) == nil)
    }

    /// Records of two practices may use one logical id: neither patient may get the other's documents.
    @Test("two patients with one logical id are told apart")
    func sameLogicalID() throws {
        let document = Practice.document("d1")
        let provider = try Practice.provider([
            try record("a.json", Practice.patient(), [document]),
            try record("b.json", Practice.patient(nhsNumber: "9000000068")),
        ])
        let first = try provider.outcome(Consumer.find(nhsNumber: "9000000041")).ids("Patient")
        let second = try provider.outcome(Consumer.find(nhsNumber: "9000000068")).ids("Patient")
        #expect(first == ["p1"])
        #expect(second == ["p1.9000000068"])
        #expect(try provider.outcome(Consumer.documents(of: "p1")).ids("DocumentReference") == ["d1"])
        let other = try provider.outcome(Consumer.documents(of: second[0]))
        #expect(other.status == 200)
        #expect(other.ids("DocumentReference") == [])
        #expect(provider.directory.notes.count == 1)
    }

    @Test("one document id in two records is refused")
    func sameDocument() throws {
        let records = [
            try record("a.json", Practice.patient(), [Practice.binary("b1")]),
            try record("b.json", Practice.patient("p2", nhsNumber: "9000000068"), [Practice.binary("b1")]),
        ]
        #expect(throws: PatientDirectory.Fault.self) { try PatientDirectory(records) }
    }

    @Test(
        "the operator is told why a patient is refused; consumers never are",
        arguments: [
            (nil, "", nil), (.sensitive, "", "the patient is marked sensitive"),
            (.dissent, "", "the patient dissents"), (.deceased, "", "the patient has died"),
            (nil, #""active": false"#, "the patient is inactive"),
            (nil, #""deceasedDateTime": "2020""#, "the patient has died"),
            (nil, PatientStandingTests.registered("registrationType", "T"), "the registration type is not R (regular)"),
            (nil, PatientStandingTests.registered("registrationStatus", "I"), "the registration is inactive"),
        ] as [(SourceSwitches.PatientFlag?, String, String?)])
    func refusals(flag: SourceSwitches.PatientFlag?, more: String, words: String?) throws {
        var switches = SourceSwitches()
        switches.patient = flag
        let text = Practice.bundle([Practice.patient(more: more)])
        let directory = try PatientDirectory([try Practice.record("a.json", text, switches: switches)])
        #expect(directory.notes == (words.map { ["a.json: refused to consumers: \($0)"] } ?? []))
    }
}
