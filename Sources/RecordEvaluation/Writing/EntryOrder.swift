import FHIR
import GPConnect

/// One entry of the Bundle that is written.
enum WrittenEntry {
    /// A query list, by its place in `Evaluation.lists`.
    case list(Int)
    /// A resource of the source.
    case resource(Int)
    case outcome
}

/// The order of a Bundle's entries: by group, in a group lists first, then resources by type and list order
/// (docs/spec/bundle.md section 2).
enum EntryOrder {
    static func entries(of evaluation: Evaluation) -> [WrittenEntry] {
        var keyed: [(key: Key, entry: WrittenEntry)] = []
        keyed.reserveCapacity(evaluation.sequence.count + evaluation.lists.count)
        for (number, list) in evaluation.lists.enumerated() {
            keyed.append((Key(group: group(of: list.code).rawValue, type: -1, place: Int32(number)), .list(number)))
        }
        let record = evaluation.source.record
        for (place, number) in evaluation.sequence.enumerated() {
            let resource = record.resource(Int(number))
            guard !resource.isContained else { continue }
            let type = typePlaces[resource.type] ?? Int32(types.count)
            let isList = resource.type == .list
            let rank = isList ? Int32(place) : evaluation.source.ranks[Int(number)]
            let group = evaluation.groups[Int(number)]
            keyed.append((Key(group: group.rawValue, type: type, place: rank), .resource(Int(number))))
        }
        keyed.sort { $0.key < $1.key }
        return keyed.map(\.entry) + (evaluation.issues.isEmpty ? [] : [.outcome])
    }

    private struct Key: Comparable {
        let group: UInt8
        let type: Int32
        let place: Int32

        static func < (left: Key, right: Key) -> Bool {
            (left.group, left.type, left.place) < (right.group, right.type, right.place)
        }
    }

    private static func group(of code: ListCode) -> EntryGroup {
        switch code.layer {
        case .primary: EvaluationRun.groups[code.area] ?? .supplementaryActors
        case .consultations: .consultations
        case .problems, .linkedProblems: .problems
        }
    }

    /// Types in the order in which the specification's picture names them, actors as it names the key actors.
    private static let types: [ResourceType] = [
        .list, .patient, .organization, .practitioner, .practitionerRole, .encounter, .observation,
        .questionnaireResponse, .condition, .allergyIntolerance, .immunization, .medicationStatement,
        .medicationRequest, .medication, .diagnosticReport, .procedureRequest, .specimen, .referralRequest,
        .documentReference, .healthcareService, .location,
    ]

    private static let typePlaces = Dictionary(
        uniqueKeysWithValues: types.enumerated().map { ($1, Int32($0)) })
}
