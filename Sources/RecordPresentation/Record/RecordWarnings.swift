import FHIR
import GPConnect

/// One thing a clinician must know about what the record does not say (docs/spec/warnings.md section 7 row 1).
package struct RecordWarning: Sendable {
    package enum Kind: String, Sendable {
        case listWarning, operationOutcome, unresolvedReference, degraded, notDisplayed
        /// Items that name another patient, or no patient at all.
        case patient
        /// What was read leniently: damaged JSON or FHIR.
        case parseIssue
    }

    package let kind: Kind
    package let level: Mark.Level
    /// The warning code, Spine code or reference.
    package let code: String
    /// The list code, parameter or resource it concerns.
    package let scope: String
    /// As received where it came from the record.
    package let text: String
    package let areas: [ClinicalArea]
    /// Where to jump: a resource of the record.
    package let resource: Int?
}

package enum RecordWarnings {
    /// Every warning of the record, the weightiest kinds first; parse issues are told by `check`.
    package static func all(in context: RecordContext) -> [RecordWarning] {
        let record = context.record
        return listWarnings(record) + outcomes(record) + patients(context) + unresolved(record) + degraded(context)
            + notDisplayed(record)
    }

    private static func listWarnings(_ record: StructuredRecord) -> [RecordWarning] {
        record.lists.flatMap { list in
            list.warningCodes.map { code in
                RecordWarning(
                    kind: .listWarning, level: .alert, code: code, scope: list.code ?? list.name,
                    text: list.notes.isEmpty
                        ? ListWarningText.line(code: code, list: list).text : list.notes.joined(separator: " "),
                    areas: areas(of: list), resource: list.resource)
            }
        }
    }

    /// A linked list concerns the area of its items and the area that brought them.
    private static func areas(of list: RecordList) -> [ClinicalArea] {
        guard let code = list.listCode else { return [] }
        switch code.layer {
        case .primary, .linkedProblems: return [code.area]
        case .consultations: return code.area == .consultations ? [code.area] : [code.area, .consultations]
        case .problems: return code.area == .problems ? [code.area] : [code.area, .problems]
        }
    }

    private static func outcomes(_ record: StructuredRecord) -> [RecordWarning] {
        record.outcomes.map { outcome in
            RecordWarning(
                kind: .operationOutcome, level: .alert, code: outcome.issue.spineCode ?? outcome.issue.code ?? "",
                scope: outcome.issue.diagnostics ?? "", text: outcome.text, areas: areas(of: outcome.meaning),
                resource: outcome.resource)
        }
    }

    private static func areas(of meaning: OutcomeIssue.Meaning) -> [ClinicalArea] {
        switch meaning {
        case .disabled(let area): [area]
        case .unrecognisedParameter(let name):
            ClinicalArea(parameter: String(name.prefix { $0 != "." })).map { [$0] } ?? []
        case .other: []
        }
    }

    private static func patients(_ context: RecordContext) -> [RecordWarning] {
        let record = context.record
        var warnings: [RecordWarning] = []
        if record.patient == nil {
            warnings.append(
                RecordWarning(
                    kind: .patient, level: .alert, code: "patient", scope: "Bundle",
                    text: "patient identity not supplied", areas: [], resource: nil))
        }
        for (number, other) in context.differentPatients.sorted(by: { $0.key < $1.key }) {
            warnings.append(
                RecordWarning(
                    kind: .patient, level: .alert, code: "different-patient", scope: record.resource(number).label,
                    text: "DIFFERENT PATIENT: \(other)",
                    areas: ClinicalArea.home(of: record.resource(number)).map { [$0] } ?? [], resource: number))
        }
        return warnings
    }

    /// Each missing target once, with the number of references to it; a missing Encounter is normal where consultations
    /// were not asked for, yet it is said (docs/spec/clinical-areas.md section 2, "dangling references are normal").
    private static func unresolved(_ record: StructuredRecord) -> [RecordWarning] {
        var order: [String] = []
        var sources: [String: [Int]] = [:]
        let document = record.bundle.document
        for edge in record.graph.edges where edge.target == nil {
            let text = document.string(edge.node)
            if sources[text] == nil { order.append(text) }
            sources[text, default: []].append(edge.source)
        }
        return order.map { reference in
            let from = sources[reference] ?? []
            return RecordWarning(
                kind: .unresolvedReference, level: .note, code: reference,
                scope: from.first.map { record.resource($0).label } ?? "",
                text: "not supplied: \(reference) (referred to \(from.count == 1 ? "once" : "\(from.count) times"))",
                areas: Array(Set(from.compactMap { ClinicalArea.home(of: record.resource($0)) })).sorted {
                    $0.rawValue < $1.rawValue
                }, resource: from.first)
        }
    }

    /// A degraded drug is told once, by its Medication where it is one.
    private static func degraded(_ context: RecordContext) -> [RecordWarning] {
        context.record.resources.enumerated().compactMap { number, resource in
            guard resource["medicationReference"] == nil,
                let (code, concept) = DegradedConcept.find(in: number, of: context.record)
            else { return nil }
            return RecordWarning(
                kind: .degraded, level: .check, code: code.rawValue, scope: resource.label,
                text: "\(concept.term ?? "no text"): DEGRADED – not coded",
                areas: ClinicalArea.home(of: resource).map { [$0] } ?? [], resource: number)
        }
    }

    private static func notDisplayed(_ record: StructuredRecord) -> [RecordWarning] {
        UnplacedResources.find(in: record).map { number in
            let resource = record.resource(number)
            return RecordWarning(
                kind: .notDisplayed, level: .check, code: resource.type.rawValue, scope: resource.label,
                text: "could not be displayed in any area: see Other", areas: [], resource: number)
        }
    }
}

/// Resources that neither an area nor the actors' details show: counted and listed (docs/spec/hazards.md row 36).
package enum UnplacedResources {
    private static let actors: Set<ResourceType> = [
        .patient, .practitioner, .practitionerRole, .organization, .location, .healthcareService, .operationOutcome,
    ]

    package static func find(in record: StructuredRecord) -> [Int] {
        // Nearly every record has no such thing: told without looking at what lists name.
        let isStrange = record.resources.contains { resource in
            resource.type != .list && !actors.contains(resource.type) && ClinicalArea.home(of: resource) == nil
        }
        let hasLoneList = record.lists.contains {
            $0.listCode == nil && !record.consultationLists.contains($0.resource)
        }
        guard isStrange || hasLoneList else { return [] }
        let listed = Set(record.lists.flatMap { $0.entries.compactMap(\.target) })
        let shownLists = Set(record.areas.flatMap(\.lists))
        let placed = record.lists.indices.filter { number in
            let list = record.lists[number]
            return shownLists.contains(number) || list.listCode != nil
                || record.consultationLists.contains(list.resource)
        }
        let placedLists = Set(placed.map { record.lists[$0].resource })
        return record.resources.indices.filter { number in
            let resource = record.resource(number)
            if actors.contains(resource.type) || placedLists.contains(number) { return false }
            if listed.contains(number) { return false }
            return ClinicalArea.home(of: resource) == nil
        }
    }
}

extension RecordList {
    package var isStructure: Bool {
        if case .structure = kind { true } else { false }
    }
}
