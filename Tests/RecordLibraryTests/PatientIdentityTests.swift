import Foundation
import Testing

@testable import RecordLibrary

@Suite("a patient is NHS number, family name and birth date")
struct PatientIdentityTests {
    let folder = TemporaryFolder()

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let number: String
        let family: String
        let born: String
        let isSamePerson: Bool
        let sharesNumber: Bool
        var testDescription: String { name }
    }

    @Test(
        "beside 9000000033 Example born 1960-02-29",
        arguments: [
            Case(
                name: "the same", number: "9000000033", family: "Example", born: "1960-02-29", isSamePerson: true,
                sharesNumber: false),
            Case(
                name: "family name in capitals", number: "9000000033", family: "EXAMPLE", born: "1960-02-29",
                isSamePerson: true, sharesNumber: false),
            Case(
                name: "another family name", number: "9000000033", family: "Other", born: "1960-02-29",
                isSamePerson: false, sharesNumber: true),
            Case(
                name: "another birth date", number: "9000000033", family: "Example", born: "1961-02-28",
                isSamePerson: false, sharesNumber: true),
            Case(
                name: "another number", number: "9999999999", family: "Example", born: "1960-02-29",
                isSamePerson: false, sharesNumber: false),
        ])
    func identity(_ other: Case) throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let first = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        let second = try library.save(
            Constructed.bytes(number: other.number, family: other.family, born: other.born),
            provenance: Constructed.fetched
        ).record
        #expect((first.patient == second.patient) == other.isSamePerson)
        #expect(try library.patients().map(\.sharesNHSNumber).allSatisfy { $0 == other.sharesNumber })
        #expect(try library.records(of: first.patient).count == (other.isSamePerson ? 2 : 1))
    }

    @Test("records without a patient or without a number are kept and share nothing")
    func notStated() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let empty = Array(#"{"resourceType":"Bundle","type":"collection","entry":[]}"#.utf8)
        _ = try library.save(empty, provenance: Constructed.imported)
        _ = try library.save(Constructed.bytes(number: "", family: "A"), provenance: Constructed.imported)
        _ = try library.save(Constructed.bytes(number: "", family: "B"), provenance: Constructed.imported)
        let patients = try library.patients()
        #expect(patients.count == 3)
        #expect(patients.allSatisfy { !$0.sharesNHSNumber })
        #expect(patients.first?.summary == PatientSummary.notStated)
    }
}
