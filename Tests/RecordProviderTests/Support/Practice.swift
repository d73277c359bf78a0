import FHIR
import Foundation
import GPConnect
import RecordEvaluation

@testable import RecordProvider

/// A practice with a few patients, made for the tests.
enum Practice {
    static let full = "9000000033"
    static let clock = EvaluationClock(noonOf: CivilDate("2024-09-15")!)

    static let sampleData = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "sample-data")

    static func bytes(_ name: String) -> [UInt8] {
        guard let data = try? Data(contentsOf: sampleData.appending(path: name)) else { return [] }
        return Array(data)
    }

    /// Read once: the record is large.
    private static let fullRecord: SourceRecord? = try? source(bytes("full-record.json"))

    static func source(_ bytes: [UInt8], _ switches: SourceSwitches = SourceSwitches()) throws -> SourceRecord {
        SourceRecord(record: StructuredRecord(bundle: try FHIR.Bundle(bytes: bytes)), switches: switches)
    }

    static func record(
        _ name: String, _ text: String, documents: [String] = [], switches: SourceSwitches = SourceSwitches()
    ) throws -> ServedRecord {
        ServedRecord(
            name: name, source: try source(Array(text.utf8), switches),
            documents: try documents.map { Binary(try JSONDocument(bytes: Array($0.utf8)).root) })
    }

    static func provider(
        _ records: [ServedRecord], _ change: (inout ProviderConfiguration) -> Void = { _ in }
    ) throws -> Provider {
        var configuration = ProviderConfiguration(softwareVersion: "test")
        configuration.clock = clock
        change(&configuration)
        return Provider(directory: try PatientDirectory(records), configuration: configuration)
    }

    /// The full record of the sample data with its documents.
    static func full(_ change: (inout ProviderConfiguration) -> Void = { _ in }) throws -> Provider {
        let folder = sampleData.appending(path: "full-record.documents")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        let documents = try names.map { name in
            Binary(try JSONDocument(bytes: bytes("full-record.documents/\(name)")).root)
        }
        guard let fullRecord else { throw CocoaError(.fileReadCorruptFile) }
        return try provider([ServedRecord(name: "full-record.json", source: fullRecord, documents: documents)], change)
    }

    static func patient(
        _ id: String = "p1", nhsNumber: String = "9000000041", status: String = "01", more: String = ""
    ) -> String {
        """
        {"resourceType": "Patient", "id": "\(id)", "identifier": [{"extension": [{"url": \
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1", \
        "valueCodeableConcept": {"coding": [{"code": "\(status)"}]}}], "system": \
        "https://fhir.nhs.uk/Id/nhs-number", "value": "\(nhsNumber)"}], \
        "name": [{"use": "official", "family": "Tester"}], "managingOrganization": {"reference": "Organization/o1"}\
        \(more.isEmpty ? "" : ", " + more)}
        """
    }

    static func bundle(_ resources: [String]) -> String {
        let entries = resources.map { "{\"resource\": \($0)}" }.joined(separator: ", ")
        return #"{"resourceType": "Bundle", "type": "collection", "entry": ["# + entries + "]}"
    }

    static let organisations = [
        #"{"resourceType": "Organization", "id": "o1", "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99999"}], "name": "Practice"}"#,
        #"{"resourceType": "Organization", "id": "o2", "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "ZZ001"}], "name": "Hospital"}"#,
        #"{"resourceType": "Practitioner", "id": "dr1", "name": [{"family": "One"}]}"#,
        #"{"resourceType": "Practitioner", "id": "dr2", "name": [{"family": "Two"}]}"#,
        #"{"resourceType": "PractitionerRole", "id": "r1", "practitioner": {"reference": "Practitioner/dr1"}}"#,
        #"{"resourceType": "PractitionerRole", "id": "r2", "practitioner": {"reference": "Practitioner/dr2"}}"#,
    ]

    static func document(
        _ id: String, dates: String = "", author: String = "Organization/o1", words: String = "",
        attachment: String = "", patient: String = "p1"
    ) -> String {
        let members = [dates, words].filter { !$0.isEmpty }.map { ", " + $0 }.joined()
        return """
            {"resourceType": "DocumentReference", "id": "\(id)", "status": "current", "subject": \
            {"reference": "Patient/\(patient)"}, "custodian": {"reference": "Organization/o1"}, "author": \
            [{"reference": "\(author)"}]\(members), "content": [{"attachment": {"contentType": "text/plain"\
            \(attachment.isEmpty ? "" : ", " + attachment)}}]}
            """
    }

    static func url(_ id: String) -> String { "\"url\": \"https://practice.example/fhir/Binary/\(id)\"" }

    static func binary(_ id: String, content: String = "aGVsbG8=", more: String = "") -> String {
        """
        {"resourceType": "Binary", "id": "\(id)", "contentType": "text/plain"\(more), "content": "\(content)"}
        """
    }
}

/// What a test reads of an answer.
struct Outcome {
    let response: ProviderResponseValue
    let json: JSONValue

    init(_ answer: ProviderAnswer) throws {
        response = answer.response
        json = try JSONDocument(bytes: answer.response.body).root
    }

    var status: Int { response.status }
    var resourceType: String? { json["resourceType"]?.string }
    var issue: OperationOutcome.Issue? { OperationOutcome(json).issues.first }
    var code: String? { issue?.spineCode }
    /// The resources of a Bundle.
    var resources: [JSONValue] { json.all("entry").compactMap { $0["resource"] } }

    func ids(_ type: String) -> [String] {
        resources.filter { $0["resourceType"]?.string == type }.compactMap { $0["id"]?.string }
    }
}

extension Provider {
    func outcome(_ request: ProviderRequestValue, now: Int = Consumer.now) throws -> Outcome {
        try Outcome(answer(request, now: now))
    }
}
