import TerminalUI

/// A screen of one list below some fixed lines: most screens.
package protocol ListScreen: Screen {
    var scroll: ScrollState { get set }
    /// Lines that stay while the list scrolls.
    func head(_ frame: Frame) -> [StyledLine]
    func model(_ frame: Frame) -> ListModel
    /// What Enter does to an item.
    func open(_ index: Int, _ frame: Frame) -> Outcome
    /// The word for an item in the bottom line.
    var itemWord: String { get }
    /// The sentence of an empty list.
    var emptyText: String { get }
}

extension ListScreen {
    package var itemWord: String { "line" }
    package var emptyText: String { "Nothing to show here." }
    package func head(_ frame: Frame) -> [StyledLine] { [] }
    package func open(_ index: Int, _ frame: Frame) -> Outcome { .nothing("nothing to open on this line") }

    /// The part of the screen that the list has; at least half of it.
    func listRect(_ frame: Frame) -> Rect {
        let lines = min(head(frame).count, max(0, frame.rect.rows - max(3, frame.rect.rows / 2)))
        return frame.rect.splitTop(lines).rest
    }

    func room(_ frame: Frame) -> ListRoom { ListRoom(height: listRect(frame).rows, hasHints: true) }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        let rect = listRect(frame)
        let headRows = rect.row - frame.rect.row
        for (row, line) in head(frame).prefix(headRows).enumerated() {
            line.draw(in: &buffer, rect: frame.rect.splitLeft(1).rest, row: row)
        }
        let model = model(frame)
        if model.count == 0 {
            buffer.drawText(emptyText, in: rect.splitLeft(1).rest, style: .label)
        } else {
            model.draw(
                in: &buffer, rect: rect, scroll: scroll, room: room(frame), style: ListStyle(glyphs: frame.glyphs))
        }
    }

    package mutating func settle(_ frame: Frame) {
        scroll.settle(model(frame).extent, room: room(frame))
    }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        move.apply(to: &scroll, model(frame), room: room(frame)).map(Outcome.nothing) ?? .done
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        listPerform(command, frame)
    }

    /// What every list does; screens with commands of their own fall back on it.
    mutating func listPerform(_ command: CommandID, _ frame: Frame) -> Outcome {
        switch command {
        case .open where model(frame).count > 0: open(scroll.cursor, frame)
        case .left: .pop
        default: .nothing("nothing here for this key")
        }
    }

    package mutating func click(row: Int, column: Int, _ frame: Frame) -> Outcome {
        let model = model(frame)
        let rect = listRect(frame)
        let pane = scroll.pane(model.extent, room: room(frame))
        guard let hit = pane.rows.first(where: { ($0.line..<$0.line + $0.lines).contains(row - rect.row) }) else {
            return .done
        }
        if hit.index == scroll.cursor { return open(hit.index, frame) }
        scroll.select(hit.index, model.extent, room: room(frame))
        return .done
    }

    package func position(_ frame: Frame) -> String? {
        let count = model(frame).count
        return count == 0 ? nil : "\(itemWord) \(scroll.cursor + 1) of \(count)"
    }
}
