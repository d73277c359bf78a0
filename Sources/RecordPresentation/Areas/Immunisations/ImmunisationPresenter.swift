import FHIR
import GPConnect

/// Immunisations: given, not given in a block apart, and the entries of a patient's immunisation status, which are
/// Observations. Entries of one day stand together (docs/spec/hazards.md section 1D).
package struct ImmunisationPresenter: AreaPresenter {
    package init() {}

    private enum Part: Int, CaseIterable {
        case given, notGiven, notStated, status
    }

    private static let columns = [
        Column.date("date", "Date"), Column("vaccination", "Vaccination", .flexible(minimum: 28), isTerm: true),
        Column("product", "Product", .flexible(minimum: 20), priority: 1),
    ]
    private static let statusColumns = [
        Column.date("date", "Date"), Column("vaccination", "Entry", .flexible(minimum: 28), isTerm: true),
        Column("value", "Value", .flexible(minimum: 10), priority: 1),
    ]

    package let groups: [RowGroup] = Part.allCases.map { part in
        switch part {
        case .given:
            RowGroup(
                "Given", columns: columns, emptyText: "No immunisation recorded as given in the data returned",
                showsWhenEmpty: true)
        case .notGiven: RowGroup("NOT GIVEN", columns: columns)
        case .notStated: RowGroup("Given or not: not stated", columns: columns)
        case .status: RowGroup("Immunisation status entries", columns: statusColumns)
        }
    }

    package let linkedColumns = columns

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int {
        let resource = context.resource(number)
        guard resource.type == .immunization else { return Part.status.rawValue }
        switch resource["notGiven"]?.bool {
        case false?: return Part.given.rawValue
        case true?: return Part.notGiven.rawValue
        case nil: return Part.notStated.rawValue
        }
    }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        context.resource(number).type == .immunization
            ? ImmunisationText(number, in: context).item() : ImmunisationStatusText.item(number, in: context)
    }

    /// docs/spec/hazards.md rows 13 and 14.
    package func standingLines(in context: RecordContext) -> [HeadLine] {
        let scope = context.origin.scope
        let medications =
            scope.map { $0.areas.contains(.medications) }
            ?? (context.record.area(.medications).state != .notReturned)
        let place =
            medications
            ? "they are under Medications"
            : scope == nil ? "medications are not in this file" : "medications were not requested"
        return [
            HeadLine(
                "Vaccines issued as prescriptions are not in this list: \(place).", level: medications ? nil : .check),
            HeadLine(
                "One component may stand for a combined vaccine: read the entries of one day together. Nothing is "
                    + "inferred of what is due."),
        ]
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        guard context.resource(number).type == .immunization else {
            return AreaCatalogue.detail(of: number, in: context)
        }
        return ImmunisationDetail(number, in: context).detail()
    }
}
