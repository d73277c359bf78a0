import GPConnect

/// The catalogue of the rules as a document, `docs/RULES.md`.
package enum RuleCatalogue {
    package static var markdown: String {
        var lines = [
            "# The rules of evaluation", "",
            "Generated from `Sources/RecordEvaluation/Rules`; a test fails when it is stale (`make golden` writes it anew).",
            "Each resource of a source gets one reason: the rule named here, in or out, and the values compared.",
            "The last column is the file and section of the digest in `docs/spec`.",
        ]
        var area = ""
        for rule in RuleRegistry.all {
            let parts = rule.id.rawValue.split(separator: ".")
            if area != parts[0] {
                area = String(parts[0])
                lines += ["", "## \(area)", "", "| rule | statement | specification |", "| --- | --- | --- |"]
            }
            lines.append("| `\(rule.id.rawValue)` | \(rule.statement) | \(rule.source) |")
        }
        lines += [
            "", "## Primary lists", "", "The rules that decide the members of each list, asked in this order.", "",
        ]
        lines += ["| list | rules |", "| --- | --- |"]
        for code in ListCode.primary {
            let rules = PrimaryListRules.rules(for: code).map { "`\($0.id.rawValue)`" }
            lines.append("| \(code.title) | \(rules.joined(separator: ", ")) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
