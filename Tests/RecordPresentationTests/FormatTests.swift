import FHIR
import GPConnect
import Testing

@testable import RecordPresentation

/// docs/spec/display.md sections 2 to 4, and its checks D2, D4, D5, D6, D10.
@Suite("formats of the NHS")
struct FormatTests {
    private func value(_ text: String) throws -> JSONValue { try JSONDocument(bytes: Array(text.utf8)).root }

    @Test(
        "a date is shown at the precision recorded",
        arguments: [
            ("2008-04-08", "08-Apr-2008"), ("2009-04", "Apr-2009"), ("2020", "2020"),
            ("2006-06-12T02:30:00+01:00", "12-Jun-2006 02:30"), ("2024-06-30T23:30:00Z", "01-Jul-2024 00:30"),
            ("19", "19 (not a date)"), ("2019-02-30", "2019-02-30 (not a date)"),
        ])
    func dates(recorded: String, shown: String) throws {
        #expect(DateFormat.dayAndTime(RecordedDate(try value("\"\(recorded)\""))) == shown)
    }

    @Test("a missing date is words")
    func missingDate() {
        #expect(DateFormat.day(.absent) == "Not recorded")
        #expect(DateFormat.day(.absent, missing: "date not recorded") == "date not recorded")
    }

    @Test("plain wording writes months in full and comparators in words")
    func plainWording() throws {
        let quantity = try value(#"{"value": 6.0, "comparator": ">", "unit": "mmol/L"}"#)
        Wording.$current.withValue(.plain) {
            #expect(FHIRDateTime("2008-04-08").map(DateFormat.day) == "08 April 2008")
            #expect(FHIRDateTime("2009-04").map(DateFormat.day) == "April 2009")
            #expect(QuantityFormat.text(quantity) == "greater than\u{A0}6.0\u{A0}mmol/L")
        }
        #expect(QuantityFormat.text(quantity) == ">\u{A0}6.0\u{A0}mmol/L")
    }

    @Test(
        "ages match the table of ages",
        arguments: [
            ("2024-09-15", "0d"), ("2024-09-14", "1d"), ("2024-09-12", "3d"), ("2024-08-19", "27d"),
            ("2024-08-18", "4w"), ("2024-08-17", "4w 1d"), ("2023-09-07", "12m 8d"), ("2023-08-07", "13m 8d"),
            ("2020-08-07", "4y 1m"), ("1950-02-14", "74y"), ("1950", "Approx 74y"), ("2006-09-15", "18y"),
        ])
    func ages(born: String, age: String) throws {
        let birth = try #require(FHIRDateTime(born))
        #expect(Age.text(born: birth, on: try #require(CivilDate("2024-09-15"))) == age)
    }

    @Test("a birthday on 29 February turns on 1 March")
    func leapBirthday() throws {
        let birth = try #require(FHIRDateTime("2004-02-29"))
        #expect(Age.text(born: birth, on: try #require(CivilDate("2023-02-28"))) == "18y")
        #expect(Age.text(born: birth, on: try #require(CivilDate("2022-02-28"))) == "17y 11m")
        #expect(Age.text(born: birth, on: try #require(CivilDate("2022-03-01"))) == "18y")
    }

    @Test(
        "a patient's name is FAMILY, Given (Title) and nothing stray when a part is missing",
        arguments: [
            (#"{"family":"Lidman-Sun","given":["Mary","Jane"],"prefix":["Dr"]}"#, "LIDMAN-SUN, Mary Jane (Dr)"),
            (#"{"family":"Specimen","given":["Alexandra"]}"#, "SPECIMEN, Alexandra"),
            (#"{"given":["Mary"]}"#, "Not Known, Mary"), (#"{"family":"O'Neill"}"#, "O'NEILL"),
            (#"{"family":"SMITH","given":["JOHN"],"prefix":["MR."]}"#, "SMITH, John (Mr)"),
            (#"{"text":"Jo Bloggs"}"#, "Jo Bloggs"), ("{}", "Name not supplied"),
        ])
    func names(recorded: String, shown: String) throws {
        #expect(NameFormat.patient(try value(recorded)) == shown)
    }

    @Test(
        "telephone numbers are parted by area code, or shown as recorded",
        arguments: [
            ("01134960123", "0113 496 0123"), ("+44 20 7946 0123", "020 7946 0123"), ("01632960123", "01632 960123"),
            ("(0113) 4960123", "0113 496 0123"), ("07700900123", "07700 900123"),
            ("+33 12345 6789", "+33 12345 6789"), ("ask reception", "ask reception"),
        ])
    func telephones(recorded: String, shown: String) {
        #expect(AddressFormat.telephone(recorded) == shown)
    }

    @Test("an address is its elements with commas, none empty, the postcode with its space")
    func address() throws {
        let address = try value(
            #"{"line":["1 High Street",""],"city":"Oldtown","postalCode":"ot12ab","district":" "}"#)
        #expect(AddressFormat.oneLine(address) == "1 High Street, Oldtown, OT1 2AB")
    }

    @Test(
        "a number keeps every digit it was recorded with",
        arguments: ["0.50", "5.0", "1e3", "12345678901234567890", "-0.0"])
    func literals(literal: String) throws {
        let quantity = try value("{\"value\": \(literal), \"unit\": \"mg\"}")
        #expect(QuantityFormat.text(quantity) == "\(literal)\u{A0}mg")
    }
}
