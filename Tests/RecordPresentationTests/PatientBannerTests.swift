import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// docs/spec/display.md section 1 and its checks D3, D7, D8.
@Suite("the patient banner")
struct PatientBannerTests {
    private func banner(_ patient: String, _ resources: [String] = []) throws -> PatientBanner {
        let entries = (["{\"resourceType\":\"Patient\",\"id\":\"p\",\(patient)}"] + resources)
            .map { "{\"resource\":\($0)}" }
        let text = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\(entries.joined(separator: ","))]}"
        return PatientBanner.of(try Fixture.context(of: Array(text.utf8), asOf: "2024-09-15"))
    }

    private func number(_ value: String, status: String?) -> String {
        let verified = status.map {
            #"","extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1","valueCodeableConcept":{"coding":[{"code":"\#($0)"}]}}]"#
        }
        return #""identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"\#(value)\#(verified ?? "\"")}]"#
    }

    @Test(
        "an NHS number is grouped 3 3 4 and says when it is not verified",
        arguments: [
            ("9000000033", "01", "900 000 0033", nil),
            ("9000000033", "03", "900 000 0033", "NOT VERIFIED, trace required"),
            ("9000000033", nil, "900 000 0033", "NOT VERIFIED"),
            ("1234567890", "01", "123 456 7890", "fails its check digit"),
            ("90000", "01", "90000", "fails its check digit"),
        ] as [(String, String?, String, String?)])
    func nhsNumber(value: String, status: String?, shown: String, caution: String?) throws {
        let banner = try banner(number(value, status: status))
        #expect(banner.nhsNumber == shown)
        #expect(banner.nhsNumberCaution == caution)
    }

    @Test("the dead show Died and Age at Death without brackets; the living neither")
    func deceased() throws {
        let dead = try banner(#""birthDate":"1950-02-14","deceasedDateTime":"2021-03-03""#)
        #expect(dead.isDeceased)
        #expect(dead.died == "03-Mar-2021")
        #expect(dead.ageAtDeath == "71y")
        #expect(dead.born == "14-Feb-1950")
        let living = try banner(#""birthDate":"1950-02-14""#)
        #expect(!living.isDeceased)
        #expect(living.died == nil)
        #expect(living.born == "14-Feb-1950 (74y)")
        let undated = try banner(#""deceasedBoolean":true"#)
        #expect(undated.died == "date not recorded")
    }

    @Test("what is missing keeps its words")
    func missing() throws {
        let banner = try banner(#""active":true"#)
        #expect(banner.name == "Name not supplied")
        #expect(banner.born == "Not Known")
        #expect(banner.gender == "Not Known")
        #expect(banner.nhsNumber == "Not Known")
    }

    @Test(
        "any word of a death counts, and none of them can harm a terminal",
        arguments: [
            (#""deceasedBoolean":false"#, String?.none), (#""deceasedBoolean":true"#, "date not recorded"),
            (#""deceasedBoolean":false,"deceasedDateTime":"2021-03-03""#, "03-Mar-2021"),
            (#""deceasedDateTime":{}"#, "date not recorded"),
            (#""deceasedDateTime":"\u001b[31m""#, "\u{241B}[31m (not a date)"),
        ])
    func death(members: String, died: String?) throws {
        let banner = try banner(members)
        #expect(banner.isDeceased == (died != nil))
        #expect(banner.died == died)
    }

    @Test("names, addresses and numbers that no longer hold stand in no banner; several NHS numbers are said")
    func formerDetails() throws {
        let banner = try banner(
            #""name":[{"use":"maiden","family":"Old"},{"family":"New"}],"#
                + #""address":[{"use":"old","city":"Oldtown"},{"city":"Newtown"}],"#
                + #""telecom":[{"system":"phone","use":"old","value":"1"},{"system":"phone","value":"2"}],"#
                + #""identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033"},"#
                + #"{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9999999999"}]"#)
        #expect(banner.name == "NEW")
        #expect(banner.address == ["Newtown"])
        #expect(banner.contacts.map(\.text) == ["2"])
        #expect(banner.nhsNumberCaution == "NOT VERIFIED; the record gives several NHS numbers")
    }

    @Test("a Patient contained in another resource is not whom the record is about")
    func containedPatient() throws {
        let text =
            #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"c"}]}},"#
            + #"{"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Own"}]}}]}"#
        #expect(PatientBanner.of(try Fixture.context(of: Array(text.utf8))).name == "OWN")
    }

    @Test("an unknown gender code is shown, not guessed")
    func gender() throws {
        #expect(try banner(#""gender":"female""#).gender == "Female")
        #expect(try banner(#""gender":"other""#).gender == "Other")
        #expect(try banner(#""gender":"x""#).gender == "x")
    }

    private static func allergy(_ id: String, _ code: String) -> String {
        Fixture.resource(
            .allergyIntolerance, id, #""clinicalStatus":"active""#, Fixture.concept("code", "term", snomed: code))
    }

    private static let warned =
        #""extension":[\#(Fixture.ext("ListWarningCode", #""valueCode":"confidential-items""#))]"#

    static let labelCases: [(String, [String], AllergyLabel.Kind)] = [
        ("no list", [], .unavailable),
        ("empty list", [Fixture.list(.allergies, [])], .notRecorded),
        ("empty list with a warning", [Fixture.list(.allergies, [], warned)], .unavailable),
        (
            "one allergy", [allergy("a", "91936005"), Fixture.list(.allergies, ["AllergyIntolerance/a"])], .known
        ),
        (
            "only none known", [allergy("a", "716186003"), Fixture.list(.allergies, ["AllergyIntolerance/a"])],
            .noneKnown
        ),
        (
            "none known beside an allergy",
            [
                allergy("a", "716186003"), allergy("b", "91936005"),
                Fixture.list(.allergies, ["AllergyIntolerance/a", "AllergyIntolerance/b"]),
            ], .known
        ),
        ("entry not supplied", [Fixture.list(.allergies, ["AllergyIntolerance/x"])], .unavailable),
        (
            "degraded entry", [allergy("a", "196461000000101"), Fixture.list(.allergies, ["AllergyIntolerance/a"])],
            .known
        ),
        ("allergy that no list names", [allergy("a", "91936005")], .known),
        (
            "allergy that only a consultation brings, beside none known",
            [
                allergy("a", "716186003"), allergy("b", "91936005"),
                Fixture.list(.allergies, ["AllergyIntolerance/a"]), Fixture.list(linked, ["AllergyIntolerance/b"]),
            ], .known
        ),
        (
            "allergy that only a consultation brings, beside an empty list",
            [
                allergy("b", "91936005"), Fixture.list(.allergies, []), Fixture.list(linked, ["AllergyIntolerance/b"]),
            ], .known
        ),
        (
            "active allergy contained in the active list",
            [
                Fixture.list(
                    .allergies, ["#c"],
                    #""contained":[{"resourceType":"AllergyIntolerance","id":"c","clinicalStatus":"active"}]"#)
            ], .known
        ),
        ("none known that no list names", [allergy("a", "716186003"), Fixture.list(.allergies, [])], .notRecorded),
        (
            "none known of another patient", [statement(#""patient":{"reference":"Patient/q"}"#), statements],
            .unavailable
        ),
        ("none known that has ended", [statement(#""clinicalStatus":"resolved""#), statements], .unavailable),
        (
            "none known entered in error", [statement(#""verificationStatus":"entered-in-error""#), statements],
            .unavailable
        ),
        ("none known refuted", [statement(#""verificationStatus":"refuted""#), statements], .unavailable),
        ("empty because withheld", [Fixture.list(.allergies, [], emptied("withheld"))], .unavailable),
        ("empty because not asked", [Fixture.list(.allergies, [], emptied("notasked"))], .unavailable),
        ("nothing recorded", [Fixture.list(.allergies, [], emptied("no-content-recorded"))], .notRecorded),
    ]

    private static let linked = ListCode.known("consultations-allergies-contained-in-consultations")!
    private static let statements = Fixture.list(.allergies, ["AllergyIntolerance/a"])

    private static func statement(_ member: String) -> String {
        let code = Fixture.concept("code", "No known allergy", snomed: "716186003")
        return #"{"resourceType":"AllergyIntolerance","id":"a",\#(code),\#(member)}"#
    }

    private static func emptied(_ code: String) -> String {
        #""emptyReason":{"coding":[{"code":"\#(code)"}]}"#
    }

    @Test("the allergy label is one of four", arguments: labelCases)
    func allergyLabel(name: String, resources: [String], kind: AllergyLabel.Kind) throws {
        #expect(try banner(#""active":true"#, resources).allergies.kind == kind, "\(name)")
    }

    @Test("without a Patient the banner says so")
    func noPatient() throws {
        let text = #"{"resourceType":"Bundle","type":"collection","entry":[]}"#
        let banner = PatientBanner.of(try Fixture.context(of: Array(text.utf8)))
        #expect(banner.name == "PATIENT IDENTITY NOT SUPPLIED")
        #expect(banner.marks.map(\.level) == [.alert])
    }
}
