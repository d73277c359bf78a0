import FHIR
import GPConnect

/// One issue of the OperationOutcome in an answer.
package enum EvaluatedIssue: Sendable {
    case warning(OutcomeWarning)
    /// An issue of the source that still holds, copied as it was.
    case source(JSONValue)

    package var json: JSONText {
        switch self {
        case .warning(let warning): warning.json
        case .source(let value): .source(value.source)
        }
    }

    package var text: String {
        switch self {
        case .warning(let warning): warning.text
        case .source(let value): OperationOutcome.Issue(value).text ?? "an issue without a text"
        }
    }

    /// Unsupported parameters first, then areas switched off, then what the source cannot answer
    /// (docs/spec/README.md question Q23); issues of the source of another kind are kept last.
    static func issues(
        _ reading: RequestReading, _ source: SourceRecord, disabled: Set<ClinicalArea>, coverage: Coverage
    ) -> [EvaluatedIssue] {
        let off = disabled.union(coverage.disabledBySource)
        let areas = ParameterTable.areas.map(\.area) + [.documents]
        let warnings =
            reading.warnings + areas.filter(off.contains).map(OutcomeWarning.disabled) + coverage.warnings
        let kept = source.record.outcomes.filter { $0.meaning == .other && !Coverage.isOwn($0.text) }
        return warnings.map(EvaluatedIssue.warning) + kept.map { .source($0.issue.value) }
    }
}
