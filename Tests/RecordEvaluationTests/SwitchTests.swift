import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// docs/spec/warnings.md sections 2 to 5: what is withheld, switched off or not in the source.
@Suite("Switches of a source")
struct SwitchTests {
    private typealias T = TestRecord

    private static func switches(_ change: (inout SourceSwitches) -> Void) -> SourceSwitches {
        var switches = SourceSwitches()
        change(&switches)
        return switches
    }

    static let both = T.request {
        $0.consultations = .init()
        $0.problems = .init()
        $0.uncategorised = .init()
        $0.medication = .init()
    }

    private static let uncategorised = "consultations-uncategorised-data-contained-in-consultations"
    private static let related = "problems-uncategorised-data-related-to-problems"

    // MARK: Confidential items

    @Test("A confidential item leaves no trace but the code on each list it would have been in")
    func confidentialItem() throws {
        let answer = try T.evaluate(
            LinkageTests.consultation, Self.both, switches: Self.switches { $0.confidential = ["Observation/o1"] })
        #expect(answer.rule("Observation/o1") == "withheld.confidential")
        for code in [ListCode.uncategorised.code, Self.uncategorised, Self.related] {
            let list = try #require(ListCode.known(code).flatMap(answer.list))
            #expect(list.warningCodes == ["confidential-items"])
        }
        for code in [ListCode.consultations, .problems, .medications] {
            #expect(answer.list(code)?.warningCodes.isEmpty == true)
        }
        #expect(!String(decoding: BundleWriter.bytes(answer), as: UTF8.self).contains("Observation/o1"))
    }

    @Test("A confidential item found by the search puts no code on lists it would not have been in")
    func confidentialItemOutsideTheSearch() throws {
        let resources = [
            T.resource("ReferralRequest", "r", #""authoredOn":"2020-01-01""#),
            T.list(.referrals, ["ReferralRequest/r"]),
        ]
        for (start, codes) in [("2019-01-01", ["confidential-items"]), ("2021-01-01", [])] {
            let period = SearchPeriod(start: CivilDate(start), end: nil)
            let answer = try T.evaluate(
                resources, T.request { $0.referrals = .init(searchPeriod: period) },
                switches: Self.switches { $0.confidential = ["ReferralRequest/r"] })
            #expect(answer.list(.referrals)?.warningCodes == codes)
            #expect(answer.list(.referrals)?.entries.isEmpty == true)
        }
    }

    @Test("A secondary list is created for a withheld item that would have been its only one")
    func createdSecondaryList() throws {
        let resources = [
            T.resource("Observation", "o"), T.problem("p", content: ["Observation/o"]),
            T.list(.problems, ["Condition/p"]),
        ]
        let answer = try T.evaluate(
            resources, T.request { $0.problems = .init() },
            switches: Self.switches { $0.confidential = ["Observation/o"] })
        let list = try #require(ListCode.known(Self.related).flatMap(answer.list))
        #expect(list.entries.isEmpty)
        #expect(list.warningCodes == ["confidential-items"])
        let problem = try #require(try answer.written().resources.first { $0.label == "Condition/p" })
        #expect(problem["extension"] == nil)
    }

    @Test("A confidential consultation is withheld with its shape; its items stand on their own")
    func confidentialConsultation() throws {
        let answer = try T.evaluate(
            LinkageTests.consultation, Self.both, switches: Self.switches { $0.confidential = ["Encounter/e1"] })
        #expect(answer.members(.consultations) == [])
        #expect(answer.list(.consultations)?.warningCodes == ["confidential-items"])
        #expect(answer.rule("List/h1") == "withheld.confidential")
        #expect(answer.members(.uncategorised) == ["Observation/o1", "Observation/o2"])
        let consultations = try #require(
            ListCode.known("problems-consultations-related-to-problems").flatMap(answer.list))
        #expect(consultations.warningCodes == ["confidential-items"])
    }

    @Test("A confidential problem leaves the list, the topic and its relatives")
    func confidentialProblem() throws {
        let answer = try T.evaluate(
            LinkageTests.consultation, Self.both, switches: Self.switches { $0.confidential = ["Condition/asthma"] })
        #expect(answer.list(.problems)?.warningCodes == ["confidential-items"])
        #expect(answer.list(.linkedProblems) == nil)
        #expect(!String(decoding: BundleWriter.bytes(answer), as: UTF8.self).contains("Condition/asthma"))
    }

