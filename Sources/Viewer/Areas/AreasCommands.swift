import GPConnect
import RecordPresentation
import TerminalUI

/// The commands of the screen of the areas.
extension AreasScreen {
    private typealias Performer = @Sendable (inout AreasScreen, Frame) -> Outcome

    private static let performers: [CommandID: Performer] = [
        .open: { $0.open($1) }, .back: { screen, _ in screen.back() }, .left: { $0.left($1) },
        .right: { $0.right($1) }, .nextPane: { $0.turn(by: 1, $1) }, .previousPane: { $0.turn(by: -1, $1) },
        .past: { $0.goToPast($1) },
        .areaNotes: { screen, frame in .push(AreaNotesScreen(screen.folder, screen.topic)) },
        .codes: { screen, _ in screen.toggleCodes() }, .filter: { screen, _ in screen.chooseFilter() },
        .sort: { screen, _ in screen.chooseSort() }, .unfilter: { screen, _ in screen.unfilter() },
    ]

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        Self.performers[command]?(&self, frame) ?? .nothing("nothing here for this key")
    }

    private mutating func open(_ frame: Frame) -> Outcome {
        switch pane {
        case .menu:
            pane = .list
            return .done
        case .list:
            guard let resource = resourceUnderCursor else {
                return .nothing(Self.whyNotOpened(listing.row(place.scroll.cursor)))
            }
            return .push(DetailScreen(folder, resource: resource))
        case .detail:
            guard let rect = panes(frame).detail, let page = detailPage(rect, frame) else { return .done }
            return page.open(detail.scroll.cursor, folder)
        }
    }

    private static func whyNotOpened(_ row: Row?) -> String {
        guard let row else { return "no item on this line" }
        return "not supplied: the record does not hold \(row.reference ?? "what this entry names")"
    }

    private mutating func back() -> Outcome {
        guard pane != .menu else { return .pop }
        pane = pane == .detail ? .list : .menu
        return .done
    }

    private mutating func left(_ frame: Frame) -> Outcome {
        if pane == .detail, detail.sideways > 0 {
            detail.sideways = max(0, detail.sideways - DetailPlace.sidewaysStep)
            return .done
        }
        guard pane != .menu else { return .nothing("this is the pane on the left") }
        return back()
    }

    private mutating func right(_ frame: Frame) -> Outcome {
        if pane == .menu { return open(frame) }
        if pane == .list, panes(frame).detail != nil { return turn(by: 1, frame) }
        if pane == .detail, let rect = panes(frame).detail, let page = detailPage(rect, frame), page.hasMoreToTheRight {
            detail.sideways += DetailPlace.sidewaysStep
            return .done
        }
        return pane == .list ? open(frame) : .nothing("nothing more on the right")
    }

    /// Only panes that the window has room for; below 80 columns they follow each other on the whole screen.
    private mutating func turn(by step: Int, _ frame: Frame) -> Outcome {
        var order: [Pane] = [.menu, .list]
        if frame.rect.columns < 80 || frame.rect.columns >= 150, resourceUnderCursor != nil { order.append(.detail) }
        let index = order.firstIndex(of: pane) ?? 0
        pane = order[(index + step + order.count) % order.count]
        return .done
    }

    private mutating func goToPast(_ frame: Frame) -> Outcome {
        let listing = listing
        guard let block = listing.parts.firstIndex(where: { PastBlocks.contains($0.block.title) && !$0.rows.isEmpty }),
            let item = listing.firstItem(ofBlock: block)
        else { return .nothing("no past \(topic.title.lowercased()) in the data returned") }
        pane = .list
        place.scroll = ScrollState(cursor: item)
        return .done
    }

    private mutating func toggleCodes() -> Outcome {
        detail.showsCodes.toggle()
        return .say(detail.showsCodes ? "codes are shown in the detail" : "codes are hidden")
    }
}

// MARK: - Filter and order

extension AreasScreen {
    /// The columns of all blocks, each name once.
    private var columns: [Column] {
        listing.view.blocks.flatMap(\.columns).reduce(into: []) { columns, column in
            if !columns.contains(where: { $0.name == column.name }) { columns.append(column) }
        }
    }

    private func chooseFilter() -> Outcome {
        guard listing.total > 0 else { return .nothing("no rows to filter in this area") }
        let any = ChoiceScreen.Option(text: "Any text of the row", choice: .filterBy(column: nil, heading: "any text"))
        let each = columns.map {
            ChoiceScreen.Option(text: $0.heading, choice: .filterBy(column: $0.name, heading: $0.heading))
        }
        let joins = place.query.filters.count < 2 ? [] : Self.joins
        return .push(
            ChoiceScreen(
                title: "Show only rows by which column? Then words that it holds, = and the whole text, or a date: "
                    + "\(DateFilter.form).", options: joins + [any] + each))
    }

    /// One kind of join at a time, any first (docs/spec/display.md section 9, "several").
    private static let joins = [
        ChoiceScreen.Option(text: "Rows that meet any of the filters", choice: .joinFilters(any: true)),
        ChoiceScreen.Option(text: "Rows that meet all of the filters", choice: .joinFilters(any: false)),
    ]

    private func chooseSort() -> Outcome {
        guard listing.total > 0 else { return .nothing("no rows to order in this area") }
        let options = columns.map {
            ChoiceScreen.Option(text: $0.heading, choice: .sortBy(column: $0.name, heading: $0.heading))
        }
        return .push(ChoiceScreen(title: "Order the rows by which column?", options: options))
    }

    private mutating func unfilter() -> Outcome {
        guard place.query != AreaQuery() else { return .nothing("nothing is filtered or ordered here") }
        let kept = resourceUnderCursor
        place.query = AreaQuery()
        keep(kept)
        return .say("all rows are shown, in the area's own order")
    }

    /// - Returns: what the status line says.
    mutating func add(_ filter: RowFilter, _ frame: Frame) -> String? {
        let kept = resourceUnderCursor
        place.query.filters.append(filter)
        pane = .list
        keep(kept)
        return listing.shown == 0 ? "no row meets the filter" : nil
    }

    mutating func join(any: Bool, _ frame: Frame) -> String? {
        let kept = resourceUnderCursor
        place.query.meetsAny = any
        pane = .list
        keep(kept)
        return listing.shown == 0 ? "no row meets the filters" : nil
    }

    mutating func sort(by column: String, heading: String, _ frame: Frame) -> String? {
        let kept = resourceUnderCursor
        let again = place.query.sort?.column == column && place.query.sort?.isReversed == false
        place.query.sort = RowSort(column: column, heading: heading, isReversed: again)
        pane = .list
        keep(kept)
        return "ordered by \(heading)"
    }

    /// The item under the cursor stays under the cursor (docs/spec/display.md section 5, "selection").
    private mutating func keep(_ resource: Int?) {
        let item = resource.flatMap { listing.item(ofResource: $0) } ?? 0
        place.scroll = ScrollState(cursor: item)
    }
}
