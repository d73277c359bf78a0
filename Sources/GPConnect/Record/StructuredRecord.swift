import FHIR

/// A GP Connect structured record: the Bundle indexed once. What every later room takes.
package final class StructuredRecord: Sendable {
    package let bundle: Bundle
    package let index: RecordIndex
    package let graph: ReferenceGraph
    /// Every List of the record in entry order.
    package let lists: [RecordList]
    /// Number of the record's Patient in `Bundle.resources`; nil when the Bundle has none.
    package let patient: Int?
    /// The Lists that are shown as part of a consultation: numbers in `Bundle.resources`.
    package let consultationLists: Set<Int>
    /// Every PractitionerRole, in entry order.
    let practitionerRoles: [Int]
    package let areas: [AreaSummary]
    /// The issues of OperationOutcomes inside the Bundle: areas switched off, parameters not understood.
    package let outcomes: [OutcomeIssue]

    package init(bundle: Bundle) {
        self.bundle = bundle
        index = RecordIndex(bundle: bundle)
        graph = ReferenceGraph(bundle: bundle, index: index)
        var lists: [RecordList] = []
        var patient: Int?
        var roles: [Int] = []
        var outcomes: [OutcomeIssue] = []
        for (number, resource) in bundle.resources.enumerated() {
            switch resource.type {
            case .list: lists.append(RecordList(resource: number, in: bundle, index: index))
            case .patient where patient == nil && !resource.isContained: patient = number
            case .practitionerRole: roles.append(number)
            case .operationOutcome: outcomes += OutcomeIssue.issues(of: resource, number: number)
            default: break
            }
        }
        self.lists = lists
        self.patient = patient
        practitionerRoles = roles
        self.outcomes = outcomes
        consultationLists = ConsultationLists.shown(in: lists, of: bundle, index: index)
        areas = AreaReading(
            bundle: bundle, graph: graph, lists: lists, outcomes: outcomes, shownLists: consultationLists
        ).areas()
    }

    package var resources: [Resource] { bundle.resources }

    package func resource(_ number: Int) -> Resource { bundle.resources[number] }

    package func area(_ area: ClinicalArea) -> AreaSummary {
        areas[ClinicalArea.allCases.firstIndex(of: area)!]
    }

    /// The lists with this code, in entry order; usually none or one.
    package func lists(_ code: ListCode) -> [RecordList] { lists.filter { $0.listCode == code } }

    /// What a `Reference` element of `source` means.
    package func resolve(_ reference: JSONValue?, from source: Int) -> Resolution {
        guard let reference, reference.kind == .object else { return .absent }
        let display = reference["display"]?.recorded?.nonEmpty
        guard let node = reference["reference"], let text = node.string?.nonEmpty else {
            return display.map(Resolution.words) ?? .absent
        }
        if let target = index.resolve(node: node.index, from: source) { return .resource(target) }
        if case .freeText = Reference(text) { return .words(display ?? text) }
        return .notSupplied(reference: text, display: display)
    }

    package enum Resolution: Hashable, Sendable {
        case absent
        case resource(Int)
        /// Words instead of a reference: `item.display` of what a provider does not export, or free text.
        case words(String)
        /// A reference to what this record does not hold; legal, and shown as "not supplied"
        /// (docs/spec/bundle.md section 6).
        case notSupplied(reference: String, display: String?)
    }

    /// Whether the item belongs to another patient than the record's: its `subject` or `patient` names one, by reference or
    /// by NHS number (docs/spec/hazards.md section 2). The record's own lists may carry the number asked for.
    package func namesDifferentPatient(_ number: Int) -> String? {
        let resource = bundle.resources[number]
        guard let patient, resource.type != .patient, let subject = resource["subject"] ?? resource["patient"] else {
            return nil
        }
        return differentReference(subject, in: number, than: patient)
            ?? (resource.type == .list ? nil : differentNumber(subject, than: patient))
    }

    private func differentReference(_ subject: JSONValue, in number: Int, than patient: Int) -> String? {
        guard let reference = subject["reference"], let text = reference.string else { return nil }
        if let target = index.resolve(node: reference.index, from: number) { return target == patient ? nil : text }
        guard case .resource(let id) = Reference(text), id.type == .patient else { return nil }
        return id.id == bundle.resources[patient].id ? nil : text
    }

    private func differentNumber(_ subject: JSONValue, than patient: Int) -> String? {
        guard let identifier = subject["identifier"].map(Identifier.init), let number = identifier.value,
            identifier.system == IdentifierSystem.nhsNumber
        else { return nil }
        let own = bundle.resources[patient].value.all("identifier").map(Identifier.init).filter {
            $0.system == IdentifierSystem.nhsNumber
        }.compactMap(\.value)
        return own.isEmpty || own.contains(number) ? nil : "NHS number \(NHSNumber.grouped(number))"
    }
}

/// One issue of an OperationOutcome in a successful Bundle (docs/spec/warnings.md section 4).
package struct OutcomeIssue: Sendable {
    package enum Meaning: Hashable, Sendable {
        /// `... has been disabled`.
        case disabled(ClinicalArea)
        /// `... is an unrecognised parameter`.
        case unrecognisedParameter(String)
        /// Anything else, shown as received.
        case other
    }

    /// Number of the OperationOutcome in `Bundle.resources`.
    package let resource: Int
    package let issue: OperationOutcome.Issue
    package let meaning: Meaning

    /// `details.text` as received, else the display, else the diagnostics.
    package var text: String { issue.text ?? issue.spineDisplay ?? issue.diagnostics ?? issue.code ?? "no text" }

    package static func issues(of resource: Resource, number: Int) -> [OutcomeIssue] {
        OperationOutcome(resource.value).issues.map { issue in
            OutcomeIssue(resource: number, issue: issue, meaning: meaning(of: issue))
        }
    }

    /// The two kinds are told apart by the end of the text, with or without a full stop.
    private static func meaning(of issue: OperationOutcome.Issue) -> Meaning {
        guard let text = issue.text else { return .other }
        let words = text.hasSuffix(".") ? String(text.dropLast()) : text
        if words.hasSuffix("is an unrecognised parameter") {
            return .unrecognisedParameter(issue.diagnostics ?? String(words.prefix { $0 != " " }))
        }
        guard words.hasSuffix("has been disabled") else { return .other }
        let name = issue.diagnostics ?? String(words.prefix { $0 != " " })
        return ClinicalArea(disabledName: name).map(Meaning.disabled) ?? .other
    }
}
