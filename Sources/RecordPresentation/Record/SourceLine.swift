import FHIR
import GPConnect

/// Where the record comes from, how old it is and what was asked for: always on screen
/// (docs/spec/hazards.md rows 46 and 51).
package struct SourceLine: Sendable {
    /// `A82617 Oldtown Surgery`; words when the record names no practice.
    package let practice: String
    /// `retrieved 15-Sep-2024 09:58`, or `retrieval time unknown`; `OFFLINE COPY` in front of a saved record's.
    package let retrieval: String
    /// `asked for 9 areas, all dates`, or `request not known`.
    package let scope: String
    /// The newest `List.date`, which says how old the lists are at least; nil when no list has a date.
    package let newestList: String?
    /// The day that marks and ages are measured from.
    package let referenceDay: String

    package var text: String { "GP practice \(practice) - \(retrieval) - \(scope)" }
}

extension SourceLine {
    package static func of(_ context: RecordContext) -> SourceLine {
        let dates = context.record.lists.compactMap { $0.date.date }
        return SourceLine(
            practice: DisplayText.scrub(practice(context)),
            retrieval: retrieval(context.origin),
            scope: scope(context.origin.scope),
            newestList: dates.max { $0.sortKey < $1.sortKey }.map(DateFormat.dayAndTime),
            referenceDay: DateFormat.day(context.referenceDay))
    }

    /// The registered practice, else the organisation that serves the record, with its ODS code first.
    private static func practice(_ context: RecordContext) -> String {
        let record = context.record
        guard let number = record.patient else { return context.origin.provider ?? "not supplied" }
        let patient = record.resource(number)
        let references = patient.value.all("generalPractitioner") + [patient["managingOrganization"]].compactMap { $0 }
        for reference in references {
            guard case .resource(let target) = record.resolve(reference, from: number),
                record.resource(target).type == .organization
            else { continue }
            return named(record.resource(target))
        }
        return context.origin.provider ?? "not supplied"
    }

    private static func named(_ organisation: Resource) -> String {
        let code = organisation.value.all("identifier").map(Identifier.init).first {
            $0.system == IdentifierSystem.odsOrganisation
        }?.value
        let name = organisation["name"]?.recorded?.nonEmpty
        return [code, name].compactMap { $0 }.joined(separator: " ").nonEmpty ?? organisation.label
    }

    private static func retrieval(_ origin: RecordOrigin) -> String {
        let known = origin.retrieved.map { "retrieved \(DateFormat.dayAndTime($0))" }
        guard origin.isOffline else { return known ?? "loaded from file; retrieval time unknown" }
        return "OFFLINE COPY, \(known ?? "retrieval time unknown")"
    }

    private static func scope(_ scope: RequestScope?) -> String {
        guard let scope else { return "request not known" }
        let limits = scope.filters.values.reduce(0) { $0 + $1.count }
        let areas = "asked for \(scope.areas.count) area\(scope.areas.count == 1 ? "" : "s")"
        return limits == 0 ? "\(areas), all dates" : "\(areas), \(limits) limit\(limits == 1 ? "" : "s") in force"
    }
}