    @Test("Any confidential part withholds the whole report")
    func confidentialPartOfReport() throws {
        let resources = [
            T.resource("DiagnosticReport", "r", T.references("result", "Observation/a", "Observation/b")),
            T.resource("Observation", "a"), T.resource("Observation", "b"),
            T.list(.investigations, ["DiagnosticReport/r"]),
        ]
        let answer = try T.evaluate(
            resources, T.request { $0.investigations = .init() },
            switches: Self.switches { $0.confidential = ["Observation/a"] })
        #expect(answer.members(.investigations) == [])
        #expect(answer.list(.investigations)?.warningCodes == ["confidential-items"])
        #expect(answer.rule("DiagnosticReport/r") == "withheld.part")
        #expect(answer.holds("Observation/b") == false)
    }

    @Test("A heading left empty is dropped, and the topic that held only it, and the consultation list")
    func emptiedHeading() throws {
        let resources = [
            T.resource("Encounter", "e1"), T.resource("Observation", "o"),
            T.structure(.consultation, "c1", ["List/t1"]), T.structure(.topic, "t1", ["List/h1"]),
            T.structure(.heading, "h1", ["Observation/o"]), T.list(.consultations, ["Encounter/e1"]),
        ]
        let answer = try T.evaluate(
            resources, T.request { $0.consultations = .init() },
            switches: Self.switches { $0.confidential = ["Observation/o"] })
        #expect(answer.members(.consultations) == ["Encounter/e1"])
        for list in ["List/h1", "List/t1", "List/c1"] { #expect(answer.rule(list) == "withheld.emptied") }
    }

    @Test("Codes of the exclusion set withhold, entries in error and items of others vanish without a code")
    func otherFlags() throws {
        let resources = [
            T.resource("Observation", "coded", #""code":{"coding":[{"system":"http://snomed.info/sct","code":"42"}]}"#),
            T.resource("Observation", "error"), T.resource("Observation", "shared"), T.resource("Observation", "kept"),
            T.list(.uncategorised, ["coded", "error", "shared", "kept"].map { "Observation/\($0)" }),
        ]
        let request = T.request { $0.uncategorised = .init() }
        let excluded = try T.evaluate(resources, request, switches: Self.switches { $0.exclusionCodes = ["42"] })
        #expect(excluded.rule("Observation/coded") == "withheld.exclusion-code")
        #expect(excluded.list(.uncategorised)?.warningCodes == ["confidential-items"])
        let silent = try T.evaluate(
            resources, request,
            switches: Self.switches {
                $0.enteredInError = ["Observation/error"]
                $0.notOwned = ["Observation/shared"]
            })
        #expect(silent.members(.uncategorised) == ["Observation/coded", "Observation/kept"])
        #expect(silent.list(.uncategorised)?.warningCodes.isEmpty == true)
        #expect(silent.rule("Observation/error") == "withheld.entered-in-error")
        #expect(silent.rule("Observation/shared") == "withheld.not-owned")
    }

    @Test("An item of another patient is left out")
    func otherPatient() throws {
        let resources = [
            T.resource("Observation", "o", T.reference("subject", "Patient/other")),
            T.list(.uncategorised, ["Observation/o"]),
        ]
        let answer = try T.evaluate(resources, T.request { $0.uncategorised = .init() })
        #expect(answer.rule("Observation/o") == "record.other-patient")
        #expect(answer.members(.uncategorised) == [])
    }

    // MARK: Disabled areas

    @Test("A disabled area asked for has no list and an issue")
    func disabledArea() throws {
        let answer = try T.evaluate(
            [T.list(.referrals, [])],
            T.request {
                $0.referrals = .init()
                $0.diary = .init()
            }, switches: Self.switches { $0.disabled = [.referrals] })
        #expect(answer.list(.referrals) == nil)
        #expect(answer.issueTexts.first == "includeReferrals has been disabled")
        let issue = OperationOutcome.Issue(try JSONDocument(bytes: answer.issues[0].json.bytes).root)
        #expect(issue.diagnostics == "includeReferrals")
        #expect(issue.spineCode == "NOT_IMPLEMENTED")
    }

    @Test("Items of a disabled area are replaced by its words in headings and problems, and told of")
    func disabledAreaOfLinkedItems() throws {
        let answer = try T.evaluate(
            LinkageTests.consultation,
            T.request {
                $0.consultations = .init()
                $0.problems = .init()
            }, switches: Self.switches { $0.disabled = [.uncategorised] })
        #expect(answer.issueTexts == ["includeUncategorisedData has been disabled"])
        #expect(answer.list(try #require(ListCode.known(Self.uncategorised)))?.resources.isEmpty != false)
        #expect(answer.rule("Observation/o1") == "withheld.disabled-area")
        let written = try answer.written()
        let heading = try #require(written.lists.first { $0.kind == .structure(.heading) })
        #expect(heading.entries.first?.display == "Uncategorised data items have been disabled")
        #expect(heading.entries.first?.reference == nil)
        let text = String(decoding: BundleWriter.bytes(answer), as: UTF8.self)
        #expect(!text.contains("Observation/o1") && !text.contains("Observation/o2"))
    }

    @Test("Linked problems of a disabled area are told of")
    func disabledProblems() throws {
        let answer = try T.evaluate(
            LinkageTests.consultation, T.request { $0.uncategorised = .init() },
            switches: Self.switches { $0.disabled = [.problems] })
        #expect(answer.issueTexts == ["includeProblems has been disabled"])
        #expect(answer.list(.linkedProblems) == nil)
    }

    @Test("Documents have a name of their own; a confidential item of a disabled area is confidential")
    func disabledDocuments() throws {
        let resources = [
            T.resource("ReferralRequest", "r", T.references("supportingInfo", "DocumentReference/d")),
            T.resource("DocumentReference", "d"), T.list(.referrals, ["ReferralRequest/r"]),
        ]
        let request = T.request { $0.referrals = .init() }
        let disabled = try T.evaluate(resources, request, switches: Self.switches { $0.disabled = [.documents] })
        #expect(disabled.issueTexts == ["DocumentReferences has been disabled"])
        let confidential = try T.evaluate(
            resources, request,
            switches: Self.switches {
                $0.disabled = [.documents]
                $0.confidential = ["DocumentReference/d"]
            })
        #expect(confidential.issueTexts.isEmpty)
    }

    @Test("The source's own disabled issues stay for areas asked for or mentioned; its unknown parameters go")
    func issuesOfTheSource() throws {
        let outcome =
            #"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","details":{"text":"includeReferrals has been disabled"},"diagnostics":"includeReferrals"},{"severity":"warning","details":{"text":"includeX is an unrecognised parameter"},"diagnostics":"includeX"}]}"#
        let resources = [outcome, T.list(.diary, [])]
        let asked = try T.evaluate(
            resources,
            T.request {
                $0.referrals = .init()
                $0.diary = .init()
            })
        #expect(asked.issueTexts == ["includeReferrals has been disabled"])
        #expect(try T.evaluate(resources, T.request { $0.diary = .init() }).issueTexts.isEmpty)
    }

    // MARK: Coverage

    @Test("An area that the source lacks gets no list but a warning")
    func missingArea() throws {
        let answer = try T.evaluate(
            [T.list(.allergies, [])],
            T.request {
                $0.allergies = .init(includeResolved: true)
                $0.diary = .init()
            })
        #expect(answer.lists.map(\.code) == [.allergies])
        #expect(
            answer.issueTexts == [
                "includeAllergies.includeResolvedAllergies is not in the source: fetch again",
                "includeDiaryEntries is not in the source: fetch again",
            ])
    }

    @Test("A filter of the source that is narrower than the one asked for is told; not knowing it is a note")
    func narrowerSource() throws {
        var fetched = StructuredRecordRequest()
        fetched.medication = .init(searchFromDate: CivilDate("2024-01-01"))
        let resources = [T.list(.medications, [])]
        let wanted: [(from: String?, issues: [String])] = [
            (nil, ["includeMedication.medicationSearchFromDate is narrower in the source: fetch again"]),
            ("2023-12-31", ["includeMedication.medicationSearchFromDate is narrower in the source: fetch again"]),
            ("2024-01-01", []), ("2024-06-01", []),
        ]
        for (from, issues) in wanted {
            let request = T.request { $0.medication = .init(searchFromDate: from.flatMap { CivilDate($0) }) }
            let answer = try T.evaluate(resources, request, switches: Self.switches { $0.request = fetched })
            #expect(answer.issueTexts == issues)
            #expect(!answer.notes.contains("request of the source not known"))
        }
        let unknown = try T.evaluate(resources, T.request { $0.medication = .init() })
        #expect(unknown.notes == ["request of the source not known"])
    }

    @Test("A patient who may not be served", arguments: SourceSwitches.PatientFlag.allCases)
    func patientFlags(flag: SourceSwitches.PatientFlag) {
        let fault = Self.switches { $0.patient = flag }.patientFault
        #expect(fault?.code == (flag == .dissent ? .noPatientConsent : .patientNotFound))
        #expect(fault?.diagnostics == nil)
    }
}
