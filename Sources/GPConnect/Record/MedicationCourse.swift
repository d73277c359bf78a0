import FHIR

/// What belongs to one medication of a record: the statement, its plan, the issues made under it, and the plans before
/// and after it (docs/spec/clinical-areas.md section 5).
package struct MedicationCourse: Sendable {
    /// Nil for a plan or issue that no statement names.
    package let statement: Int?
    package let plan: Int?
    /// Issues by the start of their own period, undated ones last (docs/spec/hazards.md row 87).
    package let issues: [Int]

    /// The course that a MedicationStatement or MedicationRequest belongs to.
    package init(of number: Int, in record: StructuredRecord) {
        let isRequest = record.resource(number).type == .medicationRequest
        let plan = isRequest ? Self.plan(ofRequest: number, record) : Self.plan(ofStatement: number, record)
        statement =
            isRequest
            ? plan.flatMap { Self.statements(of: $0, record).first } ?? Self.statements(of: number, record).first
            : number
        self.plan = plan
        let lone = Self.isIssue(number, record) && plan == nil ? [number] : []
        let named = record.targets(of: statement ?? number, through: "basedOn").filter { Self.isIssue($0, record) }
        issues = Self.byPeriod((plan.map { Self.issues(of: $0, record) } ?? lone) + named, record)
    }

    /// Every resource of the course: what problems and consultations may point at
    /// (docs/spec/clinical-areas.md section 2.1).
    package var members: [Int] { [statement, plan].compactMap { $0 } + issues }

    package static func isIssue(_ number: Int, _ record: StructuredRecord) -> Bool {
        record.resource(number).type == .medicationRequest && record.resource(number)["intent"]?.isText("order") == true
    }

    private static func plan(ofStatement number: Int, _ record: StructuredRecord) -> Int? {
        let requests = record.targets(of: number, through: "basedOn").filter {
            record.resource($0).type == .medicationRequest
        }
        return requests.first { !isIssue($0, record) } ?? requests.lazy.compactMap { plan(ofRequest: $0, record) }.first
    }

    private static func plan(ofRequest number: Int, _ record: StructuredRecord) -> Int? {
        guard isIssue(number, record) else { return number }
        return record.targets(of: number, through: "basedOn").first {
            record.resource($0).type == .medicationRequest && !isIssue($0, record)
        }
    }

    private static func issues(of plan: Int, _ record: StructuredRecord) -> [Int] {
        record.referrers(to: plan, through: "basedOn").filter { isIssue($0, record) }
    }

    package static func statements(of request: Int, _ record: StructuredRecord) -> [Int] {
        record.referrers(to: request, through: "basedOn").filter { record.resource($0).type == .medicationStatement }
    }

    private static func byPeriod(_ issues: [Int], _ record: StructuredRecord) -> [Int] {
        let unique = issues.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
        let dated = unique.map { number in (number, start(ofIssue: number, record).date?.sortKey) }
        return dated.sorted { left, right in
            switch (left.1, right.1) {
            case (let first?, let second?) where first != second: first < second
            case (.some, nil): true
            case (nil, .some): false
            default: left.0 < right.0
            }
        }.map(\.0)
    }

    /// When an issue's own period begins.
    package static func start(ofIssue number: Int, _ record: StructuredRecord) -> RecordedDate {
        RecordedDate(record.resource(number)["dispenseRequest"]?["validityPeriod"]?["start"])
    }
}

extension MedicationCourse {
    /// The plans that this one replaced, directly: as sent, held by the record or not.
    package static func replaced(by plan: Int, _ record: StructuredRecord) -> [StructuredRecord.Resolution] {
        record.resource(plan).value.all("priorPrescription").map { record.resolve($0, from: plan) }
    }

    /// The plans that name this one as their `priorPrescription`.
    package static func replacements(of plan: Int, _ record: StructuredRecord) -> [Int] {
        record.referrers(to: plan, through: "priorPrescription")
    }

    /// The plans along `priorPrescription` both ways, oldest to newest, this one among them. No link is made where none
    /// is sent (docs/spec/hazards.md section 4, rule 6).
    package static func history(of plan: Int, _ record: StructuredRecord) -> [Int] {
        let before = walk(from: plan) { record.targets(of: $0, through: "priorPrescription") }
        let after = walk(from: plan) { replacements(of: $0, record) }
        return before.reversed() + [plan] + after.filter { !before.contains($0) }
    }

    /// Breadth first; a ring of references ends the walk.
    private static func walk(from plan: Int, _ next: (Int) -> [Int]) -> [Int] {
        var seen: Set<Int> = [plan]
        var found: [Int] = []
        var pending = [plan]
        while !pending.isEmpty {
            pending = pending.flatMap(next).filter { seen.insert($0).inserted }
            found += pending
        }
        return found
    }
}
