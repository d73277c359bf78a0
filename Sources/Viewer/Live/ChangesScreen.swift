import GPConnect
import RecordPresentation
import TerminalUI

/// The items of an area with what the request does to each, numbered as in the record received.
struct ChangeList {
    let area: ClinicalArea
    let live: LiveRecord

    private static let words: [RecordChanges.Item.Standing: (text: String, style: StyleName)] = [
        .kept: ("          ", .label), .left: ("- left    ", .check), .came: ("+ came    ", .note),
    ]

    var items: [RecordChanges.Item] { live.accepted.changes[area].items }

    var title: String {
        let changes = live.accepted.changes[area]
        return "\(area.title.uppercased())  \(items.count - changes.left) returned, \(changes.left) left, "
            + "\(changes.came) came"
    }

    func lines(_ item: RecordChanges.Item, width: Int) -> [StyledLine] {
        let words = Self.words[item.standing] ?? ("", .plain)
        let name = ItemName.text(item.resource, in: live.received.context)
        let indent = width < 50 ? 2 : words.text.count
        var lines = StyledLine.wrapped(
            name, width: width, indent: indent, hanging: 2, style: item.standing == .left ? .greyed : .plain)
        guard indent > 2 else { return [StyledLine(words.text, style: words.style)] + lines }
        lines[0].add(words.text, style: words.style, column: 0)
        return lines
    }

    /// As much as fits, what changed first; the screen of its own has all.
    func preview(in buffer: inout CellBuffer, _ rect: Rect, _ glyphs: Glyphs) {
        StyledLine(title, style: .title).draw(in: &buffer, rect: rect, row: 0)
        let order = items.filter { $0.standing != .kept } + items.filter { $0.standing == .kept }
        var row = 1
        for (index, item) in order.enumerated() {
            let lines = lines(item, width: rect.columns)
            guard row + lines.count < rect.rows else {
                StyledLine("+\(order.count - index) more: Tab shows them", style: .label).draw(
                    in: &buffer, rect: rect, row: row)
                return
            }
            for line in lines {
                line.draw(in: &buffer, rect: rect, row: row)
                row += 1
            }
        }
    }
}

/// All items of an area, those that left and came marked in words.
package struct ChangesScreen: ListScreen {
    package static let kind = ScreenKind.changes
    let area: ClinicalArea
    package var scroll = ScrollState()
    package var itemWord: String { "item" }
    package var emptyText: String { "No item of this area, in the record as received or by this request." }

    init(_ area: ClinicalArea) { self.area = area }

    private func list(_ frame: Frame) -> ChangeList? { frame.live.map { ChangeList(area: area, live: $0) } }

    package func head(_ frame: Frame) -> [StyledLine] {
        guard let list = list(frame) else { return [] }
        let width = max(1, frame.rect.columns - 1)
        return [StyledLine(list.title, style: .title)]
            + list.live.notes.flatMap { StyledLine.wrapped("i \($0)", width: width, hanging: 2, style: .note) }
    }

    package func model(_ frame: Frame) -> ListModel {
        guard let list = list(frame) else { return ListModel(count: 0) { _ in [] } }
        let items = list.items
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: items.count) { list.lines(items[$0], width: width) }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        guard let list = list(frame), list.items.indices.contains(index) else { return .done }
        return .push(WhyScreen(list.items[index].resource, list.live))
    }

    package func resource(_ frame: Frame) -> Int? {
        guard let items = list(frame)?.items, items.indices.contains(scroll.cursor) else { return nil }
        return items[scroll.cursor].resource
    }
}
