import Foundation
import Testing

@Suite("the rules of the house")
struct HouseRuleTests {
    private static let sources = Repository.files(below: "Sources", ending: ".swift")

    private static func code(of file: String) throws -> [Substring] {
        try Repository.text(file).split(separator: "\n").filter { line in
            !line.drop { $0 == " " }.hasPrefix("//")
        }
    }

    @Test("only the command line and the tools print")
    func printing() throws {
        let printers = ["Sources/lloyd/", "Sources/LargeRecord/", "Sources/Benchmark/"]
        for file in Self.sources where !printers.contains(where: file.hasPrefix) {
            let prints = try Self.code(of: file).filter { $0.firstMatch(of: /(^|[^.\w])print\(/) != nil }
            #expect(prints.isEmpty, "\(file): \(prints.first ?? "")")
        }
    }

    @Test("no state is shared unguarded")
    func globalState() throws {
        for file in Self.sources {
            let unsafe = try Self.code(of: file).filter { $0.contains("nonisolated(unsafe)") }
            #expect(unsafe.isEmpty, "\(file): \(unsafe.first ?? "")")
        }
    }

    @Test("a file holds one noun or one rule")
    func length() throws {
        for file in Self.sources {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 401 || file.hasSuffix("WidthTable.swift"), "\(file) has \(lines) lines")
        }
    }

    @Test("every citation of the digest names a file that is there")
    func citations() throws {
        for file in Self.sources {
            for match in try Repository.text(file).matches(of: /docs\/[\w\/-]+\.(md|toml)/) {
                let path = Repository.root.appendingPathComponent(String(match.output.0)).path
                #expect(FileManager.default.fileExists(atPath: path), "\(file) cites \(match.output.0)")
            }
        }
    }
}
