import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// The rules of single areas, each alone (docs/spec/clinical-areas.md sections 4 to 12, docs/spec/rules-dates.md).
@Suite("Rules of the areas")
struct AreaRuleTests {
    private typealias T = TestRecord

    // MARK: Consultations

    private static func encounter(_ id: String, _ start: String?) -> String {
        T.resource("Encounter", id, start.map { #""period":{"start":"\#($0)"}"# } ?? "")
    }

    static let consultations = [
        encounter("a", "2024-05-01T09:00:00+01:00"), encounter("b", "2024-05-01T10:00:00+01:00"),
        encounter("c", "2024-05"), encounter("d", nil), encounter("e", "2023"),
        encounter("f", "2024-05-01T09:00:00+01:00"),
        T.structure(.consultation, "ca", ["Observation/x"], encounter: "Encounter/a"),
        T.list(.consultations, ["a", "b", "c", "d", "e", "f"].map { "Encounter/\($0)" }),
    ]

    /// By start, a partial date as its last day; ties by id; undated last and counted.
    static let mostRecent: [(number: Int, members: [String])] = [
        (1, ["c"]), (2, ["c", "b"]), (3, ["c", "b", "a"]), (4, ["c", "b", "a", "f"]), (5, ["c", "b", "a", "f", "e"]),
        (6, ["c", "b", "a", "f", "e", "d"]), (99, ["c", "b", "a", "f", "e", "d"]),
    ]

    @Test("The most recent consultations, in that order", arguments: mostRecent)
    func mostRecentConsultations(number: Int, members: [String]) throws {
        let answer = try T.evaluate(Self.consultations, T.request { $0.consultations = .init(mostRecent: number) })
        #expect(answer.members(.consultations) == members.map { "Encounter/\($0)" })
        #expect(answer.rule("Encounter/d") == "consultations.most-recent")
    }

    @Test("A later date of the consultation's list breaks a tie before the id")
    func listDateBreaksTies() throws {
        let dated =
            Self.consultations + [
                T.structure(.consultation, "cf", ["Observation/x"], encounter: "Encounter/f").replacing(
                    #""id":"cf","#, with: #""id":"cf","date":"2024-06-01","#)
            ]
        let answer = try T.evaluate(dated, T.request { $0.consultations = .init(mostRecent: 4) })
        #expect(answer.members(.consultations) == ["c", "b", "f", "a"].map { "Encounter/\($0)" })
    }

    // MARK: Problems, immunisations, diary, allergies

    @Test("Problem status compares the clinical status; a problem without one is returned")
    func problemStatus() throws {
        let resources = [
            T.problem("a"), T.problem("i", status: "inactive"), T.problem("r", status: "resolved"),
            T.resource("Condition", "none"),
            T.list(.problems, ["a", "i", "r", "none"].map { "Condition/\($0)" }),
        ]
        let members: [String?: Set<String>] = [
            "active": ["a", "none"], "inactive": ["i", "none"], nil: ["a", "i", "r", "none"],
        ]
        for (status, expected) in members {
            let answer = try T.evaluate(resources, T.request { $0.problems = .init(filterStatus: status) })
            #expect(answer.members(.problems).map(Set.init) == Set(expected.map { "Condition/\($0)" }))
        }
    }

    static let immunisations = [
        T.resource("Immunization", "given", #""notGiven":false"#), T.resource("Immunization", "unsaid"),
        T.resource("Immunization", "refused", #""notGiven":true"#), T.resource("Observation", "consent"),
        T.list(
            .immunisations,
            ["Immunization/given", "Immunization/unsaid", "Immunization/refused", "Observation/consent"]),
    ]

    static let immunisationCases: [(notGiven: Bool?, status: Bool?, members: Set<String>)] = [
        (nil, nil, ["given", "unsaid", "consent"]), (false, false, ["given", "unsaid"]),
        (true, nil, ["given", "unsaid", "refused", "consent"]), (true, false, ["given", "unsaid", "refused"]),
        (nil, true, ["given", "unsaid", "consent"]),
    ]

    @Test("Not given and status entries", arguments: immunisationCases)
    func immunisations(notGiven: Bool?, status: Bool?, members: Set<String>) throws {
        let answer = try T.evaluate(
            Self.immunisations,
            T.request { $0.immunisations = .init(includeNotGiven: notGiven, includeStatus: status) })
        #expect(answer.members(.immunisations).map { Set($0.map { String($0.split(separator: "/")[1]) }) } == members)
    }

    @Test("A status entry of the immunisations is never uncategorised data")
    func statusIsNotUncategorised() throws {
        let resources =
            Self.immunisations + [
                T.resource("Observation", "weight"),
                T.list(.uncategorised, ["Observation/consent", "Observation/weight"]),
            ]
        let answer = try T.evaluate(resources, T.request { $0.uncategorised = .init() })
        #expect(answer.members(.uncategorised) == ["Observation/weight"])
        #expect(answer.rule("Observation/consent") == "uncategorised.immunisation-status")
    }

    @Test("Completed and cancelled diary entries are never returned")
    func closedDiaryEntries() throws {
        let resources =
            ["active", "completed", "cancelled"].map {
                T.resource("ProcedureRequest", $0, #""status":"\#($0)","intent":"plan""#)
            } + [T.list(.diary, ["active", "completed", "cancelled"].map { "ProcedureRequest/\($0)" })]
        for date in [nil, CivilDate("2030-01-01")] {
            let answer = try T.evaluate(resources, T.request { $0.diary = .init(searchDate: date) })
            #expect(answer.members(.diary) == ["ProcedureRequest/active"])
            #expect(answer.rule("ProcedureRequest/completed") == "diary.not-open")
        }
    }

    @Test("An open end of a recorded period is no end")
    func openPeriods() throws {
        let resources = [
            T.resource("Observation", "ended", #""effectivePeriod":{"start":"2020-01-01","end":"2020-06-01"}"#),
            T.resource("Observation", "open", #""effectivePeriod":{"start":"2020-01-01"}"#),
            T.resource("Observation", "unreadable", #""effectiveDateTime":"yesterday""#),
            T.list(.uncategorised, ["Observation/ended", "Observation/open", "Observation/unreadable"]),
        ]
        let period = SearchPeriod(start: CivilDate("2021-01-01"), end: nil)
        let answer = try T.evaluate(resources, T.request { $0.uncategorised = .init(searchPeriod: period) })
        #expect(answer.members(.uncategorised) == ["Observation/open", "Observation/unreadable"])
        #expect(answer.rule("Observation/unreadable") == "search.date-unknown")
    }

    @Test("A medication whose end cannot be read is returned; a status decides nothing")
    func damagedMedication() throws {
        let resources =
            T.medication("m", type: "acute", start: "2001-01-01", end: "soon") + [
                T.list(.medications, ["MedicationStatement/m"])
            ]
        let from = CivilDate("2024-01-01")
        let answer = try T.evaluate(resources, T.request { $0.medication = .init(searchFromDate: from) })
        #expect(answer.rule("MedicationStatement/m") == "medication.end-unreadable")
        #expect(answer.holds("MedicationStatement/m") == true)
    }

    @Test("Issues come with their medication unless they are not asked for", arguments: [nil, true, false] as [Bool?])
    func issues(wanted: Bool?) throws {
        let resources =
            T.medication("m", type: "acute", start: "2001-01-01", end: nil) + [
                T.order("m-1", of: "m"), T.list(.medications, ["MedicationStatement/m"]),
            ]
        let answer = try T.evaluate(resources, T.request { $0.medication = .init(includePrescriptionIssues: wanted) })
        #expect(answer.holds("MedicationRequest/m-1") == (wanted != false))
        #expect(answer.holds("MedicationRequest/m-plan") == true)
    }

    // MARK: Order and entries

    @Test("Entries stand by clinical date, latest first, then by id; unknown dates last")
    func entryOrder() throws {
        let dates = ["b": "2024-01-02", "a": "2024-01-02", "y": "2024", "z": "2023-12-31T23:59:59+00:00"]
        let resources =
            dates.map { T.resource("Observation", $0, #""effectiveDateTime":"\#($1)""#) } + [
                T.resource("Observation", "none"), T.resource("Observation", "also"),
                T.list(.uncategorised, ["none", "z", "b", "y", "a", "also", "b"].map { "Observation/\($0)" }),
            ]
        let answer = try T.evaluate(resources, T.request { $0.uncategorised = .init() })
        #expect(answer.members(.uncategorised) == ["a", "b", "y", "z", "also", "none"].map { "Observation/\($0)" })
    }

    @Test("An entry that names nothing the source holds is kept as it was sent")
    func unresolvedEntries() throws {
        let list = T.list(.uncategorised, ["Observation/gone"]).replacing(
            "}}]", with: #"}},{"item":{"display":"Referral items are not supported by the provider system"}}]"#)
        let answer = try T.evaluate([list], T.request { $0.uncategorised = .init() })
        let written = try answer.written().lists(.uncategorised)[0]
        #expect(written.entries.map(\.reference) == ["Observation/gone", nil])
        #expect(written.entries[1].display == "Referral items are not supported by the provider system")
        #expect(written.emptyReason == nil)
    }
}
