import FHIR
import GPConnect

/// An answer while it is being put together: which resources are in, why, in which lists.
struct EvaluationDraft {
    let source: SourceRecord
    private(set) var reasons: [Reason?]
    private(set) var included: [Bool]
    /// Where an included resource stands in the Bundle: the first group that needs it.
    private(set) var groups: [EntryGroup]
    /// Included resources in the order in which they came in.
    private(set) var sequence: [Int32] = []
    private(set) var lists: [ListCode: Members] = [:]
    private(set) var disabledAreas: Set<ClinicalArea> = []

    struct Members {
        var items: [Int32] = []
        /// An item that would have been an entry was withheld.
        var hasWithheld = false
    }

    init(source: SourceRecord) {
        self.source = source
        let count = source.record.resources.count
        reasons = Array(repeating: nil, count: count)
        included = Array(repeating: false, count: count)
        groups = Array(repeating: .supplementaryActors, count: count)
        sequence.reserveCapacity(count)
    }

    /// Puts a resource in; the first reason to do so is the one that is told. Returns whether it was not in before.
    @discardableResult
    mutating func include(_ number: Int, _ group: EntryGroup, _ rule: RuleID, through: Int = -1) -> Bool {
        if included[number] {
            if group < groups[number] { groups[number] = group }
            return false
        }
        included[number] = true
        groups[number] = group
        reasons[number] = Reason(rule, included: true, through: through)
        sequence.append(Int32(number))
        return true
    }

    /// Notes why a resource is out, unless something else brings or brought it in.
    mutating func exclude(_ number: Int, _ rule: RuleID, through: Int = -1) {
        if reasons[number] == nil { reasons[number] = Reason(rule, included: false, through: through) }
    }

    /// Sets the reason of a resource that is out, or of one contained in another, whose fate it shares.
    mutating func settle(_ number: Int, _ rule: RuleID, through: Int) {
        let isIn = rule == .recordContained && included[through]
        reasons[number] = Reason(rule, included: isIn, through: through)
    }

    /// A list that the answer must have, though it may be empty.
    mutating func open(_ code: ListCode) { lists[code, default: Members()].items += [] }

    mutating func add(_ number: Int, to code: ListCode) { lists[code, default: Members()].items.append(Int32(number)) }

    mutating func markWithheld(_ code: ListCode) { lists[code, default: Members()].hasWithheld = true }

    mutating func close(_ code: ListCode) { lists[code] = nil }

    /// Something of an area that is switched off was asked for or would have come along.
    mutating func meetDisabled(_ area: ClinicalArea) { disabledAreas.insert(area) }
}
