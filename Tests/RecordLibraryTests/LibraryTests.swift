import CorpusTestSupport
import Foundation
import GPConnect
import GRDB
import Testing

@testable import RecordLibrary

@Suite("the library keeps what was received")
struct LibraryTests {
    let folder = TemporaryFolder()

    private func open() throws -> Library { try Library(path: folder.file("data/lloyd/library.sqlite")) }

    @Test("bytes, request and provenance come back as they were saved")
    func roundTrip() throws {
        let bytes = Constructed.bytes()
        let request = Array(#"{"resourceType":"Parameters"}"#.utf8)
        let saved = try open().save(bytes, provenance: Constructed.fetched, request: request)
        let library = try open()
        let record = try library.record(saved.record.id)
        #expect(try library.bytes(ofRecord: record.id) == bytes)
        #expect(record.provenance == Constructed.fetched)
        #expect(record.request == request)
        #expect(record.size == bytes.count)
        #expect(record.digest == SHA256Digest(of: bytes))
        #expect(record.summary.name == "EXAMPLE, Robin (Mx)")
        #expect(record.summary.gender == "female")
    }

    @Test("a text larger than one part comes back whole")
    func parts() throws {
        let padding = String(repeating: "a long note ", count: 300_000)
        let bytes = Constructed.bytes(note: padding)
        let library = try open()
        let saved = try library.save(bytes, provenance: Constructed.fetched)
        #expect(bytes.count > 3 << 20)
        #expect(try library.bytes(ofRecord: saved.record.id) == bytes)
    }

    @Test("folder 0700, files 0600, also the write-ahead log")
    func modes() throws {
        let library = try open()
        _ = try library.save(Constructed.bytes(), provenance: Constructed.fetched)
        #expect(TemporaryFolder.mode(folder.file("data/lloyd")) == 0o700)
        for suffix in ["", "-wal", "-shm"] {
            #expect(TemporaryFolder.mode(library.path + suffix) == 0o600, "library.sqlite\(suffix)")
        }
    }

    @Test(
        "what is no Bundle is refused and nothing is kept",
        arguments: [
            ("{\"resourceType\":\"Bundle\"", "line 1, column 25: the text ends in the middle of a value"),
            ("{\"resourceType\":\"Patient\"}", "not a Bundle but a single Patient"),
            ("[]", "not a Bundle but JSON without a resourceType"),
        ])
    func refused(text: String, reason: String) throws {
        let library = try open()
        let error = #expect(throws: LibraryError.self) {
            try library.save(Array(text.utf8), provenance: Constructed.imported)
        }
        #expect(error?.description == "record.json: " + reason)
        #expect(try library.records().isEmpty)
        #expect(try library.patients().isEmpty)
    }

    @Test("each retrieval is kept, also when the bytes are the same; an import of the same bytes is not")
    func repeats() throws {
        let library = try open()
        let first = try library.save(Constructed.bytes(), provenance: Constructed.fetched)
        let second = try library.save(Constructed.bytes(), provenance: Constructed.fetched)
        let imported = try library.save(Constructed.bytes(), provenance: Constructed.imported)
        let again = try library.save(Constructed.bytes(), provenance: Constructed.imported)
        #expect(Set([first.record.id, second.record.id, imported.record.id]).count == 3)
        #expect(imported.isNew && !again.isNew && again.record.id == imported.record.id)
        #expect(try library.records().count == 3)
        let contents = try library.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content") }
        #expect(contents == 1)
    }

    @Test("records are listed by retrieval, newest first")
    func order() throws {
        let library = try open()
        var late = Constructed.fetched
        late.retrievedAt = Date(timeIntervalSince1970: 1_800_000_000)
        let newer = try library.save(Constructed.bytes(note: "b"), provenance: late)
        let older = try library.save(Constructed.bytes(note: "a"), provenance: Constructed.fetched)
        #expect(try library.records().map(\.id) == [newer.record.id, older.record.id])
    }

    @Test("removing the last record of a person leaves nothing of him")
    func removal() throws {
        let library = try open()
        let one = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        let two = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        try library.addBookmark(record: one.id, resource: "AllergyIntolerance/a1")
        try library.removeRecord(one.id)
        #expect(try library.bytes(ofRecord: two.id) == Constructed.bytes())
        #expect(try library.search("penicillin").map(\.record) == [two.id])
        try library.removeRecord(two.id)
        #expect(throws: LibraryError.self) { try library.removeRecord(two.id) }
        for table in ["patient", "record", "content", "content_part", "passage", "passage_words", "bookmark"] {
            let count = try library.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
            #expect(count == 0, "rows left in \(table)")
        }
    }

