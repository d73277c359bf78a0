import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

struct AllergyCase: CustomTestStringConvertible, Sendable {
    let id: String
    let block: String
    let says: [String]
    let neverSays: [String]
    let members: [String]

    var testDescription: String { id }

    init(
        _ id: String, in block: String = "Active allergies", says: [String], never neverSays: [String] = [],
        _ members: String...
    ) {
        self.id = id
        self.block = block
        self.says = says
        self.neverSays = neverSays
        self.members = members
    }
}

@Suite("Allergies say what was recorded, ended ones that they are ended")
struct AllergyTests {
    private static func reaction(_ manifestation: String, _ members: String...) -> String {
        let own = [#""manifestation":[\#(manifestation)]"#] + members
        return #""reaction":[{\#(own.joined(separator: ","))}]"#
    }

    private static func flavour(_ code: String, _ text: String = "") -> String {
        let words = text.isEmpty ? "" : #","text":"\#(text)""#
        return
            #"{"coding":[{"system":"http://hl7.org/fhir/v3/NullFlavor","code":"\#(code)","display":"no information"}]\#(words)}"#
    }

    private static let active = #""clinicalStatus":"active","verificationStatus":"unconfirmed""#
    private static let egg = Fixture.concept("code", "Egg allergy", snomed: "91930004")
    private static func end(_ parts: String...) -> String {
        #""extension":[\#(Fixture.ext("AllergyIntoleranceEnd", #""extension":[\#(parts.joined(separator: ","))]"#))]"#
    }

    static let cases: [AllergyCase] = [
        AllergyCase(
            "brand-level culprit, text whole", says: ["Septrin (all components) adverse reaction"],
            never: ["not coded", "39113611000001102"], active,
            #""code":{"text":"Septrin (all components) adverse reaction","coding":[{"system":"http://snomed.info/sct","code":"39113611000001102","display":"Septrin tablets"}]}"#
        ),
        AllergyCase(
            "degraded drug allergy",
            says: ["NSAIDs", "DEGRADED – not coded", "prescribing support does not know this allergy"],
            never: ["Transfer-degraded"], active,
            #""code":{"text":"NSAIDs","coding":[{"system":"http://snomed.info/sct","code":"196461000000101","display":"Transfer-degraded drug allergy"}]}"#
        ),
        AllergyCase(
            "degraded, name not sent", says: ["Name not supplied (Transfer-degraded non-drug allergy)"],
            never: ["prescribing support"], active,
            #""code":{"coding":[{"system":"http://snomed.info/sct","code":"196471000000108","display":"Transfer-degraded non-drug allergy"}]}"#
        ),
        AllergyCase("words only", says: ["Lentils", "not coded"], active, Fixture.concept("code", "Lentils")),
        AllergyCase(
            "qualifiers in the note, whole", says: ["Note Certainty: certain\nSeverity: severe\nUser notes: x"], active,
            egg,
            #""note":[{"text":"Certainty: certain\nSeverity: severe\nUser notes: x"}]"#),
        AllergyCase(
            "reaction NI with a severity", says: ["Reaction not recorded", "severity moderate"],
            never: ["no information"],
            active, egg, reaction(flavour("NI"), #""severity":"moderate""#)),
        AllergyCase(
            "reaction in words only", says: ["Tingling of the lips"], never: ["Reaction not recorded"], active, egg,
            reaction(flavour("UNC", "Tingling of the lips"))),
        AllergyCase(
            "asked, not known", says: ["asked but unknown"], active, egg, reaction(flavour("ASKU"))),
        AllergyCase(
            "reaction of an odd term, as sent", says: ["Family history: asthma"], active, egg,
            reaction(#"{"text":"Family history: asthma"}"#)),
        AllergyCase(
            "reactions together and apart", says: ["Wheal + Rash, Cough"], active, egg,
            #""reaction":[{"manifestation":[{"text":"Wheal"},{"text":"Rash"}]},{"manifestation":[{"text":"Cough"}]}]"#),
        AllergyCase("no reaction", says: ["Reaction not recorded"], active, egg),
        AllergyCase(
            "description beside a code", says: ["Wheal", "Reaction Within the hour"], active, egg,
            reaction(#"{"text":"Wheal"}"#, #""description":"Within the hour""#)),
        AllergyCase(
            "category is a label", says: ["non-drug - intolerance"], active, egg,
            #""category":["environment"],"type":"intolerance""#),
        AllergyCase(
            "unknown values as sent", says: ["criticality dreadful - biologic"], active, egg,
            #""category":["biologic"],"criticality":"dreadful""#),
        AllergyCase(
            "two dates at their own precision", says: ["Sep-2011", "onset 2007"], active, egg,
            #""assertedDate":"2011-09","onsetDateTime":"2007""#),
        AllergyCase("no date", says: ["Not recorded"], active, egg),
        AllergyCase("status not sent", says: ["status not recorded"], egg),
        AllergyCase(
            "ended", in: "ENDED ALLERGIES", says: ["ENDED 10-Jul-2018, reason No information available"],
            #""clinicalStatus":"resolved""#, egg,
            end(
                Fixture.part("endDate", #""valueDateTime":"2018-07-10""#),
                Fixture.part("reasonEnded", #""valueString":"No information available""#))),
        AllergyCase(
            "ended without date or reason, sent as active", in: "ENDED ALLERGIES",
            says: ["ENDED, date not recorded, reason not recorded", "ended, sent in the list of active allergies"],
            #""clinicalStatus":"resolved""#, egg),
        AllergyCase(
            "none known, without an author", in: "Statements of no known allergies",
            says: ["No known allergies - recorded 12-Jan-2024, author not recorded"], never: ["Reaction not recorded"],
            active, Fixture.concept("code", "No known allergy", snomed: "716186003"), #""assertedDate":"2024-01-12""#),
    ]

    @Test("the row", arguments: cases)
    func row(of allergy: AllergyCase) throws {
        var parts = ["{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a\""] + allergy.members
        parts[parts.count - 1] += "}"
        let context = try Fixture.context([
            parts.joined(separator: ","), Fixture.list(.allergies, ["AllergyIntolerance/a"]),
        ])
        let view = AreaCatalogue.view(of: .allergies, in: context)
        #expect(view.blockTitle(of: "AllergyIntolerance/a") == allergy.block)
        let row = try #require(view.row("AllergyIntolerance/a"))
        #expect(row.isCoded == !row.markWords.contains { $0.hasSuffix("not coded") })
        for words in allergy.says {
            #expect(row.words.contains { $0.contains(words) }, "\(words) is not in \(row.words)")
        }
        for words in allergy.neverSays + ["unconfirmed"] {
            #expect(!row.words.contains { $0.contains(words) }, "\(words) is in \(row.words)")
        }
    }

    @Test("none known names who said so, with the role")
    func noneKnownAuthor() throws {
        let context = try Fixture.context([
            #"{"resourceType":"Practitioner","id":"g","name":[{"prefix":["Dr"],"given":["A"],"family":"Green"}]}"#,
            #"{"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"Practitioner/g"},"code":[{"text":"GP"}]}"#,
            Fixture.resource(
                .allergyIntolerance, "a", Self.active, Fixture.concept("code", "No known allergy", snomed: "716186003"),
                #""assertedDate":"2024-01-12","recorder":{"reference":"Practitioner/g"}"#),
            Fixture.list(.allergies, ["AllergyIntolerance/a"]),
        ])
        let row = try #require(AreaCatalogue.view(of: .allergies, in: context).row("AllergyIntolerance/a"))
        #expect(row.lineWords == ["No known allergies - recorded 12-Jan-2024, Dr A Green, GP"])
    }

    @Test("contained ended allergies are resolved, never counted, and one that no entry names is not lost")
    func containedEnded() throws {
        func contained(_ id: String) -> String {
            #"{"resourceType":"AllergyIntolerance","id":"\#(id)","clinicalStatus":"resolved","code":{"text":"\#(id)"}}"#
        }
        let context = try Fixture.context([
            Fixture.resource(.allergyIntolerance, "a", Self.active, Self.egg),
            Fixture.list(.allergies, ["AllergyIntolerance/a"]),
            Fixture.list(.endedAllergies, ["#x"], #""contained":[\#(contained("x")),\#(contained("y"))]"#),
        ])
        let view = AreaCatalogue.view(of: .allergies, in: context)
        #expect(view.count == 1)
        #expect(view.block("ENDED ALLERGIES")?.rows.map(\.cells[0]) == ["x"])
        let unlisted = try #require(view.blocks.last)
        #expect(unlisted.kind == .unlisted)
        #expect(unlisted.rows.map(\.cells[0]) == ["y"])
        #expect(unlisted.rows[0].markWords.contains("not listed"))
        #expect(unlisted.rows[0].markWords.contains("ENDED, date not recorded, reason not recorded"))
    }

    @Test("agents stand A - Z and two of one name are similar entries")
    func order() throws {
        let names = ["Dihydrotachysterol", "apple", "DIHYDROTACHYSTEROL", "Bee"]
        let allergies = names.enumerated().map {
            Fixture.resource(.allergyIntolerance, "a\($0)", Self.active, Fixture.concept("code", $1, snomed: "\($0)"))
        }
        let references = names.indices.map { "AllergyIntolerance/a\($0)" }
        let view = AreaCatalogue.view(
            of: .allergies, in: try Fixture.context(allergies + [Fixture.list(.allergies, references)]))
        let block = try #require(view.block("Active allergies"))
        #expect(block.rows.map(\.cells[0]) == ["apple", "Bee", "Dihydrotachysterol", "DIHYDROTACHYSTEROL"])
        #expect(block.rows.map { $0.markWords.contains("similar entry") } == [false, false, true, true])
    }

    @Test("an empty list never reads as no allergies")
    func empty() throws {
        let view = AreaCatalogue.view(
            of: .allergies,
            in: try Fixture.context([Fixture.list(.allergies, [])], scope: Fixture.scope(endedAllergies: false)))
        let words = view.headWords + view.blocks.map(\.emptyText)
        #expect(words.contains("No information available"))
        #expect(words.contains("Active only: ended allergies not requested"))
        #expect(words.contains("Allergies shared with the practice by other organisations may be missing."))
        #expect(!words.contains { $0.lowercased().contains("no known") || ["none", "nil"].contains($0.lowercased()) })
    }

    @Test("the detail keeps every coding, each reaction apart, and leaves verificationStatus out")
    func detail() throws {
        let codes =
            #""code":{"coding":[{"system":"http://read.info/readv2","code":"14L1.00","display":"H/O: penicillin allergy","userSelected":true},{"system":"http://snomed.info/sct","code":"91936005","display":"Allergy to penicillin"}]}"#
        let context = try Fixture.context([
            Fixture.resource(
                .allergyIntolerance, "a", Self.active, codes,
                #""reaction":[{"manifestation":[{"text":"Wheal"}],"severity":"severe"},{"manifestation":[\#(Self.flavour("NI"))],"description":"Cough"}]"#
            )
        ])
        let number = try #require(context.record.index.resource(ResourceID(type: .allergyIntolerance, id: "a")))
        let detail = AreaCatalogue.detail(of: number, in: context)
        #expect(detail.title == "H/O: penicillin allergy")
        #expect(detail.section("Past reaction 1 of 2") == ["Reaction: Wheal", "Severity: severe"])
        #expect(
            detail.section("Past reaction 2 of 2") == [
                "Reaction: Reaction not recorded", "Description: Cough", "Severity: Not recorded",
            ])
        let coded = try #require(detail.sections.first { $0.kind == .codes }?.fields.map(\.text))
        #expect(coded.contains("Read v2 14L1.00 H/O: penicillin allergy, chosen by the author"))
        #expect(coded.contains("SNOMED CT 91936005 Allergy to penicillin"))
        #expect(!detail.words.contains { $0.contains("unconfirmed") })
    }
}
