import Foundation
import GPConnect
import RecordEvaluation
import Testing

@Suite("The catalogue of rules")
struct RuleCatalogueTests {
    @Test("Each rule has a name, and the registry holds each once, in the catalogue's order")
    func registry() {
        #expect(RuleRegistry.all.map(\.id) == RuleID.allCases)
        for rule in RuleRegistry.all { #expect(rule.statement.hasSuffix(".") && !rule.source.isEmpty) }
    }

    @Test("Each rule cites a section that the digest has")
    func citations() throws {
        for rule in RuleRegistry.all {
            let parts = rule.source.split(separator: " ").map(String.init)
            let text = try ProjectFiles.text("docs/spec/\(parts[0])")
            let isThere = text.contains("\n## \(parts[1]).") || text.contains("\n### \(parts[1]) ")
            #expect(isThere, "\(rule.id.rawValue): \(rule.source)")
        }
    }

    /// `LLOYD_GOLDEN=1` writes the document anew, and fails so that it is looked at.
    @Test("docs/RULES.md is what the rules say")
    func document() throws {
        let file = ProjectFiles.root.appending(path: "docs/RULES.md")
        let written = try? String(contentsOf: file, encoding: .utf8)
        if ProcessInfo.processInfo.environment["LLOYD_GOLDEN"] == "1", written != RuleCatalogue.markdown {
            try RuleCatalogue.markdown.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(written == RuleCatalogue.markdown, "docs/RULES.md is stale: LLOYD_GOLDEN=1 writes it anew")
    }
}
