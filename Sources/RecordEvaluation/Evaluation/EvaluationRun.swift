import FHIR
import GPConnect

/// One evaluation, step by step. The steps of each kind stand in their own files.
struct EvaluationRun {
    let source: SourceRecord
    let request: StructuredRecordRequest
    let search: Search
    var draft: EvaluationDraft
    /// The consultations and problems of the primary lists, in list order: what linkage begins from.
    private(set) var consultations: [Int] = []
    private(set) var problems: [Int] = []
    /// Problems that met the search but are withheld: their place is the primary list and no other.
    private(set) var withheldProblems: Set<Int> = []
    /// Items that linked problems are looked for, with the group they came in by.
    var linkable: [(item: Int, group: EntryGroup)] = []

    init(source: SourceRecord, request: StructuredRecordRequest) {
        self.source = source
        self.request = request
        search = Search(source: source, request: request)
        draft = EvaluationDraft(source: source)
    }

    /// The group of the Bundle that a primary list's items stand in.
    static let groups: [ClinicalArea: EntryGroup] = [
        .consultations: .consultations, .problems: .problems, .immunisations: .immunisations,
        .uncategorised: .uncategorised, .allergies: .allergies, .medications: .medication,
        .investigations: .investigations, .referrals: .referrals, .diary: .diary,
    ]

    /// The primary lists that the request asks for, in the specification's order.
    var requestedLists: [ListCode] {
        ListCode.primary.filter { code in
            request.asksFor(code.area) && (code != .endedAllergies || request.allergies?.includeResolved == true)
        }
    }

    mutating func selectPrimaryLists() {
        for code in requestedLists {
            if source.switches.disabled.contains(code.area) {
                draft.meetDisabled(code.area)
            } else if source.offers(code) {
                draft.open(code)
                for member in source.members[code] ?? [] { select(member.resource, code) }
            }
        }
    }

    private mutating func select(_ item: Int, _ code: ListCode) {
        for rule in PrimaryListRules.rules(for: code) {
            guard let returns = rule.returns(item, in: search) else { continue }
            if returns {
                admit(item, code, rule.id)
            } else {
                draft.exclude(item, rule.id)
            }
            return
        }
    }

    /// An item that met the search, unless it may not be returned at all (docs/spec/warnings.md section 2).
    private mutating func admit(_ item: Int, _ code: ListCode, _ rule: RuleID) {
        let standing = source.standings[item]
        if standing.isConfidential {
            draft.markWithheld(code)
            if code == .problems { withheldProblems.insert(item) }
        }
        guard standing == .normal else { return }
        let group = Self.groups[code.area] ?? .supplementaryActors
        draft.include(item, group, rule)
        draft.add(item, to: code)
        let wantsIssues = request.medication?.includePrescriptionIssues != false
        includeParts(of: item, group, issues: wantsIssues ? .all : .notAskedFor)
        linkable.append((item, group))
        if code == .consultations { consultations.append(item) }
        if code == .problems { problems.append(item) }
    }
}

extension EvaluationRun {
    /// Which issues of a medication come with it.
    enum Issues {
        case all
        case notAskedFor
        /// A consultation or problem brings in the issues it names and no other
        /// (docs/spec/clinical-areas.md section 2).
        case onlyLinked
    }

    /// What comes along because it is part of the item (docs/spec/clinical-areas.md section 2).
    mutating func includeParts(of item: Int, _ group: EntryGroup, issues: Issues) {
        let rule = PartRules.rule(for: source.record.resource(item).type)
        for part in source.parts.parts[item] { includePart(Int(part), of: item, group, rule) }
        guard issues != .onlyLinked else { return }
        for order in source.parts.orders[item] {
            guard issues == .all else {
                draft.exclude(Int(order), .medicationIssuesNotAskedFor, through: item)
                continue
            }
            includePart(Int(order), of: item, group, .medicationIssues)
            for part in source.parts.parts[Int(order)] { includePart(Int(part), of: item, group, rule) }
        }
    }

    private mutating func includePart(_ part: Int, of item: Int, _ group: EntryGroup, _ rule: RuleID) {
        guard source.standings[part] == .normal else { return }
        if let area = source.disabledArea(of: part) {
            draft.meetDisabled(area)
        } else {
            draft.include(part, group, rule, through: item)
        }
    }
}

/// Which rule brings in the parts of an item.
private enum PartRules {
    static func rule(for type: ResourceType) -> RuleID {
        switch type {
        case .diagnosticReport: .investigationsPart
        case .referralRequest: .referralsSupportingInformation
        default: .medicationPart
        }
    }
}
