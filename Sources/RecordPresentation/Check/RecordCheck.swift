import FHIR
import GPConnect

/// One thing that `check` says of a Bundle.
package struct CheckFinding: Sendable {
    /// A short name for the kind, such as `duplicateKey` or `list.title`.
    package let kind: String
    /// Entry, element path, line and column as far as they apply.
    package let place: String
    package let text: String

    package var line: String { DisplayText.scrub("\(place): \(kind): \(text)".replacing("\n", with: " ")) }
}

/// Everything in a Bundle that breaks JSON, FHIR or the GP Connect specification, and every warning it carries.
package enum RecordCheck {
    package static func findings(_ context: RecordContext) -> [CheckFinding] {
        let record = context.record
        return document(record) + ParseIssueScan.issues(in: record.bundle).map(finding) + envelope(record)
            + lists(record) + warnings(context)
    }

    /// A file that is no Bundle of the right type says what it is.
    private static func document(_ record: StructuredRecord) -> [CheckFinding] {
        switch record.bundle.kind {
        case .bundle where record.bundle.isWrapped:
            [CheckFinding(kind: "document", place: "root", text: "the Bundle stands inside another resource")]
        case .bundle(type: "collection"): []
        case .bundle(let type):
            [
                CheckFinding(
                    kind: "bundle.type", place: "Bundle",
                    text: "type is \(type ?? "missing"), a structured record's is collection")
            ]
        case .single(let type):
            [CheckFinding(kind: "document", place: "root", text: "a single \(type), not a Bundle")]
        case .notFHIR: [CheckFinding(kind: "document", place: "root", text: "JSON, but no FHIR resource")]
        }
    }

    private static func finding(_ issue: ParseIssue) -> CheckFinding {
        let path = issue.path.isEmpty ? "document" : issue.path
        return CheckFinding(kind: issue.kind.rawValue, place: "\(path) (\(issue.position))", text: issue.text)
    }

    /// docs/spec/bundle.md section 1.
    private static func envelope(_ record: StructuredRecord) -> [CheckFinding] {
        guard case .bundle = record.bundle.kind else { return [] }
        var findings: [CheckFinding] = []
        if record.patient == nil {
            findings.append(CheckFinding(kind: "patient", place: "Bundle", text: "no Patient in the Bundle"))
        } else if let number = NHSNumberCheck.fault(of: record) {
            findings.append(CheckFinding(kind: "nhsNumber", place: "Patient.identifier", text: number))
        }
        return findings
    }

    /// docs/spec/clinical-areas.md section 1.4.
    private static func lists(_ record: StructuredRecord) -> [CheckFinding] {
        record.lists.flatMap { list -> [CheckFinding] in
            let place = "entry[\(record.resource(list.resource).entry)].resource"
            guard let code = list.listCode else {
                return list.isStructure
                    ? [] : [CheckFinding(kind: "list.code", place: place, text: "a List whose code is not known")]
            }
            var findings: [CheckFinding] = []
            if list.title != code.title {
                findings.append(
                    CheckFinding(
                        kind: "list.title", place: place + ".title",
                        text: "is \"\(list.title ?? "missing")\", the specification's is \"\(code.title)\""))
            }
            if list.entries.isEmpty, list.emptyReason == nil {
                findings.append(
                    CheckFinding(kind: "list.emptyReason", place: place, text: "an empty List without emptyReason"))
            }
            if list.entries.isEmpty, !list.notes.contains(where: { $0.contains(ListWarning.informationNotAvailable) }) {
                findings.append(
                    CheckFinding(
                        kind: "list.note", place: place,
                        text: "an empty List whose note does not say \(ListWarning.informationNotAvailable)"))
            }
            return findings
        }
    }

    private static func warnings(_ context: RecordContext) -> [CheckFinding] {
        RecordWarnings.all(in: context).map { warning in
            CheckFinding(
                kind: "\(warning.kind.rawValue) \(warning.code)",
                place: warning.scope.isEmpty ? "Bundle" : warning.scope,
                text: warning.text)
        }
    }
}

enum NHSNumberCheck {
    /// What is wrong with the patient's NHS number, in words; nil when nothing is (docs/spec/bundle.md section 7).
    static func fault(of record: StructuredRecord) -> String? {
        guard let patient = record.patient else { return nil }
        return NHSNumberText(record.resource(patient).value).caution
    }
}
