import FHIR
import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 8.2.
@Suite("find a patient")
struct FindPatientTests {
    private static let system = "https://fhir.nhs.uk/Id/nhs-number"

    @Test(
        "faults of the query",
        arguments: [
            ("", 400, "BAD_REQUEST"), ("Identifier=\(system)%7C9000000033", 400, "BAD_REQUEST"),
            ("IDENTIFIER=\(system)%7C9000000033", 400, "BAD_REQUEST"), ("_count=1", 400, "BAD_REQUEST"),
            ("identifier=\(system)%7C9000000033&identifier=\(system)%7C9000000033", 400, "BAD_REQUEST"),
            ("identifier=\(system)%7C9000000033&identifier=\(system)%7C9999999999", 400, "BAD_REQUEST"),
            ("identifier=\(system)%7C9000000033&Identifier=\(system)%7C9000000033", 400, "BAD_REQUEST"),
            ("identifier=9000000033", 422, "INVALID_PARAMETER"), ("identifier=%7C9000000033", 422, "INVALID_PARAMETER"),
            ("identifier=\(system)%7C", 422, "INVALID_PARAMETER"), ("identifier=", 422, "INVALID_PARAMETER"),
            ("identifier", 422, "INVALID_PARAMETER"),
            ("identifier=https://example.nhs.uk/Id%7C9000000033", 400, "INVALID_IDENTIFIER_SYSTEM"),
            ("identifier=\(system)%7C34555%23%234", 400, "INVALID_NHS_NUMBER"),
            ("identifier=\(system)%7Chello", 400, "INVALID_NHS_NUMBER"),
            ("identifier=\(system)%7C999999999", 400, "INVALID_NHS_NUMBER"),
            ("identifier=\(system)%7C9000000008", 400, "INVALID_NHS_NUMBER"),
            ("identifier=\(system)%7C90000000090", 400, "INVALID_NHS_NUMBER"),
        ])
    func faults(query: String, status: Int, code: String) throws {
        let outcome = try Practice.full().outcome(Consumer.find(query))
        #expect(outcome.status == status)
        #expect(outcome.code == code)
        #expect(outcome.issue?.diagnostics != nil)
        #expect(outcome.response.value(of: "Cache-Control") == "no-store")
    }

    @Test(
        "a patient is found",
        arguments: [
            "identifier=\(system)%7C9000000033", "identifier=\(system)|9000000033",
            "identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9000000033",
            "_format=application/fhir%2Bjson&identifier=\(system)%7C9000000033",
            "identifier=\(system)%7C9000000033&_count=1&_sort=status",
        ])
    func found(query: String) throws {
        let outcome = try Practice.full().outcome(Consumer.find(query))
        #expect(outcome.status == 200)
        #expect(outcome.json["type"]?.string == "searchset")
        #expect(outcome.json["id"]?.string == Consumer.traceID)
        #expect(outcome.json["meta"]?.all("profile").first?.string == SearchsetBundle.profile)
        #expect(outcome.json["total"]?.recorded == "1")
        #expect(outcome.json.all("entry").count == 1)
        let entry = try #require(outcome.json.all("entry").first)
        #expect(entry["fullUrl"]?.string == "http://127.0.0.1:8080\(Consumer.root)/Patient/patient-1")
        #expect(entry["search"]?["mode"]?.string == "match")
        let patient = try #require(entry["resource"])
        #expect(patient["id"]?.string == "patient-1")
        #expect(patient["meta"]?["versionId"]?.string == "1")
        #expect(patient["managingOrganization"]?["reference"]?.string == "Organization/practice-1")
    }

    @Test("the Patient is copied as recorded, given a version where none is recorded")
    func version() throws {
        let text = Practice.bundle([Practice.patient(more: #""meta": {"profile": ["x"]}, "multipleBirthInteger": 1.0"#)]
        )
        let provider = try Practice.provider([Practice.record("a.json", text)])
        let outcome = try provider.outcome(Consumer.find(nhsNumber: "9000000041"))
        let patient = try #require(outcome.resources.first)
        #expect(patient["meta"]?["versionId"]?.string == "1")
        #expect(patient["meta"]?.all("profile").first?.string == "x")
        #expect(patient["multipleBirthInteger"]?.recorded == "1.0")
        let full = try Practice.full()
        let recorded = try #require(full.directory.patient(logicalID: "patient-1")).patient.value.source
        let sent = full.answer(Consumer.find(nhsNumber: Practice.full), now: Consumer.now).response.body
        #expect(String(decoding: sent, as: UTF8.self).contains(String(decoding: recorded, as: UTF8.self)))
    }

    @Test("a patient who is not here gives an empty Bundle")
    func notFound() throws {
        let outcome = try Practice.full().outcome(Consumer.find(nhsNumber: "9999999999"))
        #expect(outcome.status == 200)
        #expect(outcome.json["type"]?.string == "searchset")
        #expect(outcome.json["id"]?.string == Consumer.traceID)
        #expect(outcome.json["total"]?.recorded == "0")
        #expect(outcome.json["entry"] == nil)
    }
}
