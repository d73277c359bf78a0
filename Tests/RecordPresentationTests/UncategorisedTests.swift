import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

@Suite("Uncategorised data keep value, unit, range, flag and comment together")
struct UncategorisedTests {
    /// The row of one Observation with these members, and its detail.
    private func show(_ members: String..., and others: [String] = []) throws -> (row: Row, detail: Detail) {
        let observation = Fixture.resource(
            .observation, "o", Fixture.concept("code", "Entry"), members.joined(separator: ","))
        let context = try Fixture.context(
            [observation] + others + [Fixture.list(.uncategorised, ["Observation/o"])])
        let row = try #require(AreaCatalogue.view(of: .uncategorised, in: context).row("Observation/o"))
        return (row, AreaCatalogue.detail(of: 1, in: context))
    }

    private func value(_ row: Row) -> String {
        [row.cells[2], row.cells[3]].filter { !$0.isEmpty }.joined(separator: " ").plain
    }

    @Test(
        "a value of any kind is shown as recorded",
        arguments: [
            (#""valueQuantity":{"value":0.50,"unit":"mg"}"#, "0.50 mg"),
            (#""valueQuantity":{"value":1e3,"unit":"mL"}"#, "1e3 mL"),
            (#""valueQuantity":{"value":12345678901234567890.10}"#, "12345678901234567890.10"),
            (#""valueQuantity":{"value":6.0,"comparator":">","unit":"mmol/L"}"#, "> 6.0 mmol/L"),
            (#""valueQuantity":{"value":5,"code":"kg"}"#, "5 kg"),
            (#""valueString":"Retired 2012""#, "Retired 2012"),
            (#""valueCodeableConcept":{"text":"Ex-smoker"}"#, "Ex-smoker"),
            (#""valueBoolean":true"#, "Yes"), (#""valueBoolean":false"#, "No"),
            (#""valueDateTime":"2008-11""#, "Nov-2008"),
            (#""valuePeriod":{"start":"2008-11","end":"2009-01-02"}"#, "From Nov-2008 To 02-Jan-2009"),
            (
                #""valueRatio":{"numerator":{"value":30,"unit":"mg"},"denominator":{"value":1.0,"unit":"g"}}"#,
                "30 mg : 1.0 g"
            ),
            (
                #""valueRange":{"low":{"value":60,"unit":"/min"},"high":{"value":80,"unit":"/min"}}"#,
                "60 /min to 80 /min"
            ),
            (
                #""valueSampledData":{"origin":{"value":0,"unit":"mV"},"period":10,"dimensions":1,"data":"1 2 E"}"#,
                "Sampled data (origin 0 mV, period in milliseconds 10, dimensions 1): 1 2 E"
            ),
            (#""dataAbsentReason":{"coding":[{"code":"unknown","display":"Unknown"}]}"#, "Not recorded: Unknown"),
            ("", ""),
        ])
    func values(member: String, text: String) throws {
        let row = try show(member).row
        let long = row.lines.first { $0.label == "Value" }?.text.plain
        #expect(long ?? value(row) == text)
    }

    private static func component(_ code: String, _ value: String) -> String {
        #"{"code":{"text":"c\#(code)","coding":[{"system":"http://snomed.info/sct","code":"\#(code)"}]},\#(value)}"#
    }

    private static func quantity(_ value: String, _ unit: String = "mm[Hg]") -> String {
        #""valueQuantity":{"value":\#(value),"unit":"\#(unit)"}"#
    }

    private static let absent = #""dataAbsentReason":{"text":"Could not be heard"}"#

    @Test(
        "a blood pressure is one row and one unit, a missing half in words, nothing computed",
        arguments: [
            ([component("72313002", quantity("142")), component("1091811000000102", quantity("88"))], "142/88 mmHg"),
            ([component("271650006", quantity("88.0")), component("271649006", quantity("142"))], "142/88.0 mmHg"),
            ([component("400974009", quantity("118")), component("400975005", quantity("76"))], "118/76 mmHg"),
            ([component("163030003", quantity("130")), component("163031004", quantity("72"))], "130/72 mmHg"),
            (
                [component("72313002", quantity("160")), component("1091811000000102", absent)],
                "160/not recorded mmHg"
            ),
            ([component("1091811000000102", quantity("90"))], "not recorded/90 mmHg"),
            (
                [component("72313002", quantity("142")), component("1091811000000102", quantity("11.7", "kPa"))],
                "142 mmHg / 11.7 kPa"
            ),
        ])
    func bloodPressure(components: [String], text: String) throws {
        let (row, detail) = try show(#""component":[\#(components.joined(separator: ","))]"#)
        let long = row.lines.first { $0.label == "Value" }?.text.plain
        #expect(long ?? value(row) == text)
        #expect(detail.section("Entry")?.contains("Value: \(text)") == true)
        #expect(detail.section("Parts")?.count == components.count)
    }

    @Test("a missing half says why, or that it was not sent")
    func missingHalf() throws {
        let systolic = Self.component("72313002", Self.quantity("160"))
        let diastolic = Self.component("1091811000000102", Self.absent)
        let told = try show(#""component":[\#(systolic),\#(diastolic)]"#).row
        #expect(told.lineWords == ["Diastolic Not recorded: Could not be heard"])
        let untold = try show(#""component":[\#(systolic)]"#).row
        #expect(untold.lineWords == ["Diastolic Not recorded: not sent"])
    }

    @Test("labelled components of an inbound referral stay on one item")
    func components() throws {
        let (row, detail) = try show(
            #""component":[{"code":{"text":"Referral source"},"valueString":"District nurse"},"#
                + #"{"code":{"text":"Date received"},"valueDateTime":"2023-11-10"},"#
                + #"{"code":{"text":"Reason"},"dataAbsentReason":{"coding":[{"display":"Not Asked"}]}}]"#)
        #expect(
            row.lineWords == [
                "Referral source District nurse", "Date received 10-Nov-2023", "Reason Not recorded: Not Asked",
            ])
        #expect(
            detail.section("Parts") == [
                "Referral source: District nurse", "Date received: 10-Nov-2023",
                "Reason: no value because: Not Asked",
            ])
    }

    @Test("a name of a component cannot move the cursor")
    func hostileLabel() throws {
        let (row, detail) = try show(#""component":[{"code":{"text":"a\u001b[2Jb"},"valueString":"x\u202ey"}]"#)
        #expect(row.lineWords == ["a\u{241B}[2Jb x\u{241B}y"])
        #expect(detail.section("Parts") == ["a\u{241B}[2Jb: x\u{241B}y"])
    }

    @Test("the start of the comment stands in the row, the whole with its line breaks in the detail")
    func comment() throws {
        let words = Array(repeating: "wheeze", count: 60).joined(separator: " ")
        let (row, detail) = try show(#""comment":"Laterality: left\n\#(words)""#)
        let line = try #require(row.lines.first)
        #expect(line.text.hasPrefix("Laterality: left wheeze") && line.text.hasSuffix("wheeze ..."))
        #expect(line.isExcerpt)
        #expect(detail.section("Entry")?.contains("Comment: Laterality: left\n\(words)") == true)
        let short = try show(#""comment":"Seated""#).row.lines
        #expect(short == [RowLine("Seated")])
    }

    @Test(
        "a range is shown as reported; a unit is said where it differs",
        arguments: [
            (#"{"low":{"value":3.50,"unit":"mmol/L"},"high":{"value":5.3,"unit":"mmol/L"}}"#, "3.50 to 5.3"),
            (#"{"high":{"value":42}}"#, "up to 42"), (#"{"low":{"value":90,"unit":"g"}}"#, "from 90 g"),
            (#"{"text":"see report"}"#, "see report"),
            (#"{"low":{"value":1},"high":{"value":2},"text":"1 to 2"}"#, "1 to 2"),
            (#"{"low":{"value":115},"appliesTo":[{"text":"women"}]}"#, "from 115 (women)"),
            (#"{"high":{"value":5}},{"high":{"value":7},"type":{"text":"treatment"}}"#, "up to 5; up to 7 (treatment)"),
        ])
    func range(ranges: String, text: String) throws {
        let row = try show(#""valueQuantity":{"value":4,"unit":"mmol/L"}"#, #""referenceRange":[\#(ranges)]"#).row
        #expect(row.cells[4].plain == text)
    }

    @Test(
        "the reporter's flag is in words and names its source",
        arguments: [
            (#"{"coding":[{"system":"http://hl7.org/fhir/v2/0078","code":"H"}]}"#, "", "High (recorded)"),
            (#"{"coding":[{"code":"HH","display":"Panic"}]}"#, "", "Panic (recorded)"),
            (#"{"text":"Borderline"}"#, #""specimen":{"reference":"Specimen/s"}"#, "Borderline (lab)"),
            (#"{"coding":[{"system":"urn:x","code":"zz"}]}"#, "", "zz (urn:x) (recorded)"),
        ])
    func flag(interpretation: String, specimen: String, text: String) throws {
        let members = [#""interpretation":\#(interpretation)"#, specimen].filter { !$0.isEmpty }
        let row = try show(members.joined(separator: ",")).row
        #expect(row.cells[5] == text)
    }

    @Test(
        "an entry that is not final says so",
        arguments: [
            ("final", nil), ("preliminary", "PRELIMINARY"), ("entered-in-error", "ENTERED IN ERROR"),
            ("cancelled", "CANCELLED"), ("unknown", "status not stated"), ("odd", "status odd"),
        ])
    func status(code: String, mark: String?) throws {
        let marks = try show(#""status":"\#(code)""#).row.markWords
        #expect(marks == [mark].compactMap { $0 })
    }

    @Test("parents and children name each other, whichever side says so")
    func hierarchy() throws {
        let parent = Fixture.observation(
            "parent", "Foot examination", #""related":[{"type":"has-member","target":{"reference":"Observation/o"}}]"#)
        let child = Fixture.observation(
            "child", "Left foot", #""related":[{"type":"derived-from","target":{"reference":"Observation/o"}}]"#,
            #""valueString":"cold""#)
        let (row, detail) = try show("", and: [parent, child])
        #expect(row.lineWords == ["Part of Foot examination", "Includes Left foot: cold"])
        #expect(detail.section("Belongs to") == ["Part of: Foot examination", "Includes: Left foot: cold"])
    }

    @Test("the date is when it was so, never when it was written down")
    func date() throws {
        let undated = try show(#""issued":"2024-01-01T10:00:00Z""#).row
        #expect(undated.cells[0] == "Not recorded")
        let period = try show(#""effectivePeriod":{"start":"2024-01","end":"2024-02"}"#).row
        #expect(period.cells[0] == "Jan-2024")
        #expect(period.lineWords == ["From Jan-2024 To Feb-2024"])
    }

    @Test("a consultation that was not asked for says so")
    func contextNotRequested() throws {
        let observation = Fixture.observation("o", "Entry", #""context":{"reference":"Encounter/x"}"#)
        let context = try Fixture.context([observation], scope: Fixture.scope([.uncategorised]))
        #expect(
            AreaCatalogue.detail(of: 1, in: context).section("Belongs to") == [
                "Consultation: not supplied: Encounter/x (context not requested)"
            ])
    }

    @Test("a questionnaire that a list names has a row and a detail")
    func questionnaire() throws {
        let response =
            #"{"resourceType":"QuestionnaireResponse","id":"q","subject":{"reference":"Patient/p"},"authored":"2020-02-03","#
            + #""item":[{"linkId":"1","answer":[{"valueString":"often"}]}]}"#
        let context = try Fixture.context([response, Fixture.list(.uncategorised, ["QuestionnaireResponse/q"])])
        let row = try #require(AreaCatalogue.view(of: .uncategorised, in: context).rows.first)
        #expect(row.cells[0] == "03-Feb-2020")
        #expect(AreaCatalogue.detail(of: 1, in: context).words.contains { $0.hasSuffix("often") })
    }
}
