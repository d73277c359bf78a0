import RecordPresentation
import TerminalUI

extension ViewerState {
    /// The screen as cells. Pure: the same state gives the same cells.
    package func render() -> CellBuffer {
        var buffer = CellBuffer(rows: size.rows, columns: size.columns)
        let layout = ChromeLayout(self)
        let isDeceased = folder?.banner.isDeceased ?? false
        drawTop(in: &buffer, layout, isDeceased)
        if ChromeLayout.isTooSmall(size) {
            let rest = buffer.bounds.splitTop(layout.banner.count).rest
            buffer.drawText("window too small", in: rest, style: .message)
            return buffer
        }
        if isLocked {
            drawLock(in: &buffer, layout.content)
        } else if let top {
            top.draw(in: &buffer, frame)
            markMatches(in: &buffer, layout.content)
        } else {
            buffer.drawText("Reading the file ...", in: layout.content, style: .message)
        }
        drawBottom(in: &buffer, hasRule: layout.hasRules)
        return buffer
    }

    private func drawTop(in buffer: inout CellBuffer, _ layout: ChromeLayout, _ isDeceased: Bool) {
        let all = buffer.bounds
        for (row, line) in layout.banner.enumerated() { line.draw(in: &buffer, rect: all, row: row) }
        let role: StyleName = isDeceased ? .bannerDeceased : .banner
        if folder != nil { buffer.apply(role, in: all.splitTop(layout.banner.count).top) }
        for (row, line) in (layout.warnings + layout.source).enumerated() {
            line.draw(in: &buffer, rect: all, row: layout.banner.count + row)
        }
        guard layout.hasRules else { return }
        let rule = all.splitTop(layout.content.row).top.splitBottom(1).bottom
        if isDeceased {
            buffer.drawHatchedRule(in: rule, glyphs: settings.glyphs)
        } else {
            buffer.drawHorizontalRule(in: rule, glyphs: settings.glyphs)
        }
    }

    private func drawBottom(in buffer: inout CellBuffer, hasRule: Bool) {
        let all = buffer.bounds
        let bottom = all.splitBottom(hasRule ? 3 : 2).bottom
        if hasRule { buffer.drawHorizontalRule(in: bottom, glyphs: settings.glyphs) }
        let status = all.splitBottom(2).bottom
        FooterBar.status(self, columns: size.columns).draw(in: &buffer, rect: status, row: 0)
        let last = status.splitBottom(1).bottom
        if let prompt, !isLocked {
            let end = buffer.write(prompt.label, in: last, style: .message)
            let field = last.splitLeft(min(end, last.columns - 8)).rest
            prompt.field.draw(in: &buffer, rect: field)
        } else if let message = isLocked ? nil : self.status {
            FooterBar.message(message, self, columns: size.columns).draw(in: &buffer, rect: last, row: 0)
        } else {
            let keys = isLocked ? FooterBar.lockedKeys(self) : FooterBar.keys(self, columns: size.columns)
            keys.draw(in: &buffer, rect: last, row: 0)
        }
    }

    private func drawLock(in buffer: inout CellBuffer, _ rect: Rect) {
        let key = settings.keys.keyName(.lock) ?? "F12"
        let lines =
            [StyledLine(), StyledLine("LOCKED", style: .title)]
            + StyledLine.wrapped(
                "Clinical data is hidden. \(key) shows it again.", width: max(1, rect.columns - 2), style: .plain)
        for (row, line) in lines.enumerated() { line.indented(1).draw(in: &buffer, rect: rect, row: row) }
    }

    /// Underlines what was looked for wherever it is on the screen (docs/spec/display.md section 9, "search").
    private func markMatches(in buffer: inout CellBuffer, _ rect: Rect) {
        guard let words = search?.words.lowercased(), !words.isEmpty else { return }
        for row in rect.row..<rect.endRow {
            for range in Matches.columns(of: words, in: buffer[row: row]) {
                buffer.apply(.match, in: Rect(row: row, column: range.lowerBound, rows: 1, columns: range.count))
            }
        }
    }
}

/// Where some words stand on one row of cells.
enum Matches {
    static func columns(of words: String, in cells: ArraySlice<Cell>) -> [Range<Int>] {
        let wanted = words.map { $0 }
        var found: [Range<Int>] = []
        let shown = cells.enumerated().filter { $0.element.width > 0 }.map { (column: $0.offset, text: $0.element) }
        guard shown.count >= wanted.count, !wanted.isEmpty else { return [] }
        let characters = shown.map { $0.text.character.lowercased() }
        for start in 0...(shown.count - wanted.count)
        where wanted.indices.allSatisfy({ characters[start + $0] == String(wanted[$0]) }) {
            let last = shown[start + wanted.count - 1]
            found.append(shown[start].column..<last.column + Int(last.text.width))
        }
        return found
    }
}