    @Test("bytes changed behind the library's back are not shown as the record")
    func damage() throws {
        let library = try open()
        let saved = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        try library.database.write { try $0.execute(sql: "UPDATE content_part SET bytes = CAST('{}' AS BLOB)") }
        let error = #expect(throws: LibraryError.self) { try library.bytes(ofRecord: saved.id) }
        #expect(error?.code == .damaged(stored: saved.digest, found: SHA256Digest(of: Array("{}".utf8))))
    }

    @Test("a library of a newer Lloyd is left alone")
    func newerSchema() throws {
        let library = try open()
        try library.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: of the future')") }
        let error = #expect(throws: LibraryError.self) { try open() }
        #expect(error?.code == .newerSchema)
    }

    @Test("bookmarks: one for each resource, with its latest note")
    func bookmarks() throws {
        let library = try open()
        let record = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record.id
        try library.addBookmark(record: record, resource: "AllergyIntolerance/a1", note: "ask")
        try library.addBookmark(record: record, resource: "AllergyIntolerance/a1", note: "asked")
        try library.addBookmark(record: record, resource: "Patient/p1")
        #expect(try library.bookmarks(ofRecord: record).map(\.note) == ["asked", ""])
        try library.removeBookmark(try #require(library.bookmarks().first).id)
        #expect(try library.bookmarks().map(\.resource) == ["Patient/p1"])
        #expect(throws: LibraryError.self) { try library.addBookmark(record: 999, resource: "x") }
    }

    @Test("documents are kept with their person and found by either form of their reference")
    func documents() throws {
        let library = try open()
        let record = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        let content = Array("a letter".utf8)
        let saved = try library.saveDocument(
            content, reference: "Binary/d-1", contentType: "text/plain", title: "Letter", patient: record.summary,
            provenance: Constructed.fetched)
        #expect(saved.patient == record.patient)
        let url = "https://gp.example.nhs.uk/A99999/STU3/1/gpconnect/documents/Binary/d-1"
        #expect(try library.document(reference: url) == saved)
        #expect(try library.document(reference: "Binary/d-2") == nil)
        #expect(try library.bytes(ofDocument: saved.id) == content)
        #expect(try library.patients().map(\.documentCount) == [1])
        try library.removeRecord(record.id)
        #expect(try library.documents(of: saved.patient) == [saved])
        try library.removeDocument(saved.id)
        #expect(try library.patients().isEmpty)
    }

    @Test("after any row of savings and removals the library holds what a plain dictionary holds", arguments: 1...5)
    func anyHistory(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let library = try open()
        var expected: [Int64: [UInt8]] = [:]
        for _ in 0..<60 {
            if random.next() % 3 > 0 || expected.isEmpty {
                let note = "note \(random.next() % 10)"
                let bytes = Constructed.bytes(number: "\(random.next() % 4)", note: note)
                let record = try library.save(bytes, provenance: Constructed.fetched).record
                expected[record.id] = bytes
            } else {
                let id = expected.keys.sorted()[Int(random.next() % UInt64(expected.count))]
                try library.removeRecord(id)
                expected[id] = nil
            }
        }
        #expect(Set(try library.records().map(\.id)) == Set(expected.keys))
        for (id, bytes) in expected { #expect(try library.bytes(ofRecord: id) == bytes) }
        #expect(try library.patients().map(\.recordCount).reduce(0, +) == expected.count)
        #expect(try library.search("note", limit: 1000).count == expected.count)
        let contents = try library.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content") }
        #expect(contents == Set(expected.values).count)
    }

    @Test("every record of the corpus comes back byte for byte", .enabled(if: Corpus.folder != nil, "no corpus"))
    func corpus() throws {
        let library = try open()
        for name in try FileManager.default.contentsOfDirectory(atPath: try #require(Corpus.folder) + "/records") {
            let bytes = try Corpus.bytes("records/" + name)
            let saved = try library.save(bytes, provenance: Constructed.imported)
            #expect(try library.bytes(ofRecord: saved.record.id) == bytes, "\(name)")
        }
    }
}
