import FHIR
import GPConnect
import RecordEvaluation
import RecordPresentation
import Synchronization

/// One open record with what was made of it so far. Everything is made when a screen first asks for it, so that a large
/// record opens at once and a cursor move makes nothing anew. Made from values that never change: the same for everyone.
package final class RecordFolder: Sendable {
    package let context: RecordContext
    package let banner: PatientBanner
    package let source: SourceLine
    private let views = Mutex<[ClinicalArea: AreaView]>([:])
    private let otherView = Mutex<AreaView??>(nil)
    private let listings = Mutex<[ListingKey: AreaListing]>([:])
    private let details = Mutex<[Int: Detail]>([:])
    private let resources = Mutex<[Int: ResourceText]>([:])
    private let menuItems = Mutex<[AreaMenuItem]?>(nil)
    private let warningItems = Mutex<[RecordWarning]?>(nil)
    private let issues = Mutex<[ParseIssue]?>(nil)
    private let bundleGroups = Mutex<[BundleSection]?>(nil)

    private struct ListingKey: Hashable {
        let topic: MenuTopic
        let query: AreaQuery
    }

    /// Details and resource texts are small but many: only so many are kept.
    private static let mostKept = 64

    private let switches: SourceSwitches
    /// Laid over each area: what a request changed (docs/spec/display.md section 11).
    private let overlay: (@Sendable (AreaView) -> AreaView)?
    private let evaluated = Mutex<SourceRecord?>(nil)

    package init(
        context: RecordContext, switches: SourceSwitches = SourceSwitches(),
        overlay: (@Sendable (AreaView) -> AreaView)? = nil
    ) {
        self.context = context
        self.switches = switches
        self.overlay = overlay
        banner = PatientBanner.of(context)
        source = SourceLine.of(context)
    }

    package var record: StructuredRecord { context.record }

    /// What was asked for and what came, where the two are not of one patient (docs/spec/hazards.md section 2).
    package var mismatch: (asked: String, received: String)? {
        guard let asked = context.origin.askedNHSNumber.map(NHSNumber.grouped), record.patient != nil,
            asked != banner.nhsNumber
        else { return nil }
        return (DisplayText.scrub(asked), banner.nhsNumber)
    }

    /// The request beside the answer: a request names its patient by NHS number alone. Nil when it is not known.
    var comparison: PatientComparison? {
        guard let asked = context.origin.askedNHSNumber.map(NHSNumber.grouped) else { return nil }
        let hasPatient = record.patient != nil
        let answered = [("Name", banner.name), ("Born", banner.born), ("Sex", banner.gender)].map { label, text in
            PatientComparison.Row(
                label, asked: "not part of the request", answered: hasPatient ? text : "not supplied", differs: false)
        }
        let number = PatientComparison.Row(
            "NHS No.", asked: asked, answered: hasPatient ? banner.nhsNumber : "not supplied",
            differs: !hasPatient || asked != banner.nhsNumber)
        return PatientComparison(rows: [number] + answered)
    }

    package func view(_ area: ClinicalArea) -> AreaView {
        Self.remembered(views, area) {
            let view = AreaCatalogue.view(of: area, in: context)
            return overlay.map { $0(view) } ?? view
        }
    }

    /// What belongs to no area; nil where there is nothing.
    package var others: AreaView? { Self.once(otherView) { OtherItems.view(in: context) } }

    package func view(_ topic: MenuTopic) -> AreaView {
        switch topic {
        case .area(let area): view(area)
        case .others: others ?? AreaView.nothing
        }
    }

    package func listing(_ topic: MenuTopic, _ query: AreaQuery) -> AreaListing {
        Self.remembered(listings, ListingKey(topic: topic, query: query)) { AreaListing(view(topic), query: query) }
    }

    package func listing(_ area: ClinicalArea, _ query: AreaQuery) -> AreaListing { listing(.area(area), query) }

    package func detail(_ resource: Int) -> Detail {
        Self.remembered(details, resource) { AreaCatalogue.detail(of: resource, in: context) }
    }

    package func text(of resource: Int) -> ResourceText {
        Self.remembered(resources, resource) { ResourceText(resource, in: record) }
    }

    package var menu: [AreaMenuItem] {
        Self.once(menuItems) {
            ClinicalArea.allCases.map { AreaMenuItem($0, in: context) }
                + (others.map { [AreaMenuItem(others: $0)] } ?? [])
        }
    }

    /// The record as the source of evaluations.
    package var sourceRecord: SourceRecord { Self.once(evaluated) { SourceRecord(record: record, switches: switches) } }

    package var warnings: [RecordWarning] { Self.once(warningItems) { RecordWarnings.all(in: context) } }

    package var parseIssues: [ParseIssue] { Self.once(issues) { ParseIssueScan.issues(in: record.bundle) } }

    package var bundleSections: [BundleSection] { Self.once(bundleGroups) { BundleSection.all(in: record) } }

    /// Makes what the first screen shows, while the terminal and the disk are waited for.
    package func prepareFirstScreen() { _ = (menu, warnings, AreasScreen(self).listing) }

    private static func remembered<Key: Hashable & Sendable, Value: Sendable>(
        _ memo: borrowing Mutex<[Key: Value]>, _ key: Key, _ make: () -> Value
    ) -> Value {
        if let known = memo.withLock({ $0[key] }) { return known }
        let made = make()
        memo.withLock { memo in
            if memo.count >= mostKept { memo.removeAll() }
            memo[key] = made
        }
        return made
    }

    private static func once<Value: Sendable>(_ memo: borrowing Mutex<Value?>, _ make: () -> Value) -> Value {
        if let known = memo.withLock({ $0 }) { return known }
        let made = make()
        memo.withLock { $0 = made }
        return made
    }
}
