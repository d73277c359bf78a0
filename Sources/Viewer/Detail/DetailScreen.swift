import GPConnect
import RecordPresentation
import TerminalUI

/// Everything of one item, on the whole screen.
package struct DetailScreen: Screen {
    package static let kind = ScreenKind.detail

    let folder: RecordFolder
    let resource: Int
    var place = DetailPlace()

    package init(_ folder: RecordFolder, resource: Int) {
        self.folder = folder
        self.resource = resource
    }

    private func page(_ frame: Frame) -> DetailPage {
        DetailPage(
            folder.detail(resource), place: place, width: max(1, frame.rect.columns - 1), glyphs: frame.glyphs,
            keys: frame.keys)
    }

    /// The first line says where the reader is.
    private func split(_ frame: Frame) -> (title: Rect, body: Rect) {
        let (top, rest) = frame.rect.splitTop(frame.rect.rows > 6 ? 1 : 0)
        return (top, rest)
    }

    private func room(_ frame: Frame) -> ListRoom { ListRoom(height: split(frame).body.rows, hasHints: true) }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        let (title, body) = split(frame)
        let item = folder.record.resource(resource)
        let area = ClinicalArea.home(of: item)?.title.uppercased() ?? "RESOURCE"
        buffer.write("\(area)  \(item.type)", in: title, column: 1, style: .title)
        let style = ListStyle(glyphs: frame.glyphs)
        page(frame).model.draw(in: &buffer, rect: body, scroll: place.scroll, room: room(frame), style: style)
    }

    package mutating func settle(_ frame: Frame) {
        place.scroll.settle(page(frame).model.extent, room: room(frame))
    }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        move.apply(to: &place.scroll, page(frame).model, room: room(frame)).map(Outcome.nothing) ?? .done
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        switch command {
        case .open: return page(frame).open(place.scroll.cursor, folder)
        case .codes:
            place.showsCodes.toggle()
            return .say(place.showsCodes ? "codes are shown" : "codes are hidden")
        case .left:
            guard place.sideways > 0 else { return .pop }
            place.sideways = max(0, place.sideways - DetailPlace.sidewaysStep)
            return .done
        case .right:
            guard page(frame).hasMoreToTheRight else { return .nothing("nothing more on the right") }
            place.sideways += DetailPlace.sidewaysStep
            return .done
        default: return .nothing("nothing here for this key")
        }
    }

    package func position(_ frame: Frame) -> String? {
        "line \(place.scroll.cursor + 1) of \(page(frame).model.count)"
    }

    package func resource(_ frame: Frame) -> Int? { page(frame).resource(place.scroll.cursor) ?? resource }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        page(frame).copyText(place.scroll.cursor)
    }
}
