import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/bundle.md sections 1, 2 and 9, docs/spec/clinical-areas.md section 1.4.
@Suite("Writing the Bundle")
struct BundleWriterTests {
    private typealias T = TestRecord

    @Test("The envelope")
    func envelope() throws {
        let answer = Evaluator.evaluate(
            try T.source([T.patient]), StructuredRecordRequest(), clock: T.clock,
            traceID: "11111111-2222-4333-8444-555555555555")
        let root = try answer.written().bundle.document.root
        #expect(root.members.map(\.name) == ["resourceType", "id", "meta", "type", "entry"])
        #expect(root["id"]?.string == "11111111-2222-4333-8444-555555555555")
        #expect(root["type"]?.string == "collection")
        #expect(
            root["meta"]?.all("profile").map(\.string)
                == ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"])
    }

    @Test("A query list carries what the specification says and nothing else")
    func queryList() throws {
        let answer = try T.evaluate(
            [T.list(.uncategorised, ["Observation/o"]), T.resource("Observation", "o")],
            T.request { $0.uncategorised = .init() })
        let list = try #require(try answer.written().lists(.uncategorised).first?.value)
        #expect(
            list.members.map(\.name) == [
                "resourceType", "meta", "extension", "status", "mode", "title", "code", "subject", "date", "entry",
            ])
        #expect(list["title"]?.string == "Uncategorised data")
        #expect(list["code"]?.all("coding").first?["display"]?.string == "Miscellaneous record")
        #expect(list["subject"]?["reference"]?.string == "Patient/p")
        #expect(list["date"]?.string == "2024-09-15T12:00:00+01:00")
        #expect(list.extensions("Extension-CareConnect-ClinicalSetting-1").count == 1)
    }

    @Test("Chosen resources are copied byte for byte, whatever their layout")
    func copies() throws {
        let odd =
            "{ \"resourceType\" :\"Observation\",\"id\":\"o\",\n\t\"valueQuantity\": {\"value\": 1.50e0 },\"x\":[ ] }"
        let answer = try T.evaluate(
            [T.list(.uncategorised, ["Observation/o"]), odd], T.request { $0.uncategorised = .init() })
        #expect(String(decoding: BundleWriter.bytes(answer), as: UTF8.self).contains(odd))
    }

    @Test("Groups stand in the specification's order, lists first, each resource where it first occurs")
    func order() throws {
        let request = StructuredRecordRequest.fullRecord
        let resources =
            LinkageTests.consultation + [
                T.resource("AllergyIntolerance", "a"), T.list(.allergies, ["AllergyIntolerance/a"]), T.list(.diary, []),
            ]
        let written = try T.evaluate(resources, request).written()
        let names = written.resources.map { resource in
            written.lists.first { $0.value == resource.value }?.listCode?.title ?? resource.label
        }
        #expect(
            names == [
                "Patient/p", "List of consultations", "Consultations - medications contained in consultations",
                "Consultations - problems contained in consultations",
                "Consultations - uncategorised data contained in consultations", "List/c1", "List/t1", "List/h1",
                "Encounter/e1", "Observation/o1", "Observation/o2", "QuestionnaireResponse/q1", "Condition/asthma",
                "MedicationStatement/m", "MedicationRequest/m-1", "MedicationRequest/m-plan",
                "Medication/m-drug", "Problems", "Problems - consultations related to problems",
                "Problems - uncategorised data related to problems", "Condition/fracture", "Condition/gout",
                "Uncategorised data",
                "Allergies and adverse reactions", "AllergyIntolerance/a", "Medications and medical devices",
                "MedicationRequest/m-2", "Patient recall administration", "entry[\(names.count - 1)]",
            ])
    }

    @Test("fullUrl stays only where a chosen resource names it")
    func fullURLs() throws {
        let text = """
            {"resourceType":"Bundle","entry":[
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation","id":"a","performer":[{"reference":"urn:uuid:2"}]}},
            {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Practitioner","id":"x"}},
            {"fullUrl":"urn:uuid:3","resource":\(T.list(.uncategorised, ["Observation/a"]))}]}
            """
        let source = SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: Array(text.utf8))))
        let answer = Evaluator.evaluate(source, T.request { $0.uncategorised = .init() }, clock: T.clock)
        let written = try answer.written()
        #expect(written.bundle.entries.compactMap(\.fullURL) == ["urn:uuid:2"])
        #expect(answer.holds("Practitioner/x") == true)
    }

    @Test("One OperationOutcome, last, unsupported parameters first; none without a warning")
    func outcome() throws {
        let body = RequestSupportBody.text
        let source = try T.source([T.patient, T.list(.diary, [])])
        let reading = try RequestReader(today: T.clock.today, origin: .evaluation(source: source.patient)).read(
            bytes: Array(body.utf8))
        let written = try Evaluator.evaluate(source, reading, clock: T.clock).written()
        #expect(written.resources.count { $0.type == .operationOutcome } == 1)
        #expect(written.resources.last?.type == .operationOutcome)
        #expect(
            written.outcomes.map(\.text) == [
                "includeX is an unrecognised parameter", "includeReferrals is not in the source: fetch again",
            ])
        let quiet = try Evaluator.evaluate(source, T.request { $0.diary = .init() }, clock: T.clock).written()
        #expect(quiet.outcomes.isEmpty)
    }

    private enum RequestSupportBody {
        static let text =
            #"{"resourceType":"Parameters","parameter":[{"name":"includeReferrals"},{"name":"includeX"}]}"#
    }

    @Test("A source without a Patient is evaluated, its lists without a subject")
    func withoutPatient() throws {
        let source = try T.source([T.list(.diary, [])])
        let answer = Evaluator.evaluate(source, T.request { $0.diary = .init() }, clock: T.clock)
        #expect(answer.notes.contains("the source holds no Patient"))
        #expect(try answer.written().lists(.diary).first?.value["subject"] == nil)
    }
}
