import GPConnect
import Testing

@testable import RecordProvider

/// Rows of docs/spec/fetch.md section 4.
enum TokenCases {
    static let scope = "organization/*.read"
    static let names = Consumer.claims(scope: scope).map(\.name)
    private static let token = Consumer.token(scope: scope)
    private static let payload = String(token.split(separator: ".")[1])
    private static let header = String(token.split(separator: ".")[0])

    private static func headed(_ text: String) -> String { "Bearer " + Consumer.base64URL(text) + "." + payload + "." }

    static let forms: [(value: String, status: Int)] = [
        ("Bearer " + token, 200), ("bearer " + token, 200), (token, 400), ("Basic " + token, 400), ("Bearer", 400),
        ("Bearer  ", 400), ("Bearer " + token + "c2ln", 400), ("Bearer " + String(token.dropLast()), 400),
        ("Bearer \(header)=.\(payload).", 400), ("Bearer .\(payload).", 400), ("Bearer \(header)..", 400),
        ("Bearer \(header).!!!!.", 400), (#"Bearer {"alg":"none"}.{"iss":"x"}."#, 400),
        (headed(#"{"alg":"HS256","typ":"JWT"}"#), 400),
        (headed(#"{"alg":"none","typ":"JWE"}"#), 400),
        (headed(#"{"alg":"none"}"#), 200),
        (headed("[]"), 400),
        ("Bearer \(header).\(Consumer.base64URL("{\"iss\": ")).", 400), ("Bearer a.b.c.d", 400),
    ]

    static let times: [(issued: Int, lifetime: Int, status: Int)] = [
        // Issued so many seconds after now, living so long, status.
        (0, 300, 200), (0, 301, 400), (0, 299, 400), (0, -1, 400), (0, 0, 400), (0, 3600, 400),
        (90, 300, 200), (180, 300, 400), (200, 300, 400), (600, 300, 400),
        (-90, 300, 200), (-390, 300, 200), (-480, 300, 400), (-600, 300, 400), (-3600, 300, 400),
    ]

    static let parts: [(name: String, resource: String)] = [
        ("requesting_device", Consumer.device.replacing(#""model""#, with: #""lotNumber""#)),
        ("requesting_device", Consumer.device.replacing(#""version""#, with: #""lotNumber""#)),
        ("requesting_device", Consumer.device.replacing(#""identifier""#, with: #""contact""#)),
        ("requesting_organization", Consumer.organization.replacing("ods-organization-code", with: "other")),
        ("requesting_organization", Consumer.organization.replacing(#""identifier""#, with: #""telecom""#)),
        ("requesting_practitioner", Consumer.practitioner.replacing(#""name""#, with: #""photo""#)),
        ("requesting_practitioner", Consumer.practitioner.replacing("sds-user-id", with: "other")),
        ("requesting_practitioner", Consumer.practitioner.replacing(#""id": "user-7431", "#, with: "")),
        ("requesting_practitioner", Consumer.practitioner.replacing(#""id": "user-7431""#, with: #""id": "2""#)),
    ]

    static let scopes: [(text: String, fits: String)] = [
        ("patient/*.read", "patient"), ("organization/*.read", "organization"), ("patient/*.read conf/N", "patient"),
        ("patient/*.read organization/*.read", "both"), ("patient/*.read conf/R", "none"), ("conf/N", "none"),
        ("patient/*.write", "none"), ("patient/*.read patient/*.write", "none"), ("badScope", "none"),
        ("Patient/*.read", "none"), ("encounter/*.read", "none"), (" ", "none"),
    ]
}

/// docs/spec/fetch.md section 4: the token and every fault it can have.
@Suite("bearer token")
struct TokenTests {
    private func outcome(_ claims: [(name: String, value: String)], now: Int = Consumer.now) throws -> Outcome {
        try Practice.full().outcome(Consumer.request(.structuredCapability).with(claims: claims), now: now)
    }

    private func outcome(_ name: String, _ value: String) throws -> Outcome {
        try outcome(Consumer.claims(scope: TokenCases.scope).map { $0.name == name ? (name, value) : $0 })
    }

    @Test("a claim that is missing, null, empty, of the wrong kind or there twice", arguments: TokenCases.names)
    func claims(name: String) throws {
        let all = Consumer.claims(scope: TokenCases.scope)
        let own = try #require(all.first { $0.name == name })
        for wrong in [all.filter { $0.name != name }, all + [own]] {
            #expect(try outcome(wrong).status == 400, "\(name) \(wrong.count)")
        }
        for value in ["null", "\"\""] {
            let outcome = try outcome(name, value)
            #expect(outcome.status == 400, "\(name): \(value)")
            #expect(outcome.code == "BAD_REQUEST")
        }
        let isResource = name.hasPrefix("requesting_")
        #expect(try outcome(name, "[]").status == (isResource ? 422 : 400))
    }

    @Test("lifetime and clock", arguments: TokenCases.times)
    func times(issued: Int, lifetime: Int, status: Int) throws {
        let claims = Consumer.claims(scope: TokenCases.scope).map { claim in
            switch claim.name {
            case "iat": ("iat", "\(Consumer.now + issued)")
            case "exp": ("exp", "\(Consumer.now + issued + lifetime)")
            default: claim
            }
        }
        let outcome = try outcome(claims)
        #expect(outcome.status == status)
        if status == 400 { #expect(outcome.code == "BAD_REQUEST") }
    }

    @Test("times are whole numbers", arguments: ["\"1726387200\"", "1726387200.5", "true", "99999999999999999999"])
    func timeTypes(value: String) throws {
        #expect(try outcome("iat", value).status == 400)
    }

    @Test("the largest number does no harm")
    func overflow() throws { #expect(try outcome("iat", "9223372036854775807").status == 400) }

    @Test("reason", arguments: ["notdirectcare", "DirectCare", "migration", "secondaryuses"])
    func reason(value: String) throws {
        let outcome = try outcome("reason_for_request", "\"\(value)\"")
        #expect(outcome.status == 400)
        #expect(outcome.code == "BAD_REQUEST")
    }

    @Test(
        "a resource that is none of its type, or holds what its type does not know, is invalid",
        arguments: [
            ("requesting_device", Consumer.device), ("requesting_organization", Consumer.organization),
            ("requesting_practitioner", Consumer.practitioner),
        ])
    func resources(name: String, resource: String) throws {
        let wrongs = [
            #""text""#, "1", "{}", #"{"resourceType": "InvalidResourceType"}"#,
            resource.replacing(#""resourceType": "#, with: #""resourceType": "In"#, maxReplacements: 1)
                .replacing(#""In""#, with: #""In"#, maxReplacements: 1),
            resource.replacing("}]", with: #"}], "invalidField": "Assurance Testing""#, maxReplacements: 1),
            resource.replacing(#""identifier": ["#, with: #""identifier": ["text", "#, maxReplacements: 1),
        ]
        for wrong in wrongs {
            let outcome = try outcome(name, wrong)
            #expect(outcome.status == 422, "\(wrong)")
            #expect(outcome.code == "INVALID_RESOURCE")
            #expect(outcome.issue?.diagnostics?.hasPrefix(name) == true)
        }
    }

    @Test("parts that the token needs", arguments: TokenCases.parts)
    func parts(name: String, resource: String) throws {
        let outcome = try outcome(name, resource)
        #expect(outcome.status == 400)
        #expect(outcome.code == "BAD_REQUEST")
    }

    @Test(
        "what may be missing or unknown",
        arguments: [
            Consumer.practitioner.replacing("UNK", with: "G123456789"),
            Consumer.practitioner.replacing(
                "https://fhir.nhs.uk/Id/sds-role-profile-id", with: "https://other.example"),
            Consumer.practitioner.replacing("https://viewer.example.nhs.uk/Id/user", with: "https://other.example"),
            Consumer.practitioner.replacing(#", "given": ["Ada"], "prefix": ["Dr"]"#, with: ""),
        ])
    func accepted(practitioner: String) throws {
        #expect(try outcome("requesting_practitioner", practitioner).status == 200)
    }

    /// Who asked must not depend on which of two values a reader takes.
    @Test("a name that a resource of the token gives twice")
    func repeatedName() throws {
        let twice = Consumer.practitioner.replacing(#""id": "user-7431""#, with: #""id": "user-7431", "id": "other""#)
        let outcome = try outcome("requesting_practitioner", twice)
        #expect(outcome.status == 400)
        #expect(outcome.code == "BAD_REQUEST")
        #expect(outcome.issue?.diagnostics == "The token's payload gives id more than once")
    }

    @Test("the organisation code's system of older consumers")
    func olderSystem() throws {
        let older = Consumer.organization.replacing(
            "https://fhir.nhs.uk/Id/ods", with: "http://fhir.nhs.net/Id/ods")
        #expect(try outcome("requesting_organization", older).status == 200)
    }

    @Test("forms", arguments: TokenCases.forms)
    func forms(value: String, status: Int) throws {
        let outcome = try Practice.full().outcome(
            Consumer.request(.structuredCapability).with("Authorization", value))
        #expect(outcome.status == status)
        if status == 400 { #expect(outcome.code == "BAD_REQUEST") }
    }

    @Test("the scope fits the endpoint", arguments: HeaderTests.requests.indices, TokenCases.scopes)
    func scopes(index: Int, scope: (text: String, fits: String)) throws {
        let (interaction, request) = HeaderTests.requests[index]
        let needed = interaction.scope.hasPrefix("patient") ? "patient" : "organization"
        let outcome = try Practice.full().outcome(request.with(claims: Consumer.claims(scope: scope.text)))
        #expect(outcome.status == (scope.fits == needed || scope.fits == "both" ? 200 : 400))
        if outcome.status == 400 { #expect(outcome.code == "BAD_REQUEST") }
    }
}
