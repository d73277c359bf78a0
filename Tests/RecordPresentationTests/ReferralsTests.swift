import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Referrals make no claim of progress")
struct ReferralsTests {
    private func show(_ members: String..., and others: [String] = []) throws -> (
        view: AreaView, row: Row, detail: Detail
    ) {
        let referral = Fixture.resource(.referralRequest, "r", members.joined(separator: ","))
        let context = try Fixture.context([referral] + others + [Fixture.list(.referrals, ["ReferralRequest/r"])])
        let view = AreaCatalogue.view(of: .referrals, in: context)
        return (view, try #require(view.row("ReferralRequest/r")), AreaCatalogue.detail(of: 1, in: context))
    }

    @Test(
        "the priority is the practice's: as sent, else from a note, else not stated",
        arguments: [
            (#""priority":"urgent","note":[{"text":"Priority:Soon"}]"#, "urgent"),
            (#""note":[{"text":"Mode:Written"},{"text":"Priority:Soon"}]"#, "Soon"),
            (#""note":[{"text":"priority: 2 weeks"}]"#, "2 weeks"),
            (#""note":[{"text":"Priority:"}]"#, "priority not stated"),
            ("", "priority not stated"),
        ])
    func priority(members: String, words: String) throws {
        let shown = try show(members)
        #expect(shown.row.cells[2] == words)
        #expect(shown.detail.section("Referral")?.first == "Practice's priority: \(words)")
    }

    @Test(
        "only cancelled and entered in error are said of its state",
        arguments: [
            ("unknown", nil), ("active", nil), ("completed", nil), ("cancelled", "CANCELLED"),
            ("entered-in-error", "ENTERED IN ERROR"),
        ])
    func state(status: String, mark: String?) throws {
        let shown = try show(#""status":"\#(status)""#)
        #expect(shown.row.markWords == [mark].compactMap { $0 })
        #expect(shown.detail.words.contains("status: \(status)") == (mark != nil))
    }

    @Test("reasons, services, people and letters are all there")
    func whole() throws {
        let shown = try show(
            #""authoredOn":"2024-05","reasonCode":[{"text":"Knee clinic"},{"text":"Pain"}]"#,
            #""serviceRequested":[{"text":"MSK"}],"specialty":{"text":"Orthopaedics"}"#,
            #""requester":{"agent":{"display":"Dr A"}},"recipient":[{"reference":"Organization/h"},{"display":"Mr B"}]"#,
            #""description":"First line.\nSecond line.","supportingInfo":[{"reference":"DocumentReference/d"}]"#,
            and: [
                #"{"resourceType":"Organization","id":"h","name":"Hospital"}"#,
                Fixture.resource(.documentReference, "d", #""description":"Letter""#),
            ])
        #expect(shown.row.cells == ["May-2024", "Knee clinic", "priority not stated", "Dr A", "Hospital; Mr B"])
        #expect(
            shown.row.lineWords == [
                "Also Pain", "Service MSK", "Specialty Orthopaedics", "With Letter", "First line. Second line.",
            ])
        #expect(shown.detail.section("Referral")?.contains("Text: First line.\nSecond line.") == true)
        #expect(shown.detail.section("Letters and other information") == ["With: Letter"])
        #expect(shown.view.headWords.contains { $0.hasPrefix("Nothing here says how far a referral has got") })
    }

    @Test("a referral without a reason is named by what it asks for")
    func noReason() throws {
        let named = try show(#""serviceRequested":[{"text":"MSK"}]"#).row
        let unnamed = try show("").row
        #expect(named.cells[1] == "MSK")
        #expect(unnamed.cells[1] == "Reason not recorded")
    }
}
