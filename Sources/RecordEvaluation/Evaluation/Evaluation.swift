import FHIR
import GPConnect

/// The answer to a request: which resources of the source are in it, in which lists, and why each is in or out.
package struct Evaluation: Sendable {
    package let source: SourceRecord
    package let request: StructuredRecordRequest
    package let clock: EvaluationClock
    package let traceID: String
    /// The query lists, primary ones first, in the specification's order.
    package let lists: [EvaluatedList]
    /// The issues of the answer's OperationOutcome; none when nothing is missing.
    package let issues: [EvaluatedIssue]
    /// Remarks for the person who asks; not part of the answer.
    package let notes: [String]
    let reasons: [Reason]
    let groups: [EntryGroup]
    /// Included resources in the order in which they came in.
    let sequence: [Int32]

    init(
        source: SourceRecord, reading: RequestReading, clock: EvaluationClock, traceID: String, draft: EvaluationDraft,
        lists: [EvaluatedList]
    ) {
        self.source = source
        request = reading.request
        self.clock = clock
        self.traceID = traceID
        self.lists = lists
        groups = draft.groups
        sequence = draft.sequence
        reasons = draft.reasons.map { $0 ?? Reason(.coverageNotListed, included: false) }
        let coverage = Coverage(source: source, request: reading.request)
        issues = EvaluatedIssue.issues(reading, source, disabled: draft.disabledAreas, coverage: coverage)
        notes = reading.notes + coverage.notes
    }

    package func reason(_ resource: Int) -> Reason { reasons[resource] }

    package func isIncluded(_ resource: Int) -> Bool { reasons[resource].included }

    package func list(_ code: ListCode) -> EvaluatedList? { lists.first { $0.code == code } }

    /// The edit made to a resource's text, nil when it is copied byte for byte.
    package func edit(_ resource: Int) -> ResourceEdit? { source.edits[resource] }
}

/// Why one resource is in or out, as `--explain` and the viewer tell it.
package struct Explanation: Hashable, Sendable {
    package let reference: String
    package let included: Bool
    package let area: ClinicalArea?
    package let rule: String
    /// What was compared, in words a clinician understands.
    package let compared: String
    /// File and section of the digest.
    package let source: String

    package var json: JSONText {
        .object([
            ("reference", .string(reference)), ("included", .bool(included)),
            ("area", area.map { .string($0.rawValue) } ?? .null), ("rule", .string(rule)),
            ("compared", .string(compared)), ("source", .string(source)),
        ])
    }
}

extension Evaluation {
    package func explanation(_ resource: Int) -> Explanation {
        let reason = reasons[resource]
        let rule = RuleRegistry.rule(reason.rule)
        var compared = rule.compared(ReasonContext(reason: reason, resource: resource, evaluation: self))
        if reason.included, let edit = edit(resource) { compared += "; " + EditWords.text(edit) }
        return Explanation(
            reference: label(of: resource), included: reason.included, area: source.areas[resource],
            rule: reason.rule.rawValue, compared: compared, source: rule.source)
    }

    /// One for each resource of the source, in its order.
    package var explanations: [Explanation] { reasons.indices.map(explanation) }

    private func label(of resource: Int) -> String {
        let label = source.record.resource(resource).label
        return source.standings[resource] == .duplicate
            ? "\(label)@entry[\(source.record.resource(resource).entry)]" : label
    }
}

/// What was done to a copied resource, in words.
private enum EditWords {
    static func text(_ edit: ResourceEdit) -> String {
        let changes = Array(edit.entries.values) + Array(edit.extensions.values)
        let cut = changes.count { $0 == .cut }
        let replaced = changes.count - cut
        var words: [String] = []
        if cut > 0 { words.append("\(cut) \(cut == 1 ? "reference" : "references") to withheld items cut") }
        if replaced > 0 {
            words.append(
                "\(replaced) \(replaced == 1 ? "reference" : "references") to items of disabled areas replaced")
        }
        return words.joined(separator: ", ")
    }
}
