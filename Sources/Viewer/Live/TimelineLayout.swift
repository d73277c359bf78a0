import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// The timeline in a rectangle: axis on top, one item a medication, the meaning of the marks below. Names stand beside their
/// bars where there is room, else above them; they are never cut (docs/spec/display.md section 8).
struct TimelineLayout {
    let headRect: Rect
    let listRect: Rect
    let legendRect: Rect
    private let screen: TimelineScreen
    private let plot: TimelinePlot
    private let standings: [TimelineStanding]
    private let search: CivilDate?
    private let glyphs: Glyphs
    /// Columns of the names on the left; 0 when they stand above.
    private let nameWidth: Int

    init(_ screen: TimelineScreen, _ live: LiveRecord, _ frame: Frame) {
        self.screen = screen
        glyphs = frame.glyphs
        standings = screen.timeline.standings(in: live.evaluation)
        search = SearchDate.day(in: live)
        let rect = frame.rect
        nameWidth = rect.columns >= 110 && !screen.showsTable ? max(44, rect.columns / 3) : 0
        plot = TimelinePlot(
            screen.window, columns: max(1, rect.columns - 1 - nameWidth),
            marks: frame.glyphs == .ascii ? .ascii : .unicode)
        let isSmall = rect.rows < 9
        let (head, body) = rect.splitTop(isSmall ? 1 : screen.showsTable ? 3 : 5)
        let legendRows = isSmall || screen.showsTable ? 0 : body.rows >= 12 || rect.columns >= 110 ? 2 : 1
        headRect = head
        legendRect = body.splitBottom(legendRows).bottom
        listRect = Rect(row: body.row, column: body.column, rows: max(0, body.rows - legendRows), columns: body.columns)
    }

    var room: ListRoom { ListRoom(height: listRect.rows, hasHints: true) }

    // MARK: Head

    var head: [StyledLine] {
        var lines = [titleLine, searchLine]
        if screen.showsTable { return lines + [tableHeadings] }
        lines.append(markers)
        for text in [plot.labelLine, plot.axisLine] { lines.append(StyledLine(text, style: .axis, indent: nameWidth)) }
        return lines
    }

    private var titleLine: StyledLine {
        var line = StyledLine("MEDICATION TIMELINE", style: .title)
        let out = standings.count { $0 == .notReturned }
        let linked = standings.count { $0 == .linked }
        let linkedWords = linked > 0 ? ", \(linked) of these as linked" : ""
        line.add(
            "  \(standings.count) received: \(standings.count - out) returned\(linkedWords), \(out) not", style: .label)
        return line
    }

    private var searchLine: StyledLine {
        var line = StyledLine("Search date ", style: .label)
        line.add(search.map { DateFormat.day($0) } ?? "none: all medications", style: .value)
        line.add(
            "   Now \(DateFormat.day(screen.timeline.today))   Time range \(screen.window.span.rawValue)", style: .label
        )
        return line
    }

    /// The names of the two lines over the axis; where both would touch, the search date's comes first.
    private var markers: StyledLine {
        var line = StyledLine()
        let wanted = [(search, "\(plot.marks.search) search"), (screen.timeline.today, "\(plot.marks.today) now")]
        var taken = nameWidth - 1
        let placed = wanted.compactMap { day, text in day.flatMap(plot.column(of:)).map { ($0, text) } }
        for (column, text) in placed.sorted(by: { $0.0 < $1.0 }) {
            let end = nameWidth + plot.columns
            let start = min(nameWidth + column, end - text.count)
            guard start > taken else { continue }
            line.add(text, style: .key, column: start)
            taken = start + text.count
        }
        return line
    }

    // MARK: Items

    var model: ListModel {
        screen.showsTable ? tableModel : ListModel(count: screen.timeline.bars.count) { lines(of: $0) }
    }

    private func lines(of index: Int) -> [StyledLine] {
        let bar = screen.timeline.bars[index]
        let standing = standings[index]
        return nameWidth > 0 ? sideLines(bar, standing) : stackedLines(bar, standing)
    }

