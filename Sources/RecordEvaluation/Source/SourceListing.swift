import FHIR
import GPConnect

/// What the source's own lists say: their members, and which resources any list names.
struct SourceListing {
    private(set) var members: [ListCode: [SourceRecord.SourceMember]] = [:]
    private(set) var unresolved: [ListCode: [SourceRecord.UnresolvedEntry]] = [:]
    private(set) var isListed: [Bool]
    private(set) var isEnded: [Bool]
    private(set) var isMember: [Bool]

    init(record: StructuredRecord, ranks: [Int32]) {
        isListed = Array(repeating: false, count: record.resources.count)
        isMember = isListed
        isEnded = record.resources.map { $0.type == .allergyIntolerance && $0.isContained }
        for list in record.lists {
            for target in list.entries.compactMap(\.target) { isListed[target] = true }
            if case .primary(let code) = list.kind { add(list, to: code) }
        }
        for code in members.keys { members[code]?.sort { ranks[$0.resource] < ranks[$1.resource] } }
        for member in members[.endedAllergies] ?? [] { isEnded[member.resource] = true }
        markResolved(record)
    }

    private mutating func add(_ list: RecordList, to code: ListCode) {
        var known = members[code] ?? []
        var seen = Set(known.map(\.resource))
        for entry in list.entries {
            if let target = entry.target {
                isMember[target] = true
                if seen.insert(target).inserted { known.append(SourceRecord.SourceMember(resource: target)) }
            } else {
                unresolved[code, default: []].append(SourceRecord.UnresolvedEntry(value: entry.value))
            }
        }
        members[code] = known
    }

    /// An ended allergy may also be a Bundle entry of its own, known by its status.
    private mutating func markResolved(_ record: StructuredRecord) {
        let active = Set((members[.allergies] ?? []).map(\.resource))
        for number in record.resources.indices where record.resource(number).type == .allergyIntolerance {
            if record.resource(number)["clinicalStatus"]?.isText("resolved") == true, !active.contains(number) {
                isEnded[number] = true
            }
        }
    }

    static func mentions(in record: StructuredRecord) -> [Int: Set<ClinicalArea>] {
        var mentions: [Int: Set<ClinicalArea>] = [:]
        for number in record.resources.indices {
            let resource = record.resource(number)
            guard resource.type == .list || resource.type == .condition else { continue }
            let areas = DisabledMentions.areas(in: resource)
            if !areas.isEmpty { mentions[number] = areas }
        }
        return mentions
    }
}

/// The area each resource belongs to, for switches and explanations.
struct ResourceAreas {
    let record: StructuredRecord
    let contents: ConsultationContents
    let parts: ItemParts
    let listing: SourceListing

    func areas() -> [ClinicalArea?] {
        var areas = record.resources.map(Self.home)
        for member in listing.members[.immunisations] ?? [] { areas[member.resource] = .immunisations }
        for number in record.resources.indices where record.resource(number).type == .diagnosticReport {
            for part in parts.parts[number] where isReportPart(Int(part)) { areas[Int(part)] = .investigations }
        }
        for list in record.lists where list.listCode != nil { areas[list.resource] = list.listCode?.area }
        return areas
    }

    private static func home(of resource: Resource) -> ClinicalArea? {
        switch resource.type {
        case .list: .consultations
        case .questionnaireResponse: .uncategorised
        case .observation where isNarrative(resource): .consultations
        default: ClinicalArea.home(of: resource)
        }
    }

    /// Free text of a consultation belongs to the consultation, not to uncategorised data
    /// (docs/spec/clinical-areas.md section 9).
    private static func isNarrative(_ resource: Resource) -> Bool {
        CodeableConcept(resource["code"])?.hasCode(SNOMEDCode.commentNote) ?? false
    }

    private func isReportPart(_ number: Int) -> Bool {
        let type = record.resource(number).type
        return type != .documentReference && !listing.isMember[number]
    }
}
