import FHIR
import Foundation
import GPConnect

@testable import RecordProvider

/// A consumer that does everything right, so that each test can make one thing wrong.
struct Consumer {
    static let now = 1_726_387_200
    static let traceID = "0f6d7f7e-2f0b-4a52-9f39-5b6a0a9d1c77"
    static let root = "/A99999/STU3/1/gpconnect/structured"

    /// Claims as JSON texts, in order.
    static func claims(scope: String, now: Int = now) -> [(name: String, value: String)] {
        [
            ("iss", #""https://viewer.example.nhs.uk/""#), ("sub", #""user-7431""#),
            ("aud", #""https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured""#), ("iat", "\(now)"),
            ("exp", "\(now + 300)"), ("reason_for_request", #""directcare""#),
            ("requested_scope", "\"\(scope)\""), ("requesting_device", device),
            ("requesting_organization", organization), ("requesting_practitioner", practitioner),
        ]
    }

    static let device = """
        {"resourceType": "Device", "identifier": [{"system": "https://viewer.example.nhs.uk/Id/device", \
        "value": "TERM-0042"}], "model": "Terminal record viewer", "version": "0.1.0"}
        """
    static let organization = """
        {"resourceType": "Organization", "identifier": [{"system": \
        "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Z26556"}], "name": "Example Urgent Care Centre"}
        """
    static let practitioner = """
        {"resourceType": "Practitioner", "id": "user-7431", "identifier": [{"system": \
        "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK"}, {"system": \
        "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": "UNK"}, {"system": \
        "https://viewer.example.nhs.uk/Id/user", "value": "7431"}], "name": [{"family": "Okafor", \
        "given": ["Ada"], "prefix": ["Dr"]}]}
        """

    static func token(_ claims: [(name: String, value: String)]) -> String {
        let payload = "{" + claims.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}"
        return base64URL(#"{"alg":"none","typ":"JWT"}"#) + "." + base64URL(payload) + "."
    }

    static func token(scope: String, now: Int = now) -> String { token(claims(scope: scope, now: now)) }

    static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    static func request(
        _ interaction: InteractionID, path: String? = nil, query: String = "", body: String = "", now: Int = now
    ) -> ProviderRequestValue {
        var headers = [
            ProviderRequestValue.Header("Host", "127.0.0.1:8080"),
            .init("Accept", "application/fhir+json;charset=utf-8"), .init("Ssp-TraceID", traceID),
            .init("Ssp-From", "200000000115"), .init("Ssp-To", "200000000116"),
            .init("Ssp-InteractionID", interaction.description),
            .init("Authorization", "Bearer " + token(scope: interaction.scope, now: now)),
        ]
        if interaction.verb == "POST" {
            headers.append(.init("Content-Type", "application/fhir+json;charset=utf-8"))
        }
        let target = root + (path ?? interaction.path.replacing("[id]", with: "1"))
        return ProviderRequestValue(
            method: interaction.verb, target: query.isEmpty ? target : target + "?" + query, headers: headers,
            body: Array(body.utf8))
    }

    static func structured(_ body: String) -> ProviderRequestValue { request(.structuredRecord, body: body) }

    static func find(_ query: String) -> ProviderRequestValue { request(.findPatient, query: query) }

    static func find(nhsNumber: String) -> ProviderRequestValue {
        find("identifier=https://fhir.nhs.uk/Id/nhs-number%7C\(nhsNumber)")
    }

    /// docs/spec/fetch.md section 8.3, written out so that a row that the table loses is missed.
    static let includePairs = [
        "_include=DocumentReference:subject:Patient", "_include=DocumentReference:custodian:Organization",
        "_include=DocumentReference:author:Organization", "_include=DocumentReference:author:Practitioner",
        "_revinclude:recurse=PractitionerRole:practitioner",
    ]
    static let includes = includePairs.joined(separator: "&")

    static func documents(of patient: String, _ more: String = "", includes: String = includes) -> ProviderRequestValue
    {
        let query = [includes, more].filter { !$0.isEmpty }.joined(separator: "&")
        return request(.searchDocuments, path: "/Patient/\(patient)/DocumentReference", query: query)
    }

    static func binary(_ id: String) -> ProviderRequestValue { request(.readDocument, path: "/Binary/\(id)") }

    /// A `Parameters` body: the patient's number first.
    static func body(_ nhsNumber: String, _ parameters: String...) -> String {
        let patient = """
            {"name": "patientNHSNumber", "valueIdentifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", \
            "value": "\(nhsNumber)"}}
            """
        return parameterBody([patient] + parameters)
    }

    static func parameterBody(_ parameters: [String]) -> String {
        #"{"resourceType": "Parameters", "parameter": ["# + parameters.joined(separator: ", ") + "]}"
    }
}

extension ProviderRequestValue {
    func with(_ name: String, _ value: String?) -> ProviderRequestValue {
        var changed = self
        changed.headers.removeAll { $0.name == name }
        if let value { changed.headers.append(Header(name, value)) }
        return changed
    }

    func adding(_ name: String, _ value: String) -> ProviderRequestValue {
        var changed = self
        changed.headers.append(Header(name, value))
        return changed
    }

    func with(method: String) -> ProviderRequestValue {
        var changed = self
        changed.method = method
        return changed
    }

    func with(claims: [(name: String, value: String)]) -> ProviderRequestValue {
        with("Authorization", "Bearer " + Consumer.token(claims))
    }
}
