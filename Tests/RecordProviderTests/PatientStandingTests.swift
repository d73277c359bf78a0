import FHIR
import GPConnect
import RecordEvaluation
import Testing

@testable import RecordProvider

/// docs/spec/parameters.md section 5 rows 21 and 22, docs/spec/fetch.md section 8: who may not be told of.
@Suite("patients who are not given out")
struct PatientStandingTests {
    enum Expected: Sendable { case served, hidden, dissent, documentsOnly }

    private static let registration =
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-RegistrationDetails-1"
    static func registered(_ part: String, _ code: String) -> String {
        #""extension": [{"url": "\#(registration)", "extension": [{"url": "\#(part)", "valueCodeableConcept": {"coding": [{"code": "\#(code)"}]}}]}]"#
    }

    static let cases: [(flag: SourceSwitches.PatientFlag?, status: String, more: String, expected: Expected)] = [
        (nil, "01", "", .served), (.sensitive, "01", "", .hidden), (.inactive, "01", "", .hidden),
        (.unverified, "01", "", .hidden), (.deceased, "01", "", .hidden), (.dissent, "01", "", .dissent),
        (nil, "02", "", .hidden), (nil, "03", "", .hidden), (nil, "01", #""active": true"#, .served),
        (nil, "01", #""active": false"#, .hidden),
        (nil, "01", #""link": [{"other": {"reference": "Patient/2"}, "type": "replaced-by"}]"#, .hidden),
        (nil, "01", #""deceasedBoolean": true"#, .hidden), (nil, "01", #""deceasedBoolean": false"#, .served),
        (nil, "01", registered("registrationType", "R"), .served),
        (nil, "01", registered("registrationType", "T"), .hidden),
        (nil, "01", registered("registrationType", "E"), .hidden),
        (nil, "01", registered("registrationType", "IN"), .hidden),
        (nil, "01", registered("registrationType", "P"), .hidden),
        (nil, "01", registered("registrationStatus", "A"), .served),
        (nil, "01", registered("registrationStatus", "I"), .hidden),
        // Twenty-eight days before 15 September 2024 is 18 August.
        (nil, "01", #""deceasedDateTime": "2024-08-18T23:30:00+01:00""#, .documentsOnly),
        (nil, "01", #""deceasedDateTime": "2024-08-17T23:30:00+01:00""#, .hidden),
        (.deceased, "01", #""deceasedDateTime": "2024-09-14""#, .documentsOnly),
        (.sensitive, "01", #""deceasedDateTime": "2024-09-14""#, .hidden),
    ]

    private func provider(_ index: Int, days: Int = 28) throws -> Provider {
        let row = Self.cases[index]
        var switches = SourceSwitches()
        switches.patient = row.flag
        let text = Practice.bundle(
            [
                Practice.patient(status: row.status, more: row.more),
                Practice.document("d1", attachment: Practice.url("b1")), Practice.binary("b1"),
            ] + Practice.organisations)
        return try Practice.provider([Practice.record("one.json", text, switches: switches)]) {
            $0.daysAfterDeath = days
        }
    }

    @Test("the structured record", arguments: cases.indices)
    func structured(index: Int) throws {
        let outcome = try provider(index).outcome(Consumer.structured(Consumer.body("9000000041")))
        switch Self.cases[index].expected {
        case .served: #expect(outcome.status == 200)
        case .hidden, .documentsOnly:
            #expect(outcome.status == 404)
            #expect(outcome.code == "PATIENT_NOT_FOUND")
            #expect(outcome.issue?.diagnostics == nil)
        case .dissent:
            #expect(outcome.status == 403)
            #expect(outcome.code == "NO_PATIENT_CONSENT")
        }
    }

    /// Nothing may tell a hidden patient from one who was never here.
    @Test("the refusal is the same as for a patient who is not known", arguments: cases.indices)
    func indistinguishable(index: Int) throws {
        guard Self.cases[index].expected == .hidden else { return }
        let provider = try provider(index)
        for (hidden, unknown) in [
            (Consumer.structured(Consumer.body("9000000041")), Consumer.structured(Consumer.body("9999999999"))),
            (Consumer.documents(of: "p1"), Consumer.documents(of: "p9")),
            (Consumer.binary("b1"), Consumer.binary("b9")),
        ] {
            let answers = [hidden, unknown].map { provider.answer($0, now: Consumer.now).response }
            #expect(answers[0].body == answers[1].body)
            #expect(answers[0].status == answers[1].status)
        }
    }

    @Test("find a patient, search documents, read one", arguments: cases.indices)
    func documents(index: Int) throws {
        let provider = try provider(index)
        let found = try provider.outcome(Consumer.find(nhsNumber: "9000000041"))
        let search = try provider.outcome(Consumer.documents(of: "p1"))
        let binary = try provider.outcome(Consumer.binary("b1"))
        #expect(found.status == 200)
        switch Self.cases[index].expected {
        case .served, .documentsOnly:
            #expect(found.ids("Patient") == ["p1"])
            #expect(search.ids("DocumentReference") == ["d1"])
            #expect(binary.resourceType == "Binary")
        case .hidden:
            #expect(found.json["entry"] == nil)
            #expect(found.json["total"]?.recorded == "0")
            #expect([search.status, binary.status] == [404, 404])
            #expect([search.code, binary.code] == ["PATIENT_NOT_FOUND", "NO_RECORD_FOUND"])
        case .dissent:
            #expect(found.ids("Patient") == ["p1"])
            #expect([search.status, binary.status] == [403, 403])
            #expect([search.code, binary.code] == ["NO_PATIENT_CONSENT", "NO_PATIENT_CONSENT"])
        }
    }

    @Test("how long documents are given after a death can be set")
    func window() throws {
        let index = try #require(Self.cases.firstIndex { $0.more.contains("2024-08-18") })
        #expect(try provider(index, days: 27).outcome(Consumer.documents(of: "p1")).status == 404)
        #expect(try provider(index, days: 28).outcome(Consumer.documents(of: "p1")).status == 200)
    }
}
