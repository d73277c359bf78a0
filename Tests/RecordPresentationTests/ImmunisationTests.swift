import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Immunisations keep given and not given apart")
struct ImmunisationTests {
    private static let procedure =
        #""extension":[\#(Fixture.ext("VaccinationProcedure", #""valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"170378007","display":"First hepatitis A vaccination"}]}"#))]"#
    private static let unknown =
        #""vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/v3/NullFlavor","code":"UNK","display":"unknown"}]}"#

    private func view(_ resources: [String], ids: [String], scope: RequestScope? = nil) throws -> AreaView {
        let list = Fixture.list(.immunisations, ids)
        return AreaCatalogue.view(of: .immunisations, in: try Fixture.context(resources + [list], scope: scope))
    }

    @Test(
        "an entry stands where its data put it",
        arguments: [
            (#""notGiven":false"#, "Given", []),
            (
                #""notGiven":true,"explanation":{"reasonNotGiven":[{"text":"Declined"}]}"#, "NOT GIVEN",
                ["NOT GIVEN: Declined"]
            ),
            (#""notGiven":true"#, "NOT GIVEN", ["NOT GIVEN: reason not recorded"]),
            (#""status":"completed""#, "Given or not: not stated", ["given or not: not stated"]),
            (#""notGiven":false,"primarySource":false"#, "Given", ["reported by others"]),
            (#""notGiven":false,"date":"2020-05-01""#, "Given", ["FUTURE from 01-May-2020"]),
        ] as [(String, String, [String])])
    func blocks(members: String, title: String, marks: [String]) throws {
        let view = try view(
            [Fixture.resource(.immunization, "i", Self.procedure, Self.unknown, members)], ids: ["Immunization/i"])
        #expect(view.blockTitle(of: "Immunization/i") == title)
        let row = try #require(view.row("Immunization/i"))
        #expect(row.markWords == marks)
        #expect(Array(row.cells[1...]) == ["First hepatitis A vaccination", "product not recorded"])
    }

    @Test("how it was given, with every digit of the dose")
    func administration() throws {
        let given = Fixture.resource(
            .immunization, "i", Self.procedure, #""notGiven":false,"lotNumber":"FLU 9","date":"2019-10""#,
            Fixture.concept("site", "Left arm"), Fixture.concept("route", "Intramuscular"),
            #""doseQuantity":{"value":0.50,"unit":"ml"}"#, Fixture.concept("vaccineCode", "Havrix", snomed: "2"),
            #""practitioner":[{"role":{"coding":[{"code":"AP"}]},"actor":{"display":"Nurse Lee"}},{"role":{"coding":[{"code":"EP"}]},"actor":{"display":"Clerk Jo"}}]"#
        )
        let view = try view([given], ids: ["Immunization/i"])
        let row = try #require(view.row("Immunization/i"))
        #expect(row.cells == ["Oct-2019", "First hepatitis A vaccination", "Havrix"])
        #expect(row.lineWords == ["batch FLU 9 - Left arm - Intramuscular - 0.50 ml", "Given by Nurse Lee"])
        let detail = AreaCatalogue.detail(of: try #require(row.resource), in: try Fixture.context([given]))
        #expect(detail.section("People")?.contains("Entered by: Clerk Jo") == true)
        #expect(detail.section("Vaccine")?.contains("Dose: 0.50 ml") == true)
        #expect(detail.section("Immunisation")?.contains("Given: Given") == true)
    }

    @Test("a product in words beside a null flavour is kept, a missing term is said")
    func products() throws {
        let odd = Fixture.resource(
            .immunization, "i", #""notGiven":false"#,
            #""vaccineCode":{"text":"Something oral","coding":[{"system":"http://hl7.org/fhir/v3/NullFlavor","code":"UNK"}]}"#
        )
        let context = try Fixture.context([odd])
        let number = try #require(context.record.index.resource(ResourceID(type: .immunization, id: "i")))
        let detail = AreaCatalogue.detail(of: number, in: context)
        #expect(detail.title == "Vaccination not recorded")
        #expect(detail.section("Immunisation")?.contains("Product: product not recorded (Something oral)") == true)
    }

    @Test("status entries are Observations in a block of their own")
    func statusEntries() throws {
        let consent = Fixture.resource(
            .observation, "o", Fixture.concept("code", "Consent for immunisation", snomed: "3"),
            #""effectivePeriod":{"start":"2018-01-01","end":"2019-01-01"},"comment":"by telephone""#)
        let view = try view([consent], ids: ["Observation/o"])
        let row = try #require(view.block("Immunisation status entries")?.rows.first)
        #expect(row.cells[..<2] == ["01-Jan-2018", "Consent for immunisation"])
        #expect(row.lineWords == ["From 01-Jan-2018 To 01-Jan-2019", "Comment by telephone"])
        #expect(view.block("Given")?.rows.isEmpty == true)
    }

    @Test(
        "the head says where prescribed vaccines are",
        arguments: [
            (Fixture.scope(), "they are under Medications"),
            (Fixture.scope([.immunisations]), "medications were not requested"),
            (nil, "medications are not in this file"),
        ] as [(RequestScope?, String)])
    func head(scope: RequestScope?, words: String) throws {
        let head = try view([], ids: [], scope: scope).headWords
        #expect(head.contains("Vaccines issued as prescriptions are not in this list: \(words)."))
        #expect(head.contains { $0.hasPrefix("One component may stand for a combined vaccine") })
    }

    @Test("entries of one day stand together, undated ones last")
    func order() throws {
        let dates = ["2019-10-01T09:00:00+01:00", "2018-01-01", "", "2019-10-01T17:00:00+01:00", "2020-01-01"]
        let entries = dates.enumerated().map { number, date in
            Fixture.resource(
                .immunization, "i\(number)", Self.procedure, #""notGiven":false"#,
                date.isEmpty ? "" : #""date":"\#(date)""#)
        }
        let view = try view(entries, ids: dates.indices.map { "Immunization/i\($0)" })
        #expect(
            view.block("Given")?.rows.map(\.cells[0]) == [
                "01-Jan-2020", "01-Oct-2019", "01-Oct-2019", "01-Jan-2018", "Not recorded",
            ])
    }
}
