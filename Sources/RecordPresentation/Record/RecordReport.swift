import FHIR
import GPConnect

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
        areas = ClinicalArea.allCases.filter { wanted.isEmpty || wanted.contains($0) }.map {
            AreaCatalogue.view(of: $0, in: context)
        }
        warnings = RecordWarnings.all(in: context)
    }
}
