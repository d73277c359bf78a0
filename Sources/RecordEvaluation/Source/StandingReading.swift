import FHIR
import GPConnect

/// Gives each resource of a source its standing (docs/spec/warnings.md sections 2 and 5, docs/spec/bundle.md section 10).
struct StandingReading {
    let record: StructuredRecord
    let switches: SourceSwitches
    let parts: ItemParts
    let contents: ConsultationContents

    func standings() -> [Standing] {
        var standings = [Standing](repeating: .normal, count: record.resources.count)
        for duplicate in record.index.duplicates { standings[duplicate.resource] = .duplicate }
        for number in standings.indices where standings[number] == .normal {
            standings[number] = ownStanding(number)
        }
        withholdParts(&standings)
        withholdConsultations(&standings)
        dropEmptied(&standings)
        return standings
    }

    private func ownStanding(_ number: Int) -> Standing {
        let resource = record.resource(number)
        if let id = resource.resourceID?.description {
            if switches.notOwned.contains(id) { return .notOwned }
            if switches.enteredInError.contains(id) { return .enteredInError }
            if switches.confidential.contains(id) { return .confidential }
        }
        if !switches.exclusionCodes.isEmpty,
            ExclusionCodes.holds(resource, of: switches.exclusionCodes, in: record, number)
        {
            return .excludedCode
        }
        return record.namesDifferentPatient(number) == nil ? .normal : .otherPatient
    }

    /// A medication goes with its statement or plan, a report with any part of it.
    private func withholdParts(_ standings: inout [Standing]) {
        for number in standings.indices {
            switch record.resource(number).type {
            case .medicationStatement: withholdMedication(number, &standings)
            case .diagnosticReport: withholdReport(number, &standings)
            default: break
            }
        }
    }

    private func withholdMedication(_ statement: Int, _ standings: inout [Standing]) {
        let plans = parts.plans[statement].map { Int($0) }
        guard ([statement] + plans).contains(where: { standings[$0].isConfidential }) else { return }
        for number in [statement] + plans + parts.orders[statement].map({ Int($0) })
        where standings[number] == .normal {
            standings[number] = .partOfWithheld
        }
    }

    private func withholdReport(_ report: Int, _ standings: inout [Standing]) {
        let all = [report] + parts.parts[report].map { Int($0) }
        guard all.contains(where: { standings[$0].isConfidential }) else { return }
        for number in all where standings[number] == .normal && !belongsElsewhere(number, report, standings) {
            standings[number] = .partOfWithheld
        }
    }

    /// A part that another report, not withheld, needs as well.
    private func belongsElsewhere(_ part: Int, _ report: Int, _ standings: [Standing]) -> Bool {
        parts.owners[part].contains { owner in
            Int(owner) != report && record.resource(Int(owner)).type == .diagnosticReport
                && standings[Int(owner)] == .normal
                && !parts.parts[Int(owner)].contains { standings[Int($0)].isConfidential }
        }
    }

    /// The shape of a withheld consultation is withheld with it; its items stand on their own.
    private func withholdConsultations(_ standings: inout [Standing]) {
        for number in standings.indices
        where record.resource(number).type == .encounter && standings[number] != .normal {
            for list in contents.structure[number] where standings[Int(list)] == .normal {
                standings[Int(list)] = standings[number]
            }
        }
    }

    /// Structure lists that hold nothing once their withheld items are cut, from the innermost out.
    private func dropEmptied(_ standings: inout [Standing]) {
        let lists = record.lists.filter { $0.listCode == nil && !$0.entries.isEmpty }
        var changed = true
        while changed {
            changed = false
            for list in lists where standings[list.resource] == .normal {
                let isEmptied = list.entries.allSatisfy { entry in entry.target.map { standings[$0].isCut } ?? false }
                if isEmptied {
                    standings[list.resource] = .emptied
                    changed = true
                }
            }
        }
    }
}

/// Where an item carries the code that the exclusion set is compared with (docs/spec/warnings.md section 5).
enum ExclusionCodes {
    static func holds(
        _ resource: Resource, of codes: Set<String>, in record: StructuredRecord, _ number: Int
    ) -> Bool {
        concepts(of: resource, in: record, number).contains { concept in
            concept.codings.contains { coding in
                coding.system == CodeSystem.snomed && coding.code.map(codes.contains) == true
            }
        }
    }

    private static func concepts(
        of resource: Resource, in record: StructuredRecord, _ number: Int
    ) -> [CodeableConcept] {
        let value = resource.value
        switch resource.type {
        case .list, .operationOutcome: return []
        case .medicationStatement, .medicationRequest:
            let drug = record.target(of: value["medicationReference"], from: number)
            let elements = [value["medicationCodeableConcept"], drug.flatMap { record.resource($0)["code"] }]
            return elements.compactMap { CodeableConcept($0) }
        case .immunization:
            let procedure = value.extensionNamed("Extension-CareConnect-VaccinationProcedure-1")?.extensionValue
            return [procedure, value["vaccineCode"]].compactMap { CodeableConcept($0) }
        case .referralRequest: return value.all("reasonCode").compactMap { CodeableConcept($0) }
        case .documentReference, .encounter: return value.all("type").compactMap { CodeableConcept($0) }
        default: return [value["code"]].compactMap { CodeableConcept($0) }
        }
    }
}
