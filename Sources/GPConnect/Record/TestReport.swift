import FHIR

/// A DiagnosticReport with all that hangs on it: groups, results, filing comments, specimens and requests
/// (docs/spec/clinical-areas.md section 10).
///
/// Whatever Observation is linked to one of the report's is in it, each once and below what it belongs to, so that a
/// result cannot fall between the report and the lists.
package struct TestReport: Sendable {
    package struct Finding: Hashable, Sendable {
        package let observation: Int
        /// 0 for what stands on its own, 1 for a result in a group.
        package let depth: Int
        /// A group has members; its own value, if any, is shown all the same.
        package let isGroup: Bool
        /// The comments with which this group or result was filed.
        package let filingComments: [Int]
    }

    package let report: Int
    /// Groups before their results, otherwise in the order sent.
    package let findings: [Finding]
    /// Comments that file the report as a whole.
    package let filingComments: [Int]
    package let specimens: [Int]
    package let requests: [Int]
    /// References of the report's `result`, `specimen` and `basedOn` that this record does not hold.
    package let notSupplied: [String]

    package init(report: Int, in record: StructuredRecord) {
        self.report = report
        var walk = Walk(record: record)
        walk.walk(record.targets(of: report, through: "result"))
        findings = walk.findings
        filingComments = walk.loose
        specimens = Self.specimens(of: report, findings, record)
        requests = record.targets(of: report, through: "basedOn")
        notSupplied = (["result", "specimen", "basedOn"] as [StaticString]).flatMap { name in
            record.resource(report).value.all(name).compactMap { reference in
                switch record.resolve(reference, from: report) {
                case .notSupplied(let text, let display): display.map { "\($0) (\(text))" } ?? text
                case .absent, .resource, .words: nil
                }
            }
        }
    }

    /// Every filing comment, of the report, its groups and its results.
    package var allFilingComments: [Int] { filingComments + findings.flatMap(\.filingComments) }

    private static func specimens(of report: Int, _ findings: [Finding], _ record: StructuredRecord) -> [Int] {
        let own = record.targets(of: report, through: "specimen")
        let others = findings.flatMap { record.targets(of: $0.observation, through: "specimen") }
        var seen: Set<Int> = []
        return (own + others).filter { seen.insert($0).inserted }
    }
}

extension TestReport {
    private struct Walk {
        let record: StructuredRecord
        var findings: [Finding] = []
        /// Comment notes that belong to no group or result.
        var loose: [Int] = []
        private var visited: Set<Int> = []
        private var links: [Int: [StructuredRecord.ObservationLink]] = [:]
        /// What a finding belongs to though the report does not name it.
        private var wholes: [Int] = []

        init(record: StructuredRecord) { self.record = record }

        mutating func walk(_ results: [Int]) {
            let named = Set(results)
            let (parts, heads) = results.reduce(into: ([Int](), [Int]())) { split, number in
                let isPart = self.links(of: number).contains { $0.relation == .whole && named.contains($0.observation) }
                if isPart { split.0.append(number) } else { split.1.append(number) }
            }
            for number in heads + parts { enter(number) }
            while let number = wholes.popLast() { enter(number) }
        }

        private mutating func enter(_ root: Int) {
            guard !visited.contains(root) else { return }
            if isFilingComment(root) {
                if !links(of: root).contains(where: { $0.relation == .whole }) { loose.append(root) }
                wholes += links(of: root).map(\.observation).filter { !visited.contains($0) }
                visited.insert(root)
                return
            }
            var pending = [(number: root, depth: 0)]
            while let (number, depth) = pending.popLast() {
                guard visited.insert(number).inserted else { continue }
                pending += add(number, depth).reversed().map { ($0, depth + 1) }
            }
        }

        /// Adds a finding and returns what is to be shown below it.
        private mutating func add(_ number: Int, _ depth: Int) -> [Int] {
            let links = links(of: number)
            let below = links.filter { $0.relation != .whole }.map(\.observation)
            let filing = below.filter { isFilingComment($0) }
            wholes += links.filter { $0.relation == .whole && !visited.contains($0.observation) }.map(\.observation)
            visited.formUnion(filing)
            let members = links.contains { $0.relation == .member && !filing.contains($0.observation) }
            findings.append(
                Finding(observation: number, depth: depth, isGroup: members, filingComments: filing))
            return below.filter { !visited.contains($0) }
        }

        private mutating func isFilingComment(_ number: Int) -> Bool {
            record.isCommentNote(number) && links(of: number).allSatisfy { $0.relation != .member }
        }

        private mutating func links(of number: Int) -> [StructuredRecord.ObservationLink] {
            if let known = links[number] { return known }
            let found = record.observationLinks(of: number)
            links[number] = found
            return found
        }
    }
}
