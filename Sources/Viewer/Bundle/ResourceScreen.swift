import TerminalUI

/// One resource as JSON on the whole screen; references are followed with Enter and back with Esc.
package struct ResourceScreen: Screen {
    package static let kind = ScreenKind.resource

    var pane: ResourcePane

    package init(_ folder: RecordFolder, resource: Int) { pane = ResourcePane(folder, resource: resource) }

    private func model(_ frame: Frame) -> ListModel { pane.model(width: max(1, frame.rect.columns - 1)) }

    private func room(_ frame: Frame) -> ListRoom { ListRoom(height: frame.rect.rows, hasHints: true) }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        pane.draw(in: &buffer, frame.rect, frame, isFocused: true)
    }

    package mutating func settle(_ frame: Frame) { pane.scroll.settle(model(frame).extent, room: room(frame)) }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        move.apply(to: &pane.scroll, model(frame), room: room(frame)).map(Outcome.nothing) ?? .done
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        switch command {
        case .open, .right: pane.open()
        case .left: .pop
        case .fold: pane.fold()
        case .foldAll: pane.foldAll(true)
        case .unfoldAll: pane.foldAll(false)
        default: .nothing("nothing here for this key")
        }
    }

    package func position(_ frame: Frame) -> String? {
        "line \(pane.scroll.cursor + 1) of \(pane.items.count)"
    }

    package func resource(_ frame: Frame) -> Int? { pane.resource }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        ResourcePane.copyText(pane.folder, pane.resource)
    }
}
