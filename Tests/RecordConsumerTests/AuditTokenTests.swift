import FHIR
import Foundation
import GPConnect
import Testing

@testable import RecordConsumer

@Suite("the audit token of fetch.md section 4")
struct AuditTokenTests {
    static func part(_ token: String, _ number: Int) throws -> JSONValue {
        let parts = token.replacingOccurrences(of: "Bearer ", with: "")
            .split(separator: ".", omittingEmptySubsequences: false)
        try #require(parts.count == 3 && parts[2].isEmpty, "two parts and an empty signature behind its dot")
        var text = parts[number].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        #expect(!text.contains("="), "no padding")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        return try JSONDocument(bytes: Array(try #require(Data(base64Encoded: text)))).root
    }

    static func claims(_ token: String) throws -> JSONValue { try part(token, 1) }

    private var token: AuditToken {
        AuditToken(
            identity: Parties.identity, audience: "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured",
            scope: "patient/*.read", issuedAt: 1_726_387_200)
    }

    @Test("the payload is the example of the specification, value by value")
    func payload() throws {
        let expected = """
            {"iss":"https://viewer.example.nhs.uk/","sub":"user-7431",
            "aud":"https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured","iat":1726387200,"exp":1726387500,
            "reason_for_request":"directcare","requested_scope":"patient/*.read",
            "requesting_device":{"resourceType":"Device","identifier":[{
              "system":"https://viewer.example.nhs.uk/Id/device","value":"TERM-0042"}],
              "model":"Terminal record viewer","version":"0.1.0"},
            "requesting_organization":{"resourceType":"Organization","identifier":[{
              "system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"Z26556"}],
              "name":"Example Urgent Care Centre"},
            "requesting_practitioner":{"resourceType":"Practitioner","id":"user-7431","identifier":[
              {"system":"https://fhir.nhs.uk/Id/sds-user-id","value":"UNK"},
              {"system":"https://fhir.nhs.uk/Id/sds-role-profile-id","value":"UNK"},
              {"system":"https://viewer.example.nhs.uk/Id/user","value":"user-7431"}],
              "name":[{"family":"Okafor","given":["Ada"],"prefix":["Dr"]}]}}
            """
        let object = { (bytes: [UInt8]) in
            try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
        }
        let claims = try Self.claims(token.text)
        #expect(try object(Array(claims.source)) == object(Array(expected.utf8)))
    }

    @Test("the header says that there is no signature")
    func header() throws {
        let header = try Self.part(token.text, 0)
        #expect(header["alg"]?.string == "none" && header["typ"]?.string == "JWT")
    }

    @Test("it lives exactly 300 seconds from the moment it is made", arguments: [0, 1_726_387_200, 4_102_444_800])
    func lifetime(now: Int) throws {
        let token = AuditToken(identity: Parties.identity, audience: "x", scope: "y", issuedAt: now)
        let claims = try Self.claims(token.text)
        #expect(claims["iat"]?.recorded == String(now))
        #expect(claims["exp"]?.recorded == String(now + 300))
    }

    @Test("a smartcard's ids stand where there is one; unknown parts of the name are left out")
    func smartcard() throws {
        let identity = ConsumerIdentity(
            asid: Parties.identity.asid, endpointURL: "https://v/", organisation: Parties.identity.organisation,
            user: .init(
                id: "ö/ü+?", idSystem: "s", family: "O\"Kafor", sdsUserID: "G1", sdsRoleProfileID: "PT1357"),
            device: Parties.identity.device)
        let token = AuditToken(identity: identity, audience: "x", scope: "y", issuedAt: 1)
        let practitioner = try #require(Self.claims(token.text)["requesting_practitioner"])
        #expect(practitioner.all("identifier").compactMap { $0["value"]?.string } == ["G1", "PT1357", "ö/ü+?"])
        let name = try #require(practitioner.all("name").first)
        #expect(name["family"]?.string == "O\"Kafor" && name["given"] == nil && name["prefix"] == nil)
    }

    @Test(
        "base64url has no plus, slash or padding",
        arguments: [([0xFB, 0xFF, 0xFE], "-__-"), ([0xFF], "_w"), ([], ""), ([0x66, 0x6F], "Zm8")]
            as [([UInt8], String)])
    func alphabet(bytes: [UInt8], text: String) { #expect(AuditToken.base64URL(bytes) == text) }
}
