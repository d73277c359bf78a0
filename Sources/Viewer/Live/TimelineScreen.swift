import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// The medications as bars, with today and the search date as lines; the search date is moved by keys and what it returns
/// follows at once (docs/spec/display.md section 8, docs/spec/rules-dates.md section 4).
package struct TimelineScreen: Screen {
    package static let kind = ScreenKind.timeline
    let timeline: MedicationTimeline
    var window: TimelineWindow
    var showsTable = false
    var scroll = ScrollState()

    package init(_ live: LiveRecord) {
        timeline = MedicationTimeline(live.received.context)
        window = TimelineWindow(around: live.today)
    }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        guard let live = frame.live else { return }
        let layout = TimelineLayout(self, live, frame)
        for (row, line) in layout.head.enumerated() {
            line.draw(in: &buffer, rect: layout.headRect.splitLeft(1).rest, row: row)
        }
        if timeline.bars.isEmpty {
            buffer.drawText(
                "No medication in the data received.", in: layout.listRect.splitLeft(1).rest, style: .label)
        }
        layout.model.draw(
            in: &buffer, rect: layout.listRect, scroll: scroll, room: layout.room,
            style: ListStyle(glyphs: frame.glyphs))
        for (row, line) in layout.legend.enumerated() {
            line.draw(in: &buffer, rect: layout.legendRect.splitLeft(1).rest, row: row)
        }
    }

    package mutating func settle(_ frame: Frame) {
        guard let live = frame.live else { return }
        let layout = TimelineLayout(self, live, frame)
        scroll.settle(layout.model.extent, room: layout.room)
    }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        guard let live = frame.live else { return .done }
        let layout = TimelineLayout(self, live, frame)
        return move.apply(to: &scroll, layout.model, room: layout.room).map(Outcome.nothing) ?? .done
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        switch command.rawValue {
        case "zoom-in": return zoom(by: -1)
        case "zoom-out": return zoom(by: 1)
        case "earlier": window.shift(by: -1)
        case "later": window.shift(by: 1)
        case "table": showsTable.toggle()
        case "open":
            guard let live = frame.live, let number = resource(frame) else { return .nothing("no medication here") }
            return .push(DetailScreen(live.received, resource: number))
        default: return .nothing("nothing here for this key")
        }
        return .done
    }

    /// The window follows the search date, and goes back to where today is on it too as soon as both fit.
    mutating func show(_ day: CivilDate) {
        let home = TimelineWindow(window.span, around: timeline.today)
        if home.contains(day), !window.contains(day) || !window.contains(timeline.today) { window = home }
        window.show(day)
    }

    private mutating func zoom(by step: Int) -> Outcome {
        let all = TimelineSpan.allCases
        let index = (all.firstIndex(of: window.span) ?? 0) + step
        guard all.indices.contains(index) else {
            return .nothing("\(window.span.rawValue) is the \(step < 0 ? "shortest" : "longest") time range")
        }
        window.zoom(to: all[index])
        return .done
    }

    package func position(_ frame: Frame) -> String? {
        timeline.bars.isEmpty ? nil : "medication \(scroll.cursor + 1) of \(timeline.bars.count)"
    }

    package func resource(_ frame: Frame) -> Int? {
        timeline.bars.indices.contains(scroll.cursor) ? timeline.bars[scroll.cursor].resource : nil
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        guard timeline.bars.indices.contains(scroll.cursor) else { return nil }
        let bar = timeline.bars[scroll.cursor]
        return ("\(bar.drug) - \(bar.type) - \(bar.period) - \(bar.status)", "the medication")
    }
}
