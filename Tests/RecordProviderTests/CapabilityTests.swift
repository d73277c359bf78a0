import FHIR
import GPConnect
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 9.
@Suite("capability statements")
struct CapabilityTests {
    private func statement(_ interaction: InteractionID, root: String = Consumer.root) throws -> JSONValue {
        var request = Consumer.request(interaction)
        request.target = root + "/metadata"
        let outcome = try Practice.full().outcome(request)
        #expect(outcome.status == 200)
        #expect(outcome.resourceType == "CapabilityStatement")
        return outcome.json
    }

    @Test("what both state", arguments: [InteractionID.structuredCapability, .documentsCapability])
    func common(interaction: InteractionID) throws {
        let json = try statement(interaction)
        #expect(json["version"]?.string == "1.6.2")
        #expect(json["fhirVersion"]?.string == "3.0.1")
        #expect(json["acceptUnknown"]?.string == "both")
        #expect(json["status"]?.string == "active")
        #expect(json.all("format").map(\.string) == ["application/fhir+json"])
        #expect(json["software"]?["name"]?.string == "Lloyd")
        #expect(json["software"]?["version"]?.string == "test")
        #expect(json.all("rest").first?["mode"]?.string == "server")
        for profile in json.all("profile") {
            #expect(profile["reference"]?.string?.contains("/_history/") == true)
        }
    }

    @Test("the structured record's operation")
    func structured() throws {
        let rest = try #require(statement(.structuredCapability).all("rest").first)
        let operation = try #require(rest.all("operation").first)
        #expect(operation["name"]?.string == "gpc.getstructuredrecord")
        #expect(
            operation["definition"]?["reference"]?.string
                == "https://fhir.nhs.uk/STU3/OperationDefinition/GPConnect-GetStructuredRecord-Operation-1/_history/1.16"
        )
    }

    @Test("the documents' profiles, resources and parameters")
    func documents() throws {
        let json = try statement(.documentsCapability)
        let names = [
            "CareConnect-GPC-Patient-1/_history/1.8", "CareConnect-GPC-Organization-1/_history/1.4",
            "CareConnect-GPC-Practitioner-1/_history/1.2", "CareConnect-GPC-PractitionerRole-1/_history/1.2",
            "GPConnect-OperationOutcome-1/_history/1.2", "CareConnect-GPC-DocumentReference-1/_history/1.3",
            "GPConnect-Searchset-Bundle-1/_history/1.3",
        ]
        #expect(
            json.all("profile").compactMap { $0["reference"]?.string }
                == names.map { "https://fhir.nhs.uk/STU3/StructureDefinition/" + $0 })
        let resources = try #require(json.all("rest").first).all("resource")
        #expect(resources.map { $0["type"]?.string } == ["Patient", "DocumentReference", "Binary"])
        #expect(
            resources.map { $0.all("interaction").map { $0["code"]?.string } }
                == [["search-type"], ["search-type"], ["read"]])
        #expect(resources[0].all("searchParam").map { $0["name"]?.string } == ["identifier"])
        #expect(resources[1].all("searchParam").map { $0["name"]?.string } == ["created", "author", "description"])
        #expect(resources[1].all("searchInclude").count == 4)
        #expect(resources[1].all("searchRevInclude").map(\.string) == ["PractitionerRole:practitioner"])
    }

    @Test(
        "told apart by the interaction, else by the path",
        arguments: [
            (InteractionID.structuredCapability, "/gpconnect/documents", "Structured"),
            (.documentsCapability, "/gpconnect/structured", "Document"),
            (.foundationsCapability, "/gpconnect/documents", "Document"),
            (.foundationsCapability, "/gpconnect/structured", "Structured"), (.foundationsCapability, "", "Structured"),
        ])
    func toldApart(interaction: InteractionID, root: String, name: String) throws {
        #expect(try statement(interaction, root: root)["name"]?.string?.hasSuffix(name) == true)
    }
}
