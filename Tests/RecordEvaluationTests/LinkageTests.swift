import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/clinical-areas.md sections 1.3 and 2: what comes along, and in which lists.
@Suite("Linkage")
struct LinkageTests {
    private typealias T = TestRecord

    /// A consultation with a heading that names an observation and an issue, a topic about a problem, and a problem
    /// whose actual problem no heading names.
    static let consultation: [String] =
        T.medication("m", type: "repeat", start: "2020-01-01", end: nil) + [
            T.order("m-1", of: "m"), T.order("m-2", of: "m"),
            T.resource("Encounter", "e1", #""period":{"start":"2024-01-10T09:00:00+00:00"}"#),
            T.structure(.consultation, "c1", ["List/t1"]),
            T.structure(.topic, "t1", ["List/h1"], problem: "Condition/asthma"),
            T.structure(.heading, "h1", ["Observation/o1", "MedicationRequest/m-1", "QuestionnaireResponse/q1"]),
            T.resource("Observation", "o1", T.reference("context", "Encounter/e1")),
            T.resource("Observation", "o2"),
            T.resource("QuestionnaireResponse", "q1"),
            T.problem("asthma", actual: "Observation/o2", content: ["Encounter/e1"]),
            T.problem("gout", status: "inactive", content: ["Observation/o1"], related: ["Condition/asthma"]),
            T.problem("fracture"),
            T.list(.consultations, ["Encounter/e1"]), T.list(.medications, ["MedicationStatement/m"]),
            T.list(.problems, ["Condition/asthma", "Condition/gout", "Condition/fracture"]),
            T.list(.uncategorised, ["Observation/o1", "Observation/o2"]),
        ]

    @Test("A consultation brings its shape, its items, its problems and what these problems are")
    func consultationBringsItsContent() throws {
        let answer = try T.evaluate(Self.consultation, T.request { $0.consultations = .init() })
        #expect(answer.members(.consultations) == ["Encounter/e1"])
        for list in ["List/c1", "List/t1", "List/h1"] { #expect(answer.rule(list) == "consultations.structure") }
        #expect(
            answer.members("consultations-uncategorised-data-contained-in-consultations")
                == ["Observation/o1", "Observation/o2", "QuestionnaireResponse/q1"])
        #expect(answer.members("consultations-medications-contained-in-consultations") == ["MedicationStatement/m"])
        #expect(answer.members("consultations-problems-contained-in-consultations") == ["Condition/asthma"])
        #expect(answer.rule("Observation/o2") == "linkage.actual-problem")
        #expect(answer.members(.linkedProblems) == ["Condition/asthma", "Condition/gout"])
        #expect(answer.rule("Condition/gout") == "problems.linked-to-item")
        #expect(answer.holds("Condition/fracture") == false)
        #expect(answer.members(.problems) == nil)
    }

    @Test("Of a medication brought in, plan and drug come, and only the issue that is named")
    func onlyTheNamedIssue() throws {
        let answer = try T.evaluate(Self.consultation, T.request { $0.consultations = .init() })
        #expect(answer.holds("MedicationRequest/m-plan") == true)
        #expect(answer.holds("Medication/m-drug") == true)
        #expect(answer.rule("MedicationRequest/m-1") == "medication.issue-linked")
        #expect(answer.holds("MedicationRequest/m-2") == false)
        #expect(answer.rule("MedicationRequest/m-2") == "medication.issue-not-linked")
    }

    @Test("A named issue comes even when issues are not asked for")
    func namedIssueComesWithoutIssues() throws {
        let answer = try T.evaluate(
            Self.consultation,
            T.request {
                $0.consultations = .init()
                $0.medication = .init(includePrescriptionIssues: false)
            })
        #expect(answer.holds("MedicationRequest/m-1") == true)
        #expect(answer.rule("MedicationRequest/m-2") == "medication.issues-not-asked-for")
    }

    @Test("With problems in the primary list none of them is in the linked list too")
    func primaryProblemsAreNotLinked() throws {
        let answer = try T.evaluate(
            Self.consultation,
            T.request {
                $0.consultations = .init()
                $0.problems = .init()
            })
        #expect(answer.members(.linkedProblems) == nil)
        #expect(
            answer.members(.problems).map(Set.init) == ["Condition/asthma", "Condition/gout", "Condition/fracture"])
        #expect(answer.members("problems-consultations-related-to-problems") == ["Encounter/e1"])
        #expect(
            answer.members("problems-uncategorised-data-related-to-problems") == ["Observation/o1", "Observation/o2"])
    }

    @Test("A problem that did not meet the filter is linked, in the linked list only, and not followed")
    func filteredProblemIsLinked() throws {
        let answer = try T.evaluate(Self.consultation, T.request { $0.problems = .init(filterStatus: "active") })
        #expect(answer.members(.problems).map(Set.init) == ["Condition/asthma", "Condition/fracture"])
        #expect(answer.members(.linkedProblems) == ["Condition/gout"])
        #expect(answer.rule("Condition/gout") == "problems.linked-to-problem")
        #expect(answer.holds("Observation/o1") == false)
        #expect(answer.holds("List/c1") == false)
        #expect(answer.rule("List/c1") == "consultations.structure-not-returned")
        #expect(answer.holds("Encounter/e1") == true)
    }

    @Test("Problems linked to an item of any one area come as headers")
    func oneAreaBringsLinkedProblems() throws {
        let answer = try T.evaluate(Self.consultation, T.request { $0.uncategorised = .init() })
        #expect(answer.members(.uncategorised) == ["Observation/o1", "Observation/o2"])
        #expect(answer.members(.linkedProblems) == ["Condition/asthma", "Condition/gout"])
        #expect(answer.lists.count == 2)
        #expect(answer.holds("Encounter/e1") == false)
        #expect(answer.rule("Encounter/e1") == "coverage.not-asked-for")
    }

    @Test("A linked problem through the plan or an issue of a medication")
    func problemOfAMedication() throws {
        for target in ["MedicationRequest/m-plan", "MedicationRequest/m-1", "MedicationStatement/m"] {
            let resources =
                T.medication("m", type: "acute", start: "2020-01-01", end: nil) + [
                    T.order("m-1", of: "m"), T.problem("pain", content: [target]),
                    T.list(.medications, ["MedicationStatement/m"]),
                ]
            let answer = try T.evaluate(resources, T.request { $0.medication = .init() })
            #expect(answer.members(.linkedProblems) == ["Condition/pain"])
        }
    }

    @Test("Items that problems bring in bring their other problems, but for medication")
    func problemsOfLinkedItems() throws {
        let resources =
            T.medication("m", type: "acute", start: "2020-01-01", end: nil) + [
                T.resource("Observation", "o1"),
                T.problem("a", content: ["Observation/o1", "MedicationRequest/m-plan"]),
                T.problem("b", status: "inactive", content: ["Observation/o1"]),
                T.problem("c", status: "inactive", content: ["MedicationRequest/m-plan"]),
                T.list(.problems, ["Condition/a", "Condition/b", "Condition/c"]),
            ]
        let answer = try T.evaluate(resources, T.request { $0.problems = .init(filterStatus: "active") })
        #expect(answer.members(.linkedProblems) == ["Condition/b"])
        #expect(answer.members("problems-medications-related-to-problems") == ["MedicationStatement/m"])
        #expect(answer.rule("Condition/c") == "problems.status")
    }

    @Test("A report brings everything it reaches")
    func reportBringsItsParts() throws {
        let resources = [
            T.resource(
                "DiagnosticReport", "r", T.references("result", "Observation/group"),
                T.references("specimen", "Specimen/s"), T.references("basedOn", "ProcedureRequest/asked")),
            T.resource(
                "Observation", "group",
                #""related":[{"type":"has-member","target":{"reference":"Observation/result"}}]"#),
            T.resource("Observation", "result"),
            T.resource(
                "Observation", "filing",
                #""related":[{"type":"derived-from","target":{"reference":"Observation/result"}}]"#),
            T.resource("Observation", "other"),
            T.resource("Specimen", "s"), T.resource("ProcedureRequest", "asked", #""intent":"order""#),
            T.list(.investigations, ["DiagnosticReport/r"]),
        ]
        let answer = try T.evaluate(resources, T.request { $0.investigations = .init() })
        for part in [
            "Observation/group", "Observation/result", "Observation/filing", "Specimen/s", "ProcedureRequest/asked",
        ] {
            #expect(answer.rule(part) == "investigations.part")
        }
        #expect(answer.rule("Observation/other") == "coverage.not-listed")
    }

    @Test("A referral brings its letters; other supporting information stays a reference")
    func referralBringsItsLetters() throws {
        let resources = [
            T.resource(
                "ReferralRequest", "r",
                T.references("supportingInfo", "DocumentReference/d", "Observation/o", "Encounter/e")),
            T.resource("DocumentReference", "d"), T.resource("Observation", "o"), T.resource("Encounter", "e"),
            T.list(.referrals, ["ReferralRequest/r"]),
        ]
        let answer = try T.evaluate(resources, T.request { $0.referrals = .init() })
        #expect(answer.rule("DocumentReference/d") == "referrals.supporting-information")
        #expect(answer.holds("Observation/o") == true)
        #expect(answer.holds("Encounter/e") == false)
    }

    // MARK: Actors

    @Test("Key actors always, others when referred to, one role or none")
    func actors() throws {
        let patient = T.resource(
            "Patient", "p", T.references("generalPractitioner", "Practitioner/gp", "Organization/o"),
            T.reference("managingOrganization", "Organization/o"))
        let resources = [
            patient, T.resource("Organization", "o"), T.resource("Practitioner", "gp"),
            T.resource("Practitioner", "nurse"), T.resource("Practitioner", "stranger"),
            T.resource("PractitionerRole", "gp-role", T.reference("practitioner", "Practitioner/gp")),
            T.resource(
                "PractitionerRole", "nurse-1", T.reference("practitioner", "Practitioner/nurse"),
                T.reference("organization", "Organization/elsewhere")),
            T.resource("PractitionerRole", "nurse-2", T.reference("practitioner", "Practitioner/nurse")),
            T.resource("Organization", "elsewhere"),
            T.resource(
                "Immunization", "i", #""practitioner":[{"actor":{"reference":"Practitioner/nurse"}}]"#,
                T.reference("location", "Location/l")),
            T.resource("Location", "l", T.reference("managingOrganization", "Organization/branch")),
            T.resource("Organization", "branch"),
            T.list(.immunisations, ["Immunization/i"]),
        ]
        let nothing = Evaluator.evaluate(try T.source(resources), StructuredRecordRequest(), clock: T.clock)
        #expect(nothing.lists.isEmpty)
        for actor in ["Patient/p", "Organization/o", "Practitioner/gp", "PractitionerRole/gp-role"] {
            #expect(nothing.holds(actor) == true)
        }
        #expect(nothing.holds("Practitioner/nurse") == false)
        let answer = Evaluator.evaluate(
            try T.source(resources), T.request { $0.immunisations = .init() }, clock: T.clock)
        for actor in ["Practitioner/nurse", "Location/l", "Organization/branch"] {
            #expect(answer.rule(actor) == "actors.referred-to")
        }
        #expect(answer.rule("PractitionerRole/nurse-1") == "actors.role-ambiguous")
        #expect(answer.holds("Organization/elsewhere") == false)
        #expect(answer.rule("Practitioner/stranger") == "actors.not-referred-to")
    }

    @Test("The same role sent twice is one role; the later copy is told as a duplicate")
    func roleSentTwice() throws {
        let role = T.resource("PractitionerRole", "r", T.reference("practitioner", "Practitioner/gp"))
        let resources = [
            T.resource("Patient", "p", T.references("generalPractitioner", "Practitioner/gp")),
            T.resource("Practitioner", "gp"), role, role,
        ]
        let answer = Evaluator.evaluate(try T.source(resources), StructuredRecordRequest(), clock: T.clock)
        #expect(
            answer.explanations.map(\.reference).suffix(2) == ["PractitionerRole/r", "PractitionerRole/r@entry[3]"])
        #expect(answer.explanations.map(\.included).suffix(2) == [true, false])
        #expect(answer.explanations.last?.rule == "record.duplicate")
    }
}
