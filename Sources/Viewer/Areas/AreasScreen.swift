import GPConnect
import RecordPresentation
import TerminalUI

/// The screen a record opens with: areas, the chosen area's list, and where the window is wide the detail of the item under
/// the cursor (docs/spec/display.md section 14).
package struct AreasScreen: Screen {
    package static let kind = ScreenKind.areas

    package enum Pane: Int, Sendable {
        case menu, list, detail
    }

    /// Where the reader stands in one area; kept while other areas are read.
    struct Place: Sendable {
        var scroll = ScrollState()
        var query = AreaQuery()
    }

    var folder: RecordFolder
    var menu = ScrollState()
    var pane = Pane.menu
    private var hasBegun = false
    var places: [MenuTopic: Place] = [:]
    var detail = DetailPlace()
    /// The resource that `detail` is about.
    var detailOf: Int?

    package init(_ folder: RecordFolder) { self.folder = folder }

    package var topic: MenuTopic { folder.menu[min(menu.cursor, folder.menu.count - 1)].topic }

    var place: Place {
        get { places[topic] ?? Place() }
        set { places[topic] = newValue }
    }

    var listing: AreaListing { folder.listing(topic, place.query) }

    var resourceUnderCursor: Int? { listing.row(place.scroll.cursor)?.resource }
}

// MARK: - Layout

extension AreasScreen {
    struct Panes {
        var menu: Rect?
        var list: Rect?
        var detail: Rect?
    }

    /// One pane below 80 columns, two from there, three from 150.
    func panes(_ frame: Frame) -> Panes {
        let rect = frame.rect
        if rect.columns < 80 {
            return pane == .menu ? Panes(menu: rect) : pane == .list ? Panes(list: rect) : Panes(detail: rect)
        }
        let menuWidth = rect.columns < 110 ? 20 : rect.columns < 150 ? 25 : 33
        let (menu, rest) = rect.splitLeft(menuWidth)
        let body = rest.splitLeft(1).rest
        guard rect.columns >= 150 else {
            return pane == .detail ? Panes(menu: menu, detail: body) : Panes(menu: menu, list: body)
        }
        let (list, right) = body.splitLeft(body.columns * 58 / 100)
        return Panes(menu: menu, list: list, detail: right.splitLeft(1).rest)
    }

    func areaPane(_ rect: Rect, _ frame: Frame) -> AreaPane { AreaPane(listing, rect: rect, frame: frame) }

    /// One free column before the line to the next pane; linked items where the window is high enough for them.
    func menuModel(_ rect: Rect, _ frame: Frame) -> ListModel {
        let items = folder.menu
        let width = max(1, rect.columns - (rect.columns < frame.rect.columns ? 2 : 1))
        return ListModel(count: items.count, hint: { Self.menuHint($0, items) }) {
            AreaMenuLines.lines(items[$0], width: width, showsLinked: rect.rows >= 24)
        }
    }

    /// A warning of an area that is out of view marks the count (docs/spec/display.md section 5, MEDv-053).
    private static func menuHint(_ hidden: ListModel.HiddenItems, _ items: [AreaMenuItem]) -> StyledLine? {
        guard let level = items[hidden.range].compactMap(\.level).max() else { return ListModel.countHint(hidden) }
        var line = StyledLine("\(level.symbol) ", style: level.style, indent: 1)
        line.add("+\(hidden.range.count) more ")
        line.add(String(hidden.isAbove ? hidden.glyphs.up : hidden.glyphs.down))
        return line
    }

    func detailPage(_ rect: Rect, _ frame: Frame) -> DetailPage? {
        guard let resource = resourceUnderCursor else { return nil }
        return DetailPage(
            folder.detail(resource), place: detail, width: max(1, rect.columns - 1), glyphs: frame.glyphs,
            keys: frame.keys)
    }

    private func menuRoom(_ rect: Rect) -> ListRoom { ListRoom(height: rect.rows, hasHints: true) }

    private func detailRoom(_ rect: Rect) -> ListRoom { ListRoom(height: rect.rows, hasHints: true) }
}

// MARK: - Drawing

extension AreasScreen {
    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        let panes = panes(frame)
        if let rect = panes.menu {
            let style = ListStyle(isFocused: pane == .menu, glyphs: frame.glyphs)
            menuModel(rect, frame).draw(in: &buffer, rect: rect, scroll: menu, room: menuRoom(rect), style: style)
            rule(in: &buffer, rightOf: rect, frame)
        }
        if let rect = panes.list {
            areaPane(rect, frame).draw(in: &buffer, scroll: place.scroll, isFocused: pane == .list)
            rule(in: &buffer, rightOf: rect, frame)
        }
        if let rect = panes.detail { drawDetail(in: &buffer, rect, frame) }
    }

    private func rule(in buffer: inout CellBuffer, rightOf rect: Rect, _ frame: Frame) {
        guard rect.endColumn < frame.rect.endColumn else { return }
        let line = Rect(row: rect.row, column: rect.endColumn, rows: rect.rows, columns: 1)
        buffer.drawVerticalRule(in: line, glyphs: frame.glyphs)
    }

    private func drawDetail(in buffer: inout CellBuffer, _ rect: Rect, _ frame: Frame) {
        guard let page = detailPage(rect, frame) else {
            buffer.drawText(
                Self.noDetail(listing, cursor: place.scroll.cursor), in: rect.splitLeft(1).rest, style: .label)
            return
        }
        let style = ListStyle(isFocused: pane == .detail, hasCursor: pane == .detail, glyphs: frame.glyphs)
        page.model.draw(in: &buffer, rect: rect, scroll: detail.scroll, room: detailRoom(rect), style: style)
    }

    private static func noDetail(_ listing: AreaListing, cursor: Int) -> String {
        guard let row = listing.row(cursor) else { return "No item of this area to show." }
        return "Not supplied: the record does not hold \(row.reference ?? "what this entry names")."
    }
}