    private func facts(_ bar: MedicationTimeline.Bar, _ standing: TimelineStanding) -> [[(String, StyleName)]] {
        let isOut = standing == .notReturned
        let issues = bar.issueCount == 0 ? nil : "\(bar.issueCount) issue\(bar.issueCount == 1 ? "" : "s")"
        let elsewhere = bar.isElsewhere ? "prescribed elsewhere" : nil
        let words = [bar.type, elsewhere, bar.period, issues, bar.status].compactMap { $0 }
        return (standing == .returned ? [] : [[(standing.words, isOut ? .check : .note)]])
            + words.map { [($0, isOut ? .greyed : .label)] }
    }

    private func stackedLines(_ bar: MedicationTimeline.Bar, _ standing: TimelineStanding) -> [StyledLine] {
        let width = plot.columns
        let name = [[(bar.drug, standing.isReturned ? StyleName.value : .greyed)]]
        let label = StyledLine.flow(name + facts(bar, standing), width: width)
        return label + [barLine(bar, standing)]
    }

    private func sideLines(_ bar: MedicationTimeline.Bar, _ standing: TimelineStanding) -> [StyledLine] {
        let width = nameWidth - 2
        var lines = StyledLine.wrapped(
            bar.drug, width: width, hanging: 2, style: standing.isReturned ? .value : .greyed)
        lines += StyledLine.flow(facts(bar, standing), width: width, indent: 2)
        let bars = [barLine(bar, standing)] + lines.dropFirst().map { _ in emptyLine }
        return zip(lines, bars).map { label, bar in
            var line = label
            for piece in bar.pieces { line.add(piece.text, style: piece.style, column: piece.column) }
            return line
        }
    }

    private func barLine(_ bar: MedicationTimeline.Bar, _ standing: TimelineStanding) -> StyledLine {
        let text = plot.withLines(
            plot.line(bar, isReturned: standing.isReturned), today: screen.timeline.today, search: search)
        return styled(text, standing.isReturned ? .series1 : .greyed)
    }

    private var emptyLine: StyledLine {
        styled(plot.withLines("", today: screen.timeline.today, search: search), .axis)
    }

    /// The lines of today and of the search date keep their own role beside a bar of any other.
    private func styled(_ text: String, _ role: StyleName) -> StyledLine {
        var line = StyledLine()
        let lines: [Character: StyleName] = [plot.marks.today: .axis, plot.marks.search: .key]
        var run = ""
        var start = 0
        for (column, character) in text.enumerated() {
            if let style = lines[character] {
                line.add(run, style: role, column: nameWidth + start)
                line.add(String(character), style: style, column: nameWidth + column)
                run = ""
                start = column + 1
            } else {
                run.append(character)
            }
        }
        line.add(run, style: role, column: nameWidth + start)
        return line
    }

    // MARK: Legend

    var legend: [StyledLine] {
        let marks = plot.marks
        let texts = [
            "\(marks.start)\(marks.line)\(marks.end) returned",
            "\(marks.start)\(marks.absentLine)\(marks.end) NOT RETURNED", "\(marks.issue) issue",
            "\(marks.open)\(marks.after) no end, on-going", "\(marks.open)? end not known",
            "\(marks.partial) partial date",
            "\(marks.before) \(marks.after) outside the range",
        ]
        return Array(
            StyledLine.flow(texts.map { [($0, .label)] }, width: max(1, legendRect.columns - 1)).prefix(legendRect.rows)
        )
    }

    // MARK: Table

    private var block: Block { screen.timeline.table(standings) }

    private var part: AreaListing.Part { AreaListing.part(block, AreaQuery()) }

    private var rowLayout: RowLayout {
        RowLayout(part: part, width: plot.columns, isSpaced: false)
    }

    private var tableHeadings: StyledLine { rowLayout.headings(sort: nil, glyphs: glyphs) }

    private var tableModel: ListModel {
        let block = block
        let layout = rowLayout
        return ListModel(count: block.rows.count) { layout.lines(of: block.rows[$0]) }
    }
}
