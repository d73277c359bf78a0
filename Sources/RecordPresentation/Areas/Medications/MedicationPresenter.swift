import FHIR
import GPConnect

/// Medications: what is current first, by how it is prescribed, then what was prescribed elsewhere, other states, and
/// the past, each in its own counted block (docs/spec/hazards.md section 3; docs/spec/display.md section 5).
package struct MedicationPresenter: AreaPresenter {
    package init() {}

    private enum Part: Int, CaseIterable {
        case repeats, repeatDispensing, acute, untyped, elsewhere, other, past
    }

    private static let drug = Column("drug", "Drug details", .flexible(minimum: 30), isTerm: true)
    private static let status = Column("status", "Status", .fixed(10))
    private static let start = Column.date("start", "Start")
    private static let end = Column.date("end", "End")
    private static let lastIssued = Column.date("lastIssued", "Last issued", priority: 1)

    private static let currentColumns = [drug, status, start, lastIssued]
    private static let pastColumns = [status, drug, start, end]
    private static let mixedColumns = [
        drug, status, start, Column.date("end", "End", priority: 1),
        Column.date("lastIssued", "Last issued", priority: 2),
    ]

    package let groups: [RowGroup] = Part.allCases.map { part in
        switch part {
        case .repeats: current("Current repeat medications", "No current repeat medications in the data returned")
        case .repeatDispensing: RowGroup("Current repeat dispensing", columns: currentColumns)
        case .acute: current("Current acute medications", "No current acute medications in the data returned")
        case .untyped: RowGroup("Current medications, prescription type not stated", columns: currentColumns)
        case .elsewhere: RowGroup("Prescribed elsewhere", columns: mixedColumns)
        case .other: RowGroup("Medications of other status", columns: mixedColumns)
        case .past:
            RowGroup(
                "Past medications", columns: pastColumns, emptyText: "No past medications in the data returned",
                showsWhenEmpty: true)
        }
    }

    private static func current(_ title: String, _ emptyText: String) -> RowGroup {
        RowGroup(title, columns: currentColumns, emptyText: emptyText, showsWhenEmpty: true)
    }

    package let linkedColumns = mixedColumns

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int {
        Self.part(of: MedicationFacts(number, in: context)).rawValue
    }

    /// By the status of the statement alone, whatever the dates (docs/spec/hazards.md row 84); what was prescribed
    /// elsewhere stays together whatever its status (row 86).
    private static func part(of facts: MedicationFacts) -> Part {
        if case .elsewhere = facts.setting { return .elsewhere }
        if MedicationStatus.isPast(facts.status) { return .past }
        guard MedicationStatus.isCurrent(facts.status) else { return .other }
        return parts[facts.typeCode ?? ""] ?? .untyped
    }

    private static let parts: [String: Part] = [
        "repeat": .repeats, "repeat-dispensing": .repeatDispensing, "acute": .acute, "delayed-prescribing": .acute,
        "acute-handwritten": .acute,
    ]

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let facts = MedicationFacts(number, in: context)
        let isDrug = facts.resource.type == .medication
        let isPast = columns.first?.name == "status"
        return ItemText(
            cells: [
                "drug": facts.drugName, "status": isDrug ? "" : MedicationStatus.text(facts.status),
                "start": isDrug ? "" : DateFormat.day(facts.period.start),
                "end": isDrug ? "" : DateFormat.day(facts.period.end),
                "lastIssued": isDrug ? "" : Self.lastIssued(facts),
            ],
            lines: MedicationLines.lines(of: facts), marks: isDrug ? [] : MedicationMarks.marks(of: facts),
            sortDate: ((isPast ? facts.period.end.date : nil) ?? facts.period.start.date)?.sortKey,
            sortText: facts.drugName)
    }

    /// A day that lies ahead is no last issue (docs/spec/hazards.md row 85); the line below says which day it is.
    private static func lastIssued(_ facts: MedicationFacts) -> String {
        facts.dates.isFuture(facts.lastIssue) ? "Planned" : DateFormat.day(facts.lastIssue)
    }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        MedicationHead(context: context).lines()
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        MedicationDetail(number, in: context).detail()
    }
}
