import Foundation
import Testing

/// Holds the sources against the table of `docs/ARCHITECTURE.md`: SwiftPM lets many an undeclared import pass.
@Suite("the rooms import what the table allows")
struct ImportTests {
    private static func allowed() throws -> [String: Set<String>] {
        var table: [String: Set<String>] = [:]
        for line in try Repository.text("docs/ARCHITECTURE.md").split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[0].hasPrefix("`") else { continue }
            table[cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))] = Set(
                cells[2].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return table
    }

    private static func imports(of file: String) throws -> [String] {
        try Repository.text(file).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), words.prefix(keyword).allSatisfy(isModifier) else {
                return nil
            }
            return words[(keyword + 1)...].last.map { String($0.prefix { $0 != "." }) }
        }
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["package", "internal", "private", "public"].contains(word)
    }

    @Test("every room stands in the table")
    func tableIsWhole() throws {
        #expect(Set(Repository.rooms).subtracting(try Self.allowed().keys) == [])
    }

    @Test("a room imports only what its row names", arguments: Repository.rooms)
    func room(name: String) throws {
        let table = try Self.allowed()
        let ours = Set(table.keys)
        let allowed = try #require(table[name])
        for file in Repository.files(below: "Sources/\(name)", ending: ".swift") {
            let imports = Set(try Self.imports(of: file)).intersection(ours)
            #expect(allowed.contains("all") || imports.isSubset(of: allowed), "\(file) imports \(imports)")
        }
    }

    @Test("libcurl is imported by its transport alone")
    func curl() throws {
        for file in Repository.files(below: "Sources", ending: ".swift")
        where try Self.imports(of: file).contains("CCurl") {
            #expect(file.hasPrefix("Sources/RecordConsumer/"))
        }
    }
}
