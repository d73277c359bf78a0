import FHIR
import GPConnect
import RecordEvaluation

/// What the current request returns of a medication.
package enum TimelineStanding: Hashable, Sendable {
    case returned
    /// Not by its own search: only through a consultation or problem (docs/spec/hazards.md row 99).
    case linked
    case notReturned

    package var isReturned: Bool { self != .notReturned }

    /// Always said in words beside the bar.
    package var words: String {
        switch self {
        case .returned: "returned"
        case .linked: "returned as linked item"
        case .notReturned: "NOT RETURNED"
        }
    }
}

extension MedicationTimeline {
    /// The standing of each bar in an evaluation of the record it was made from.
    package func standings(in evaluation: Evaluation) -> [TimelineStanding] {
        let listed = Set(evaluation.list(.medications)?.resources ?? [])
        return bars.map { bar in
            if listed.contains(bar.resource) { return .returned }
            return evaluation.isIncluded(bar.resource) ? .linked : .notReturned
        }
    }

    /// The same medications as a table: what every timeline must have beside it (docs/spec/display.md section 8).
    package func table(_ standings: [TimelineStanding]) -> Block {
        let rows = zip(bars, standings).map { bar, standing in
            Row(
                reference: nil, list: ListCode.medications.code, resource: bar.resource,
                cells: [
                    bar.drug, bar.type, bar.start.words(missing: "Not recorded"), bar.end.words(missing: bar.openEnd),
                    String(bar.issueCount), bar.status, standing.words,
                ])
        }
        return Block(title: "Medications by start", kind: .primary, columns: Self.columns, rows: rows)
    }

    private static let columns = [
        Column("drug", "Drug details", .flexible(minimum: 24), isTerm: true),
        Column("type", "Type", .flexible(minimum: 10), priority: 2), .date("start", "Start"), .date("end", "End"),
        Column("issues", "Issues", .fixed(6), alignment: .right, priority: 1),
        Column("status", "Status", .fixed(10), priority: 3),
        Column("search", "Under this search", .fixed(17)),
    ]
}
