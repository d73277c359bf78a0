import FHIR
import GPConnect
import GRDB
import Testing

@testable import RecordLibrary

@Suite("what is to be known of a record before it is opened is kept beside it")
struct ClinicalFlagsTests {
    let folder = TemporaryFolder()
    private var path: String { folder.file("library.sqlite") }

    private static func list(_ warnings: String...) -> String {
        let extensions = warnings.map {
            #"{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-ListWarningCode-1","valueCode":"\#($0)"}"#
        }
        return #"{"resource":{"resourceType":"List","extension":[\#(extensions.joined(separator: ","))]}}"#
    }

    private static let disabled =
        #"{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","details":{"text":"includeDiaryEntries has been disabled"},"diagnostics":"includeDiaryEntries"}]}}"#
    private static let patient = #"{"resource":{"resourceType":"Patient","id":"1"}}"#

    private static func bundle(_ entries: String...) -> [UInt8] {
        Array(
            #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries.joined(separator: ","))]}"#.utf8)
    }

    static let cases: [(entries: [UInt8], flags: [ClinicalFlags.Flag], words: [String])] = [
        (bundle(patient), [], []),
        (bundle(), [.patientMissing], ["PATIENT IDENTITY NOT SUPPLIED"]),
        (
            bundle(patient, list("data-in-transit", "confidential-items"), list("data-in-transit")),
            [.listWarning("data-in-transit"), .listWarning("confidential-items")],
            ["RECORD IN TRANSIT", "ITEMS WITHHELD"]
        ),
        (bundle(patient, list("new\\ncode")), [.listWarning("new\ncode")], ["WARNING new\ncode"]),
        (bundle(patient, disabled), [.disabled(.diary)], ["SWITCHED OFF: Diary entries"]),
    ]

    @Test("the warnings of lists, areas switched off, a patient that is missing: each once", arguments: cases)
    func flags(entries: [UInt8], flags: [ClinicalFlags.Flag], words: [String]) throws {
        let found = ClinicalFlags(of: try Bundle(bytes: entries))
        #expect(found.flags == flags && found.flags.map(\.words) == words)
        let kept = ClinicalFlags(stored: found.stored)
        #expect(kept.flags.count == flags.count)
        if !words.contains(where: { $0.contains("\n") }) { #expect(kept == found) }
    }

    @Test("records saved before there was a column are read once; one that is damaged stays unknown")
    func fillIn() throws {
        let old = try Library(path: path)
        for (number, row) in Self.cases.enumerated() {
            _ = try old.save(row.entries, provenance: Provenance(origin: .imported, fileName: "\(number)"))
        }
        let damaged = try old.save(Constructed.bytes(), provenance: Constructed.fetched).record.id
        try old.database.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    UPDATE content_part SET bytes = x'00' WHERE content =
                        (SELECT content FROM record WHERE id = \(damaged));
                    DROP TABLE search_page; DROP TABLE search; ALTER TABLE record DROP COLUMN flags;
                    DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1:%'
                    """)
        }
        let library = try Library(path: path)
        #expect(try library.record(damaged).flags == nil)
        let kept = try library.records().filter { $0.id != damaged }.sorted { $0.id < $1.id }
        #expect(kept.map { $0.flags?.flags.count } == Self.cases.map(\.flags.count))
        #expect(kept[2].flags?.flags == Self.cases[2].flags)
    }
}

@Suite("what a search for documents found is kept")
struct SavedSearchTests {
    let folder = TemporaryFolder()

    @Test("pages as received, under the patient the practice named, until they are removed")
    func life() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let pages = try [1, 2].map { number in
            try Bundle(
                bytes: Array(
                    #"{"resourceType":"Bundle","id":"\#(number)","entry":[{"resource":{"resourceType":"DocumentReference"}}]}"#
                        .utf8))
        }
        let patient = PatientSummary(of: try Bundle(bytes: Constructed.bytes()))
        let saved = try library.saveSearch(
            pages, patient: patient, parameters: "written by B82617", provenance: Constructed.fetched)
        #expect(saved.documentCount == 2 && saved.summary.name == "EXAMPLE, Robin (Mx)")
        #expect(saved.provenance.provider == "example" && saved.provenance.retrievedAt != nil)
        #expect(try library.searches() == [saved] && library.searches(of: saved.patient) == [saved])
        #expect(try library.pages(ofSearch: saved.id) == pages.map(\.document.bytes))
        // Nothing else of this person: the search alone keeps him.
        let other = try library.save(Constructed.bytes(number: "9999999999"), provenance: Constructed.fetched)
        try library.removeRecord(other.record.id)
        #expect(try library.patients().map(\.summary.name) == ["EXAMPLE, Robin (Mx)"])
        try library.removeSearch(saved.id)
        #expect(try library.searches().isEmpty && library.patients().isEmpty)
        let left = try library.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content") }
        #expect(left == 0)
        #expect(throws: LibraryError.self) { try library.pages(ofSearch: saved.id) }
    }

    @Test("what is called off is not kept, record, document or search")
    func calledOff() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let bundle = try Bundle(bytes: Constructed.bytes())
        #expect(throws: CancellationError.self) {
            try library.save(bundle, provenance: Constructed.fetched, isCalledOff: { true })
        }
        #expect(throws: CancellationError.self) {
            try library.saveDocument(
                [1], reference: "Binary/1", contentType: nil, patient: nil, provenance: Constructed.fetched,
                isCalledOff: { true })
        }
        #expect(throws: CancellationError.self) {
            try library.saveSearch(
                [bundle], patient: .notStated, parameters: "", provenance: Constructed.fetched, isCalledOff: { true })
        }
        #expect(try library.records().isEmpty && library.documents().isEmpty && library.searches().isEmpty)
        let left = try library.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content") }
        #expect(left == 0)
    }
}
