import FHIR
import GPConnect

/// Writes a query list (docs/spec/clinical-areas.md section 1.4).
struct ListText {
    let evaluation: Evaluation
    let list: EvaluatedList

    private static let structureDefinitions = "https://fhir.nhs.uk/STU3/StructureDefinition/"

    /// The id of the Ended allergies list, which alone has one, and only when something refers into it
    /// (docs/spec/README.md question Q2).
    static let endedAllergiesID = "ended-allergies"

    func json() -> JSONText {
        var members: [(name: String, value: JSONText)] = [("resourceType", .string("List"))]
        if let id = EndedAllergyReferences.listID(in: evaluation), list.code == .endedAllergies {
            members.append(("id", .string(id)))
        }
        members.append(("meta", Self.meta))
        let contained = self.contained
        if !contained.isEmpty { members.append(("contained", .array(contained))) }
        members.append(("extension", .array([Self.clinicalSetting] + list.warningCodes.map(Self.warning))))
        members += [
            ("status", .string("current")), ("mode", .string("snapshot")), ("title", .string(list.code.title)),
            ("code", Self.concept(list.code.system, list.code.code, list.code.display)),
        ]
        if let patient = evaluation.patientReference {
            members.append(("subject", Self.reference(patient)))
        }
        members.append(("date", .string(evaluation.clock.dateTime)))
        if let note = list.note { members.append(("note", .array([.object([("text", .string(note))])]))) }
        members.append(contentsOf: entries)
        return .object(members)
    }

    private static let meta = JSONText.object([
        ("profile", .array([.string(structureDefinitions + "CareConnect-GPC-List-1")]))
    ])

    private static let clinicalSetting = JSONText.object([
        ("url", .string(structureDefinitions + "Extension-CareConnect-GPC-ClinicalSetting-1")),
        (
            "valueCodeableConcept",
            concept(CodeSystem.snomed, SNOMEDCode.generalPracticeService, "General practice service")
        ),
    ])

    private static func warning(_ code: String) -> JSONText {
        .object([
            ("url", .string(structureDefinitions + "Extension-CareConnect-GPC-ListWarningCode-1")),
            ("valueCode", .string(code)),
        ])
    }

    private static func concept(_ system: String, _ code: String, _ display: String) -> JSONText {
        let coding = JSONText.object([
            ("system", .string(system)), ("code", .string(code)), ("display", .string(display)),
        ])
        return .object([("coding", .array([coding]))])
    }

    private static func reference(_ text: String) -> JSONText { .object([("reference", .string(text))]) }

    /// Entries, or the reason why there are none.
    private var entries: [(name: String, value: JSONText)] {
        guard !list.entries.isEmpty else {
            let reason = Self.concept(CodeSystem.listEmptyReason, "no-content-recorded", "No Content Recorded")
            return [("emptyReason", reason)]
        }
        return [("entry", .array(list.entries.map(entry)))]
    }

    private func entry(_ entry: EvaluatedList.Entry) -> JSONText {
        switch entry {
        case .resource(let number): .object([("item", Self.reference(reference(to: number)))])
        case .asSent(let place):
            .source(evaluation.source.unresolved[list.code]?[place].value.source ?? [])
        }
    }

    private func reference(to number: Int) -> String {
        let resource = evaluation.source.record.resource(number)
        guard resource.isContained else { return evaluation.reference(to: number) }
        let fragment = "#\(resource.id ?? "")"
        if list.code == .endedAllergies { return fragment }
        return "List/\(EndedAllergyReferences.listID(in: evaluation) ?? Self.endedAllergiesID)\(fragment)"
    }

    /// Ended allergies live only inside their list, as they were recorded.
    private var contained: [JSONText] {
        list.resources.map(evaluation.source.record.resource).filter(\.isContained).map { .source($0.value.source) }
    }
}

/// How other resources refer to the Ended allergies list.
private enum EndedAllergyReferences {
    /// The id that references to contained allergies use, nil when nothing outside the list refers to one.
    static func listID(in evaluation: Evaluation) -> String? {
        let record = evaluation.source.record
        guard let list = evaluation.list(.endedAllergies) else { return nil }
        for allergy in list.resources where record.resource(allergy).isContained {
            let container = record.resource(allergy).container
            for edge in record.graph.incoming(allergy) where edge.source != container {
                guard evaluation.isIncluded(edge.source) else { continue }
                if case .containedIn(let id, _) = Reference(record.bundle.document.string(edge.node)) { return id.id }
            }
            let isLinked = evaluation.lists.contains {
                $0.code != .endedAllergies && $0.code.holdsEndedAllergies && $0.resources.contains(allergy)
            }
            if isLinked { return ListText.endedAllergiesID }
        }
        return nil
    }
}

extension Evaluation {
    /// `Type/id` of a resource; one without an id is named by its entry's fullUrl.
    func reference(to number: Int) -> String {
        let resource = source.record.resource(number)
        if let id = resource.resourceID { return id.description }
        return source.record.bundle.entries[resource.entry].fullURL ?? resource.label
    }

    var patientReference: String? { source.record.patient.map { reference(to: $0) } }
}
