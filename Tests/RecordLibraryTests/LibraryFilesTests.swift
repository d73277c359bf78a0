import Foundation
import Testing

@testable import RecordLibrary

@Suite("import and export of files")
struct LibraryFilesTests {
    let folder = TemporaryFolder()

    private func importing(_ paths: [String], into library: Library) -> [String: String] {
        var outcomes: [String: String] = [:]
        library.importFiles(paths) { result in
            let name = String(result.path.dropFirst(folder.path.count + 1))
            outcomes[name] =
                switch result.outcome {
                case .added: "added"
                case .known: "known"
                case .failed(let error): "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
                }
        }
        return outcomes
    }

    @Test("a folder is searched to its depths; each file stands for itself")
    func importFolder() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        _ = try folder.write(Constructed.record(), to: "in/a.json")
        _ = try folder.write(Constructed.record(note: "b"), to: "in/deep/er/b.JSON")
        _ = try folder.write(Constructed.record(), to: "in/same.json")
        _ = try folder.write("{", to: "in/broken.json")
        _ = try folder.write(Constructed.record(note: "c"), to: "in/readme.txt")
        _ = try folder.write(Constructed.record(note: "d"), to: "in/.hidden.json")
        _ = try folder.write(#"{"resourceType":"Binary"}"#, to: "in/a.documents/letter.json")
        let outcomes = importing([folder.file("in"), folder.file("missing.json")], into: library)
        #expect(
            outcomes == [
                "in/a.json": "added", "in/deep/er/b.JSON": "added", "in/same.json": "known",
                "in/broken.json": "broken.json: line 1, column 2: the text ends in the middle of a value",
                "missing.json": "missing.json: No such file or directory",
            ])
        #expect(try library.records().count == 2)
    }

    @Test("the file beside a record is kept with it")
    func sidecar() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let path = try folder.write(Constructed.record(), to: "a.json")
        _ = try folder.write("disabled = [\"referrals\"]\n", to: "a.lloyd.toml")
        _ = importing([path], into: library)
        #expect(try library.records().first?.sidecar == "disabled = [\"referrals\"]\n")
    }

    @Test("a FIFO and a folder without permission are named, not waited for")
    func oddities() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        mkfifo(folder.file("fifo"), 0o600)
        #expect(importing([folder.file("fifo")], into: library) == ["fifo": "fifo: Invalid argument"])
    }

    @Test("an export is the bytes as received, private, with a checksum that sha256sum accepts")
    func export() throws {
        let library = try Library(path: folder.file("library.sqlite"))
        let record = try library.save(Constructed.bytes(), provenance: Constructed.fetched).record
        let path = folder.file("out.json")
        try library.exportRecord(record.id, to: path)
        #expect(try PrivateFiles.read(path, limit: 1 << 20) == Constructed.bytes())
        #expect(TemporaryFolder.mode(path) == 0o600)
        let checksum = try String(contentsOfFile: path + ".sha256", encoding: .utf8)
        #expect(checksum == "\(record.digest)  out.json\n")
        #expect(throws: FileError.self) { try library.exportRecord(record.id, to: folder.file("no/such/folder.json")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains(".part") })
    }

    @Test(
        "SHA-256 of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func digest(text: String, expected: String) {
        #expect(SHA256Digest(of: Array(text.utf8)).description == expected)
    }
}
