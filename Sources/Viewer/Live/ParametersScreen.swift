import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// Every parameter with its value, its rule, and what it makes of the record; beside it, where the window is wide, the items
/// that left and came.
package struct ParametersScreen: Screen {
    package static let kind = ScreenKind.parameters
    package var scroll = ScrollState()

    package init() {}

    var row: ParameterRow { ParameterRow.all[min(scroll.cursor, ParameterRow.all.count - 1)] }

    private struct Parts {
        let head: Rect
        let list: Rect
        let foot: Rect
        let changes: Rect?
    }

    /// The foot holds a refusal and a rule whole at 80 columns.
    private func parts(_ frame: Frame) -> Parts {
        let isWide = frame.rect.columns >= 130
        let (left, right) = isWide ? frame.rect.splitLeft(frame.rect.columns * 55 / 100) : (frame.rect, nil)
        let (head, body) = left.splitTop(left.rows > 8 ? 2 : 1)
        let needed = footLines(frame.live, width: max(1, body.columns - 1)).count + 1
        let (list, foot) = body.splitBottom(min(max(5, needed), max(3, body.rows / 2)))
        return Parts(head: head, list: list, foot: foot, changes: right?.splitLeft(1).rest)
    }

    private func room(_ frame: Frame) -> ListRoom { ListRoom(height: parts(frame).list.rows, hasHints: true) }

    private func model(_ frame: Frame) -> ListModel {
        guard let live = frame.live else { return ListModel(count: 0) { _ in [] } }
        let width = max(1, parts(frame).list.columns - 1)
        return ListModel(count: ParameterRow.all.count) {
            ParameterLines(row: ParameterRow.all[$0], live: live, width: width, glyphs: frame.glyphs).lines
        }
    }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        guard let live = frame.live else { return }
        let parts = parts(frame)
        drawHead(in: &buffer, parts.head.splitLeft(1).rest, live)
        model(frame).draw(
            in: &buffer, rect: parts.list, scroll: scroll, room: room(frame), style: ListStyle(glyphs: frame.glyphs))
        drawFoot(in: &buffer, parts.foot.splitLeft(1).rest, live, frame)
        guard let rect = parts.changes else { return }
        buffer.drawVerticalRule(
            in: Rect(row: rect.row, column: rect.column - 1, rows: rect.rows, columns: 1), glyphs: frame.glyphs)
        ChangeList(area: row.parameter.area, live: live).preview(in: &buffer, rect.splitLeft(1).rest, frame.glyphs)
    }

    private func drawHead(in buffer: inout CellBuffer, _ rect: Rect, _ live: LiveRecord) {
        var title = StyledLine("PARAMETERS", style: .title)
        title.add("  evaluated as of \(DateFormat.day(live.today))", style: .label)
        title.draw(in: &buffer, rect: rect, row: 0)
        let words = "Received and now; own items, then +linked. \(RequestWords.text(live.accepted.reading.request))"
        guard rect.rows > 1 else { return }
        let line = StyledLine.wrapped(words, width: max(1, rect.columns), style: .label).first
        line?.draw(in: &buffer, rect: rect, row: 1)
    }

    /// A refusal, then the rule of the row under the cursor.
    private func footLines(_ live: LiveRecord?, width: Int) -> [StyledLine] {
        guard let live else { return [] }
        let rule = StyledLine.wrapped(row.rule(today: live.today), width: width)
        guard let fault = live.fault else { return rule }
        let shown = live.isShown ? "the last request that was accepted" : "the record as received"
        let text = "! \(RefusalWords.text(fault)). Shown is \(shown)."
        return StyledLine.wrapped(text, width: width, hanging: 2, style: .check) + rule
    }

    private func drawFoot(in buffer: inout CellBuffer, _ rect: Rect, _ live: LiveRecord, _ frame: Frame) {
        buffer.drawHorizontalRule(in: rect.splitTop(1).top, glyphs: frame.glyphs)
        let width = max(1, rect.columns)
        var lines = footLines(live, width: width)
        let room = rect.rows - 1
        for (index, note) in live.notes.enumerated() where live.fault == nil {
            let next = StyledLine.wrapped("i \(note)", width: width, hanging: 2, style: .note)
            let isLast = index == live.notes.count - 1
            guard lines.count + next.count + (isLast ? 0 : 1) <= room else {
                lines.append(StyledLine("i \(live.notes.count - index) more: Tab shows them", style: .note))
                break
            }
            lines += next
        }
        for (number, line) in lines.prefix(max(0, room)).enumerated() {
            line.draw(in: &buffer, rect: rect, row: number + 1)
        }
    }

    package mutating func settle(_ frame: Frame) { scroll.settle(model(frame).extent, room: room(frame)) }

    package mutating func move(_ move: ListMove, _ frame: Frame) -> Outcome {
        move.apply(to: &scroll, model(frame), room: room(frame)).map(Outcome.nothing) ?? .done
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        .nothing("nothing here for this key")
    }

    package func position(_ frame: Frame) -> String? {
        "parameter \(scroll.cursor + 1) of \(ParameterRow.all.count)"
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        frame.live.flatMap { row.text(in: $0.draft) }.map { ($0, row.name) }
    }
}

