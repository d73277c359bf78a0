import Dispatch
import FHIR
import GPConnect
import Synchronization

/// A whole record as values: what `show` prints in any format.
package struct RecordReport: Sendable {
    package let context: RecordContext
    package let banner: PatientBanner
    package let source: SourceLine
    package let areas: [AreaView]
    package let warnings: [RecordWarning]

    /// - Parameter areas: which areas, in the order of the menu; all when empty.
    package init(_ context: RecordContext, areas wanted: [ClinicalArea] = []) {
        self.context = context
        banner = PatientBanner.of(context)
        source = SourceLine.of(context)
        areas = Self.views(of: ClinicalArea.allCases.filter { wanted.isEmpty || wanted.contains($0) }, in: context)
        warnings = RecordWarnings.all(in: context)
    }

    /// Areas do not depend on each other: they are made side by side, the largest first.
    private static func views(of areas: [ClinicalArea], in context: RecordContext) -> [AreaView] {
        let bySize = areas.sorted { size(of: $0, in: context.record) > size(of: $1, in: context.record) }
        let wording = Wording.current
        let views = Mutex<[ClinicalArea: AreaView]>([:])
        DispatchQueue.concurrentPerform(iterations: bySize.count) { number in
            let view = Wording.$current.withValue(wording) { AreaCatalogue.view(of: bySize[number], in: context) }
            views.withLock { $0[bySize[number]] = view }
        }
        return views.withLock { made in areas.compactMap { made[$0] } }
    }

    private static func size(of area: ClinicalArea, in record: StructuredRecord) -> Int {
        let summary = record.area(area)
        return summary.unlisted.count + summary.lists.reduce(0) { $0 + record.lists[$1].entries.count }
    }
}
