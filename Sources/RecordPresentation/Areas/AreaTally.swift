import GPConnect

/// How many items an area has. Makes no row: the rows of a large record are several times its size.
package struct AreaTally: Sendable {
    private let context: RecordContext
    private let summary: AreaSummary
    private let presenter: any AreaPresenter
    private var record: StructuredRecord { context.record }

    init(context: RecordContext, summary: AreaSummary, presenter: any AreaPresenter) {
        self.context = context
        self.summary = summary
        self.presenter = presenter
    }

    package init(of area: ClinicalArea, in context: RecordContext) {
        self.init(
            context: context, summary: context.record.area(area), presenter: AreaCatalogue.presenter(of: area))
    }

    package var state: AreaSummary.State { summary.state }

    /// Items of the primary list(s). Documents have no primary list: all there are count. Ended allergies never do.
    package var count: Int {
        guard summary.area != .documents else { return documentCount }
        let isCounted = presenter.groups.map(\.isCounted)
        return summary.primaryLists.reduce(0) { sum, number in
            let list = record.lists[number]
            guard let code = list.listCode else { return sum }
            guard isCounted.contains(false) else { return sum + list.entries.count }
            return sum + list.entries.count { isCounted[Self.group(of: $0, list: code, presenter, context)] }
        }
    }

    private var documentCount: Int {
        let listed = summary.secondaryLists.flatMap { record.lists[$0].entries }.map {
            $0.target?.description ?? $0.reference ?? "entry \($0.value.index)"
        }
        return Set(listed).count + summary.unlisted.count
    }

    /// Items of the secondary lists.
    package var linkedCount: Int { summary.secondaryLists.reduce(0) { $0 + record.lists[$1].entries.count } }

    /// The number of the presenter's group that a primary entry stands in; one that resolves to nothing is in the first.
    static func group(
        of entry: RecordList.Entry, list: ListCode, _ presenter: any AreaPresenter, _ context: RecordContext
    ) -> Int {
        let group = entry.target.map { presenter.group(of: $0, list: list, in: context) } ?? 0
        return min(max(group, 0), presenter.groups.count - 1)
    }
}