extension Frame {
    var live: LiveRecord? { files.indices.contains(currentFile) ? files[currentFile].live : nil }
}

/// One parameter or part as lines.
struct ParameterLines {
    let row: ParameterRow
    let live: LiveRecord
    let width: Int
    let glyphs: Glyphs

    /// Where values begin.
    private static let valueColumn = 40

    var lines: [StyledLine] {
        let isOn = live.draft.includes(row.parameter)
        return row.part == nil ? areaLines(isOn) : partLines(isOn)
    }

    private func areaLines(_ isOn: Bool) -> [StyledLine] {
        let name = "[\(isOn ? "x" : " ")] \(row.name)"
        return laidOut(name, .value, words, isOn ? .value : .label)
    }

    /// `15 +2 -> 11   4 left, 2 came`; never a number where nothing is known (docs/spec/hazards.md row 38).
    private var words: String {
        let area = row.parameter.area
        let changes = live.accepted.changes[area]
        let moves = [(changes.left, "left"), (changes.came, "came")].filter { $0.0 > 0 }.map { "\($0) \($1)" }
        let tail = moves.isEmpty ? "" : "   \(moves.joined(separator: ", "))"
        return "\(before(changes.before)) \(glyphs.arrow) \(now(changes.after))\(tail)"
    }

    private func number(_ pair: (own: Int, linked: Int)) -> String {
        pair.linked > 0 ? "\(pair.own) +\(pair.linked)" : "\(pair.own)"
    }

    private func before(_ pair: (own: Int, linked: Int)) -> String {
        switch live.source.record.area(row.parameter.area).state {
        case .returned, .empty: number(pair)
        case .disabled: "SWITCHED OFF"
        case .notReturned: pair.linked > 0 ? "+\(pair.linked)" : "not received"
        }
    }

    private func now(_ pair: (own: Int, linked: Int)) -> String {
        let area = row.parameter.area
        let linked = pair.linked > 0 ? " +\(pair.linked)" : ""
        if !live.accepted.reading.request.asksFor(area) { return "not asked for\(linked)" }
        if live.source.switches.disabled.contains(area) { return "SWITCHED OFF\(linked)" }
        let isThere = ListCode.primary(of: area).contains { live.evaluation.list($0) != nil }
        return isThere ? number(pair) : "NOT IN THE SOURCE\(linked)"
    }

    private func partLines(_ isOn: Bool) -> [StyledLine] {
        let text = row.text(in: live.draft)
        let value = text.map { CivilDate($0).map { DateFormat.day($0) } ?? DisplayText.scrub($0) } ?? row.absence
        let words = isOn || text == nil ? value : "\(value) (not sent)"
        return laidOut("    \(row.name)", isOn ? .plain : .label, words, text == nil || !isOn ? .label : .value)
    }

    private func laidOut(_ name: String, _ nameStyle: StyleName, _ value: String, _ style: StyleName) -> [StyledLine] {
        let needed = Self.valueColumn + CharacterWidth.of(value)
        guard CharacterWidth.of(name) < Self.valueColumn, needed <= width else {
            return StyledLine.wrapped(name, width: width, hanging: 4, style: nameStyle)
                + StyledLine.wrapped(value, width: width, indent: 8, style: style)
        }
        var line = StyledLine(name, style: nameStyle)
        line.add(value, style: style, column: Self.valueColumn)
        return [line]
    }
}
