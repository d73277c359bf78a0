import FHIR

/// The characters of a timeline. Start, end and moment each have one mark; what is not returned has a line of its own,
/// so that nothing rests on colour (docs/spec/display.md sections 8 and 11).
package struct TimelineMarks: Hashable, Sendable {
    package let start: Character
    package let end: Character
    package let line: Character
    /// A span that is not returned by the current search.
    package let absentLine: Character
    /// An end that is not recorded.
    package let open: Character
    package let issue: Character
    /// The days that a partial date may mean.
    package let partial: Character
    package let before: Character
    package let after: Character
    package let today: Character
    package let search: Character
    package let axis: Character
    package let tick: Character

    package static let unicode = TimelineMarks(
        start: "├", end: "┤", line: "━", absentLine: "┈", open: "╌", issue: "┿", partial: "~", before: "◀", after: "▶",
        today: "│", search: "║", axis: "─", tick: "┴")

    package static let ascii = TimelineMarks(
        start: "[", end: "]", line: "=", absentLine: ".", open: "-", issue: "+", partial: "~", before: "<", after: ">",
        today: "|", search: ":", axis: "-", tick: "+")
}

/// Places days of a window in columns, and draws bars and axis as text. A column is a span of days, so several issues
/// may share one mark: the label says how many there are.
package struct TimelinePlot: Sendable {
    package let window: TimelineWindow
    package let columns: Int
    package let marks: TimelineMarks
    private let first: Int
    private let days: Int

    package init(_ window: TimelineWindow, columns: Int, marks: TimelineMarks) {
        self.window = window
        self.columns = max(1, columns)
        self.marks = marks
        first = window.start.daysSince1970
        days = max(1, window.end.daysSince1970 - first)
    }

    /// Nil outside the window.
    package func column(of day: CivilDate) -> Int? { window.contains(day) ? place(day) : nil }

    /// Before the window -1, behind it `columns`.
    private func place(_ day: CivilDate) -> Int {
        if day < window.start { return -1 }
        if day >= window.end { return columns }
        return (day.daysSince1970 - first) * columns / days
    }

    /// One bar: exactly `columns` characters, spaces where it is not.
    package func line(_ bar: MedicationTimeline.Bar, isReturned: Bool) -> String {
        var cells = [Character](repeating: " ", count: columns)
        draw(bar, isReturned: isReturned, in: &cells)
        return String(cells)
    }

    private func draw(_ bar: MedicationTimeline.Bar, isReturned: Bool, in cells: inout [Character]) {
        let line = isReturned ? marks.line : marks.absentLine
        let from = bar.start.days.map { place($0.lowerBound) }
        let to = bar.end.days.map { place($0.upperBound) }
        guard from != nil || to != nil else {
            put("?", at: 0, in: &cells)
            return
        }
        let solidStart = from ?? -1
        if let to {
            fill(solidStart, max(to, solidStart), line, in: &cells)
        } else {
            let open = isReturned ? marks.open : marks.absentLine
            fill(solidStart, bar.isAcute ? solidStart + 3 : columns, open, in: &cells)
            if bar.isAcute { put("?", at: solidStart + 4, in: &cells) }
        }
        partial(bar.start, in: &cells)
        partial(bar.end, in: &cells)
        for issue in bar.issues { if let place = column(of: issue) { cells[place] = marks.issue } }
        if let to { put(marks.end, at: to, in: &cells) }
        if let from { put(marks.start, at: from, in: &cells) } else { put("?", at: 0, in: &cells) }
        edges(solidStart, to ?? (bar.isAcute ? solidStart + 4 : columns), in: &cells)
    }

    /// A span that goes on outside the window says so at the edge; one that lies outside it whole points to where.
    private func edges(_ from: Int, _ to: Int, in cells: inout [Character]) {
        if from < 0, cells[0] != "?" { cells[0] = marks.before }
        if from >= columns || to >= columns { cells[columns - 1] = marks.after }
    }

    private func partial(_ edge: MedicationTimeline.Edge, in cells: inout [Character]) {
        guard let days = edge.days, days.lowerBound < days.upperBound else { return }
        fill(place(days.lowerBound), place(days.upperBound), marks.partial, in: &cells)
    }

    private func fill(_ from: Int, _ to: Int, _ mark: Character, in cells: inout [Character]) {
        let low = max(0, from)
        let high = min(columns - 1, to)
        if low <= high { for column in low...high { cells[column] = mark } }
    }

    private func put(_ mark: Character, at column: Int, in cells: inout [Character]) {
        if cells.indices.contains(column) { cells[column] = mark }
    }
}

// The axis.
extension TimelinePlot {
    package struct Tick: Hashable, Sendable {
        package let column: Int
        /// `Jan-2018`: a tick stands on the first day of that month.
        package let text: String
    }

    /// Months between ticks: the fewest of a round set whose labels do not touch.
    package var ticks: [Tick] {
        let widest = 8 + 2
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240]
        let room = max(1, columns / widest)
        let step = steps.first { (window.span.months + $0 - 1) / $0 <= room } ?? 360
        var ticks: [Tick] = []
        for month in 0..<window.span.months {
            let day = TimelineWindow.month(window.start, month)
            let count = day.year * 12 + day.month - 1
            guard count.isMultiple(of: step), let column = column(of: day) else { continue }
            let text = FHIRDateTime(String(day.description.prefix(7))).map(DateFormat.day) ?? ""
            if column + text.count <= columns { ticks.append(Tick(column: column, text: text)) }
        }
        return ticks
    }

    package var axisLine: String {
        var cells = [Character](repeating: marks.axis, count: columns)
        for tick in ticks { cells[tick.column] = marks.tick }
        return String(cells)
    }

    package var labelLine: String {
        var cells = [Character](repeating: " ", count: columns)
        for tick in ticks {
            for (offset, character) in tick.text.enumerated() { cells[tick.column + offset] = character }
        }
        return String(cells)
    }

    /// The lines of today and of the search date through a row of a timeline; what is drawn there already stays.
    package func withLines(_ row: String, today: CivilDate, search: CivilDate?) -> String {
        var cells = Array(row.prefix(columns))
        cells += repeatElement(" ", count: columns - cells.count)
        if let column = column(of: today), cells[column] == " " { cells[column] = marks.today }
        if let column = search.flatMap(column(of:)), cells[column] == " " || cells[column] == marks.today {
            cells[column] = marks.search
        }
        return String(cells)
    }
}