// MARK: - Moving

extension AreasScreen {
    package mutating func settle(_ frame: Frame) {
        begin(frame)
        let panes = panes(frame)
        if let rect = panes.menu { menu.settle(menuModel(rect, frame).extent, room: menuRoom(rect)) }
        if let rect = panes.list {
            let areaPane = areaPane(rect, frame)
            var place = place
            place.scroll.settle(areaPane.model.extent, room: areaPane.room)
            self.place = place
        }
        followCursor()
        if let rect = panes.detail, let page = detailPage(rect, frame) {
            detail.scroll.settle(page.model.extent, room: detailRoom(rect))
        }
        if pane == .detail, resourceUnderCursor == nil { pane = .list }
    }

    /// A record is opened to read its first list: the cursor stands there where the list is on the screen and has rows
    /// (docs/spec/display.md section 14).
    private mutating func begin(_ frame: Frame) {
        guard !hasBegun else { return }
        hasBegun = true
        if frame.rect.columns >= 80, listing.total > 0 { pane = .list }
    }

    /// Another item: its detail begins at its top; whether codes are shown stays.
    private mutating func followCursor() {
        let resource = resourceUnderCursor
        guard resource != detailOf else { return }
        detailOf = resource
        detail = DetailPlace(showsCodes: detail.showsCodes)
    }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        let panes = panes(frame)
        switch pane {
        case .menu:
            guard let rect = panes.menu else { return .done }
            return move.apply(to: &menu, menuModel(rect, frame), room: menuRoom(rect)).map(Outcome.nothing) ?? .done
        case .list:
            guard let rect = panes.list else { return .done }
            let areaPane = areaPane(rect, frame)
            var place = place
            let why = move.apply(to: &place.scroll, areaPane.model, room: areaPane.room)
            self.place = place
            return why.map(Outcome.nothing) ?? .done
        case .detail:
            guard let rect = panes.detail, let page = detailPage(rect, frame) else { return .done }
            return move.apply(to: &detail.scroll, page.model, room: detailRoom(rect)).map(Outcome.nothing) ?? .done
        }
    }

    mutating func go(to jump: AreaJump, _ frame: Frame) {
        let number = folder.menu.firstIndex { $0.topic == jump.topic } ?? 0
        menu = ScrollState(cursor: number)
        pane = .list
        guard let resource = jump.resource else { return }
        if listing.item(ofResource: resource) == nil { place.query = AreaQuery() }
        guard let item = listing.item(ofResource: resource) else { return }
        place.scroll = ScrollState(cursor: item)
    }

    package mutating func click(row: Int, column: Int, _ frame: Frame) -> Outcome {
        let panes = panes(frame)
        if let rect = panes.menu, rect.contains(row: row, column: column) {
            pane = .menu
            return select(row, rect, menuModel(rect, frame), menuRoom(rect), \.menu)
        }
        if let rect = panes.list, rect.contains(row: row, column: column) {
            pane = .list
            let areaPane = areaPane(rect, frame)
            return select(row, areaPane.listRect, areaPane.model, areaPane.room, \.place.scroll)
        }
        if panes.detail?.contains(row: row, column: column) == true { pane = .detail }
        return .done
    }

    private mutating func select(
        _ row: Int, _ rect: Rect, _ model: ListModel, _ room: ListRoom,
        _ path: WritableKeyPath<AreasScreen, ScrollState>
    ) -> Outcome {
        let pane = self[keyPath: path].pane(model.extent, room: room)
        guard let hit = pane.rows.first(where: { ($0.line..<$0.line + $0.lines).contains(row - rect.row) }) else {
            return .done
        }
        self[keyPath: path].select(hit.index, model.extent, room: room)
        return .done
    }

    package func position(_ frame: Frame) -> String? {
        if pane == .menu { return "area \(menu.cursor + 1) of \(folder.menu.count)" }
        guard let row = listing.rowNumber(place.scroll.cursor) else { return nil }
        if listing.shown == listing.total { return "row \(row) of \(listing.total)" }
        let all = frame.rect.columns < 100 ? "" : " (\(listing.total) in all)"
        return "row \(row) of \(listing.shown) shown\(all)"
    }

    package func resource(_ frame: Frame) -> Int? { pane == .menu ? nil : resourceUnderCursor }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        guard pane != .menu else { return nil }
        if pane == .detail, let rect = panes(frame).detail {
            return detailPage(rect, frame)?.copyText(detail.scroll.cursor)
        }
        guard let row = listing.row(place.scroll.cursor) else { return nil }
        let texts = row.cells.filter { !$0.isEmpty } + row.lines.map(\.labelled) + row.marks.map(\.text)
        return (texts.joined(separator: "\n"), "the row")
    }
}
