import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("A medication's detail keeps plan and issues apart and tells its history")
struct MedicationDetailTests {
    private func detail(_ medications: [MedicationFixture], more: [String] = [], scope: RequestScope? = nil) throws
        -> Detail
    {
        let context = try Fixture.context(medications.flatMap(\.resources) + more, scope: scope)
        let number = try #require(
            context.record.index.resource(ResourceID(type: .medicationStatement, id: medications[0].id)))
        return AreaCatalogue.detail(of: number, in: context)
    }

    @Test("issues stand by their own period, each in its own section, those ahead marked")
    func issuesByPeriod() throws {
        let medication = MedicationFixture("m").with {
            $0.type = "repeat-dispensing"
            $0.issues = [
                MedicationFixture.Issue(start: "2020-06-16", authored: "2020-01-28"),
                MedicationFixture.Issue(start: "2020-01-28", end: "2020-03-23", authored: "2020-01-28"),
            ]
        }
        let detail = try detail([medication])
        let first = try #require(detail.section("Issue 1 of 2 in this record"))
        let second = try #require(detail.section("Issue 2 of 2 in this record"))
        #expect(first.contains("Period: From 28-Jan-2020 To 23-Mar-2020"))
        #expect(!first.contains { $0.contains("FUTURE ISSUE") })
        #expect(second.contains("Issue: FUTURE ISSUE from 16-Jun-2020"))
        #expect(second.contains("Authored: 28-Jan-2020"))
        #expect(detail.words.contains("Dispensing: Whether and when an issue was dispensed is not known"))
    }

    @Test("who authorised and who issued are two people")
    func authoriserAndIssuer() throws {
        let people = ["a", "b"].map { id in
            #"{"resourceType":"Practitioner","id":"\#(id)","name":[{"family":"Doctor \#(id.uppercased())"}]}"#
        }
        let medication = MedicationFixture("m").with {
            $0.recorder = "a"
            $0.issues = [MedicationFixture.Issue(start: "2020-01-01", recorder: "b")]
        }
        let detail = try detail([medication], more: people)
        #expect(detail.section("Plan")?.contains("Authorised by: Doctor A") == true)
        #expect(detail.section("Issue 1 of 1 in this record")?.contains("Issued by: Doctor B") == true)
    }

    @Test("the organisation is that of the only role, of several roles none")
    func organisation() throws {
        func role(_ id: String) -> String {
            #"{"resourceType":"PractitionerRole","id":"\#(id)","practitioner":{"reference":"Practitioner/a"},"organization":{"reference":"Organization/o"}}"#
        }
        let people = [
            #"{"resourceType":"Practitioner","id":"a","name":[{"family":"Ash"}]}"#,
            #"{"resourceType":"Organization","id":"o","name":"Oldtown Surgery"}"#,
        ]
        let medication = MedicationFixture("m").with { $0.recorder = "a" }
        let one = try detail([medication], more: people + [role("r1")])
        #expect(one.section("Plan")?.contains("Organisation: Oldtown Surgery") == true)
        let two = try detail([medication], more: people + [role("r1"), role("r2")])
        #expect(two.section("Plan")?.contains { $0.hasPrefix("Organisation") } == false)
    }

    @Test("a dose changed twice is one history, oldest first")
    func history() throws {
        let first = MedicationFixture("first").with {
            ($0.status, $0.dose, $0.start, $0.end) = ("completed", "One a day", "2019-01-01", "2019-05-01")
        }
        let second = MedicationFixture("second").with {
            ($0.status, $0.dose, $0.start, $0.end) = ("completed", "Two a day", "2019-05-01", "2019-09-01")
            $0.prior = "first-plan"
        }
        let third = MedicationFixture("third").with {
            ($0.dose, $0.start) = ("Two To Be Taken Each Day", "2019-09-01")
            $0.prior = "second-plan"
        }
        let expected = [
            "1: Completed - Atorvastatin 20mg tablets - DOSE One a day - from 01-Jan-2019 to 01-May-2019",
            "2, this one: Completed - Atorvastatin 20mg tablets - DOSE Two a day - from 01-May-2019 to 01-Sep-2019",
            "3: Active - Atorvastatin 20mg tablets - DOSE Two To Be Taken Each Day - from 01-Sep-2019",
        ]
        #expect(try detail([second, first, third]).section("History, oldest first") == expected)
        let oldest = try detail([first, second, third]).section("History, oldest first")
        #expect(oldest?.first?.hasPrefix("1, this one") == true)
    }

    @Test("plans that name each other end the walk")
    func ring() throws {
        let one = MedicationFixture("one").with { $0.prior = "two-plan" }
        let two = MedicationFixture("two").with { $0.prior = "one-plan" }
        #expect(try detail([one, two]).section("History, oldest first")?.count == 2)
    }

    @Test(
        "why there is no issue, no more than is known",
        arguments: [
            (Fixture.scope(issues: false), "Issues not requested"), (Fixture.scope(), "no issue in GP record"),
            (nil, "no issue in this record"),
        ] as [(RequestScope?, String)])
    func noIssue(scope: RequestScope?, words: String) throws {
        let medication = MedicationFixture("m").with { $0.lastIssue = "2020-01-01" }
        #expect(try detail([medication], scope: scope).section("Issues") == ["Issues: \(words)"])
    }

    @Test("what was not sent is said in words, and numbers keep their digits")
    func words() throws {
        let medication = MedicationFixture("m").with {
            ($0.dose, $0.quantity, $0.agency, $0.type) = (nil, nil, nil, nil)
            $0.code = #"{"text":"Magic Tincture"}"#
            $0.notes = ["Patient Notes:Keep in the fridge", "Prescriber Notes:None", "Anything"]
            $0.issues = [MedicationFixture.Issue(start: "2020-01-01", quantity: #"{"value":0.50,"unit":"ml"}"#)]
        }
        let detail = try detail([medication])
        let plan = try #require(detail.section("Plan"))
        #expect(plan.contains("Dose: Not recorded"))
        #expect(plan.contains("Quantity: not stated"))
        #expect(plan.contains("Supply: not stated"))
        #expect(plan.contains("Prescription type: No information available"))
        #expect(plan.contains("Period: From 01-Jul-2019 To end not stated"))
        #expect(detail.section("Medication")?.contains("Prescriber setting: not stated") == true)
        #expect(detail.section("Issue 1 of 1 in this record")?.contains("Quantity: 0.50 ml") == true)
        #expect(
            detail.section("Notes") == [
                "Note for the patient: Patient Notes:Keep in the fridge",
                "Note of the prescriber: Prescriber Notes:None", "Note: Anything",
            ])
        #expect(detail.section("Drug")?.contains("Code: no SNOMED code") == true)
        #expect(!detail.words.contains { $0.contains("unk") })
    }

    @Test("a text beside a number keeps both")
    func textualQuantity() throws {
        func quantity(_ value: String, _ words: String) throws -> String? {
            let text = Fixture.ext("MedicationQuantityText", #""valueString":"\#(words)""#)
            let medication = MedicationFixture("m").with {
                $0.quantity = #"{"value":\#(value),"extension":[\#(text)]}"#
            }
            return try detail([medication]).section("Plan")?.first { $0.hasPrefix("Quantity") }
        }
        #expect(try quantity("28", "capsule(s)") == "Quantity: 28 capsule(s)")
        #expect(try quantity("28", "2 packs") == "Quantity: 28, in words: 2 packs")
        let digits = Fixture.ext("MedicationQuantityText", #""valueString":"28""#)
        let medication = MedicationFixture("m").with { $0.quantity = #"{"extension":[\#(digits)]}"# }
        #expect(try detail([medication]).section("Plan")?.contains("Quantity: 28 (unit not stated)") == true)
    }
}

@Suite("The list of medications")
struct MedicationListTests {
    private func view(_ medications: [MedicationFixture], more: [String] = [], scope: RequestScope? = nil) throws
        -> AreaView
    {
        let lists = [Fixture.list(.medications, medications.map(\.reference))]
        let context = try Fixture.context(medications.flatMap(\.resources) + lists + more, scope: scope)
        return AreaCatalogue.view(of: .medications, in: context)
    }

    @Test("current stands before past, both counted, status never blank, active never in the past")
    func currentBeforePast() throws {
        let statuses = ["stopped", "active", "completed", "intended", "on-hold", "active"]
        let view = try view(
            statuses.enumerated().map { number, status in
                MedicationFixture("m\(number)").with {
                    $0.status = status
                    $0.end = "2019-08-01"
                }
            })
        #expect(
            view.blocks.map(\.title) == ["Current repeat medications", "Current acute medications", "Past medications"])
        #expect(view.blocks.map(\.rows.count) == [4, 0, 2])
        #expect(view.count == 6)
        let past = try #require(view.block("Past medications"))
        #expect(past.columns.map(\.name) == ["status", "drug", "start", "end"])
        #expect(past.rows.allSatisfy { !$0.cells.contains("Active") })
        #expect(view.rows.allSatisfy { row in row.cells.allSatisfy { !$0.isEmpty } })
    }

    @Test("an empty part has a sentence")
    func emptyParts() throws {
        let view = try view([MedicationFixture("m").with { $0.status = "completed" }])
        #expect(
            view.block("Current repeat medications")?.emptyText
                == "No current repeat medications in the data returned")
        #expect(view.block("Current repeat medications")?.rows.isEmpty == true)
    }

    @Test("drugs of one name stay apart and are called similar only when their rows read the same")
    func similar() throws {
        let view = try view([
            MedicationFixture("a"), MedicationFixture("b"), MedicationFixture("c").with { $0.start = "2018-01-01" },
        ])
        #expect(view.row("MedicationStatement/a")?.markWords.contains("similar entry") == true)
        #expect(view.row("MedicationStatement/b")?.markWords.contains("similar entry") == true)
        #expect(view.row("MedicationStatement/c")?.markWords.contains("similar entry") == false)
    }

    @Test("allergies stand above the medications, degraded ones named by their own words")
    func allergyLine() throws {
        let degraded =
            #""code":{"text":"Herbal linctus","coding":[{"system":"http://snomed.info/sct","code":"196461000000101","display":"Transfer-degraded drug allergy"}]}"#
        let allergies = [
            Fixture.resource(.allergyIntolerance, "a1", degraded, #""clinicalStatus":"active""#),
            Fixture.resource(.allergyIntolerance, "a2", Fixture.concept("code", "Egg", snomed: "1")),
            Fixture.list(.allergies, ["AllergyIntolerance/a1", "AllergyIntolerance/a2"]),
        ]
        #expect(
            try view([], more: allergies).headWords.contains(
                "Known allergies: Egg; Herbal linctus (DEGRADED – not coded)"))
        #expect(try view([]).headWords.contains("Allergies: not in this file"))
        #expect(
            try view([], scope: Fixture.scope([.medications])).headWords.contains("Allergies not requested"))
        #expect(
            try view([], more: [Fixture.list(.allergies, [])]).headWords.contains("Allergies not recorded"))
    }

    @Test("what was left out of the request is said above the list")
    func head() throws {
        let words = try view([], scope: Fixture.scope(issues: false)).headWords
        #expect(words.contains("Issues not requested"))
        #expect(words.contains { $0.hasPrefix("Medicines obtained elsewhere may be missing") })
        let ended = try view([
            MedicationFixture("m").with { ($0.status, $0.end) = ("completed", "2020-02-01") },
            MedicationFixture("n").with { ($0.status, $0.end) = ("completed", "2019-11-01") },
        ])
        #expect(ended.headWords.contains("1 ended in the last 3 months: see below"))
    }

    @Test("linked medications are called unfiltered when a date limit was in force")
    func linkedOnly() throws {
        let linked = ListCode.secondary(.problems, of: .medications)[0]
        let medication = MedicationFixture("m")
        let problem = Fixture.resource(
            .condition, "c", Fixture.concept("code", "Asthma"),
            #""extension":[\#(Fixture.ext("RelatedClinicalContent", #""valueReference":{"reference":"MedicationRequest/m-plan"}"#))]"#
        )
        let scope = Fixture.scope(filters: [.medications: ["from 01-Jan-2020"]])
        let view = try view(
            [], more: medication.resources + [problem, Fixture.list(linked, [medication.reference])], scope: scope)
        #expect(view.headWords.contains { $0.hasPrefix("Linked items stand in blocks of their own") })
        #expect(
            view.row(medication.reference)?.markWords.contains("linked item: shown because linked to Asthma") == true)
    }

    @Test("plans and drugs that no statement holds get rows of their own")
    func unlisted() throws {
        let lone = Array(MedicationFixture("lone").resources[1...])
        let view = try view([], more: lone)
        #expect(
            view.row("MedicationRequest/lone-plan")?.lineWords.contains("Plan without a medication statement") == true)
        let drug = #"{"resourceType":"Medication","id":"d","code":{"text":"Senna"}}"#
        #expect(try self.view([], more: [drug]).row("Medication/d")?.cells.first == "Senna")
    }
}
