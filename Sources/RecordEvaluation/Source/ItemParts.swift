import FHIR
import GPConnect

/// What comes along with an item because it is part of it (docs/spec/clinical-areas.md section 2, "full resources
/// returned"): plan and drug of a medication, results and specimens of a report, letters of a referral.
struct ItemParts: Sendable {
    /// From an item to all its parts.
    let parts: Adjacency
    /// From a part to the items it is part of.
    let owners: Adjacency
    /// From a MedicationStatement to its issues.
    let orders: Adjacency
    /// For each resource the item that lists name in its place: of a MedicationRequest its statement, of any other
    /// itself; -1 for a MedicationRequest without a statement (docs/spec/clinical-areas.md section 2.1).
    let listItem: [Int32]
    /// From a MedicationStatement to the plan it is based on.
    let plans: Adjacency

    init(record: StructuredRecord) {
        let medication = MedicationLinks(record: record)
        var pairs = medication.parts
        for number in record.resources.indices {
            switch record.resource(number).type {
            case .diagnosticReport: pairs += ReportParts.parts(ofReport: number, in: record).map { (number, $0) }
            case .referralRequest: pairs += Self.parts(ofReferral: number, in: record).map { (number, $0) }
            default: break
            }
        }
        let count = record.resources.count
        parts = Adjacency(count: count, pairs: pairs)
        owners = Adjacency(count: count, pairs: (pairs + medication.orders).map { ($0.target, $0.source) })
        orders = Adjacency(count: count, pairs: medication.orders)
        plans = Adjacency(count: count, pairs: medication.plans)
        listItem = medication.listItem
    }

    /// Letters, and observations or reports named as supporting information; other targets stay references.
    private static func parts(ofReferral number: Int, in record: StructuredRecord) -> [Int] {
        record.targets("supportingInfo", of: number).flatMap { target -> [Int] in
            switch record.resource(target).type {
            case .documentReference, .observation: [target]
            case .diagnosticReport: [target] + ReportParts.parts(ofReport: target, in: record)
            default: []
            }
        }
    }
}

/// The links among statements, plans, issues and drugs.
private struct MedicationLinks {
    var parts: [(source: Int, target: Int)] = []
    var orders: [(source: Int, target: Int)] = []
    var plans: [(source: Int, target: Int)] = []
    var listItem: [Int32]
    private let record: StructuredRecord
    private var statementsOfPlan: [Int: [Int]] = [:]

    init(record: StructuredRecord) {
        self.record = record
        listItem = record.resources.indices.map { record.resource($0).type == .medicationRequest ? -1 : Int32($0) }
        for number in numbers(.medicationStatement) { readStatement(number) }
        for number in numbers(.medicationRequest) { readRequest(number) }
    }

    private func numbers(_ type: ResourceType) -> [Int] {
        record.resources.indices.filter { record.resource($0).type == type }
    }

    private mutating func readStatement(_ number: Int) {
        addDrug(of: number, to: number)
        let based = record.targets("basedOn", of: number).filter { record.resource($0).type == .medicationRequest }
        for plan in based {
            parts.append((number, plan))
            plans.append((number, plan))
            addDrug(of: plan, to: number)
            statementsOfPlan[plan, default: []].append(number)
            if listItem[plan] < 0 { listItem[plan] = Int32(number) }
        }
    }

    private mutating func readRequest(_ number: Int) {
        addDrug(of: number, to: number)
        guard statementsOfPlan[number] == nil else { return }
        for plan in record.targets("basedOn", of: number) {
            for statement in statementsOfPlan[plan] ?? [] {
                orders.append((statement, number))
                if listItem[number] < 0 { listItem[number] = Int32(statement) }
            }
        }
    }

    private mutating func addDrug(of number: Int, to owner: Int) {
        if let drug = record.target(of: record.resource(number)["medicationReference"], from: number) {
            parts.append((owner, drug))
        }
    }
}
