import FHIR
import GPConnect

/// A whole record as values: what `show` prints in any format.
package struct RecordReport: Sendable {
    package let context: RecordContext
    package let banner: PatientBanner
    package let source: SourceLine
    package let areas: [AreaView]
    /// What belongs to no area; nil where there is nothing, or where only some areas are wanted.
    package let others: AreaView?
    package let warnings: [RecordWarning]

    /// - Parameter areas: which areas, in the order of the menu; all when empty.
    package init(_ context: RecordContext, areas wanted: [ClinicalArea] = []) {
        self.context = context
        banner = PatientBanner.of(context)
        source = SourceLine.of(context)
        let shown = ClinicalArea.allCases.filter { wanted.isEmpty || wanted.contains($0) }
        let parts = SideBySide.map(Self.jobs(shown, in: context.record), chunk: 1) { $0.make(in: context) }
        areas = shown.compactMap { area in parts.lazy.compactMap(\.view).first { $0.area == area } }
        warnings = parts.lazy.compactMap(\.warnings).first ?? []
        let hasOthers = wanted.isEmpty && warnings.contains { $0.kind == .notDisplayed }
        others = hasOthers ? OtherItems.view(in: context) : nil
    }

    /// The parts of a report do not depend on each other: they are made side by side, the largest first.
    private enum Job: Sendable {
        case area(ClinicalArea)
        case warnings

        func make(in context: RecordContext) -> Part {
            switch self {
            case .area(let area): Part(view: AreaCatalogue.view(of: area, in: context))
            case .warnings: Part(warnings: RecordWarnings.all(in: context))
            }
        }
    }

    private struct Part: Sendable {
        var view: AreaView?
        var warnings: [RecordWarning]?
    }

    private static func jobs(_ areas: [ClinicalArea], in record: StructuredRecord) -> [Job] {
        areas.sorted { size(of: $0, in: record) > size(of: $1, in: record) }.map(Job.area) + [.warnings]
    }

    private static func size(of area: ClinicalArea, in record: StructuredRecord) -> Int {
        let summary = record.area(area)
        return summary.unlisted.count + summary.lists.reduce(0) { $0 + record.lists[$1].entries.count }
    }
}
