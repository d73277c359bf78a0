import RecordPresentation
import TerminalUI

/// Where a reader stands in a detail.
package struct DetailPlace: Hashable, Sendable {
    var scroll = ScrollState()
    /// Columns by which laboratory text is moved to the left.
    var sideways = 0
    var showsCodes = false

    static let sidewaysStep = 8
}

/// A detail laid out in a width: title and marks, then sections of labelled fields. Codes are hidden until asked for,
/// and their number is said (docs/spec/display.md section 6); laboratory text keeps its lines and columns
/// (docs/spec/hazards.md row 23).
struct DetailPage {
    private enum Item {
        case title
        case field(section: Int, field: Int)
        case emptySection(Int)
        case hiddenCodes(Int)
    }

    private let detail: Detail
    private let place: DetailPlace
    private let width: Int
    private let glyphs: Glyphs
    private let codesKey: String
    private let items: [Item]
    private let labelWidth: Int

    init(_ detail: Detail, place: DetailPlace, width: Int, glyphs: Glyphs, keys: KeyMap) {
        self.detail = detail
        self.place = place
        self.width = width
        self.glyphs = glyphs
        codesKey = keys.keyName(.codes) ?? "c"
        var items: [Item] = [.title]
        var codes = 0
        for (number, section) in detail.sections.enumerated() {
            if section.kind == .codes, !place.showsCodes {
                codes += section.fields.count
                continue
            }
            if section.fields.isEmpty { items.append(.emptySection(number)) }
            items += section.fields.indices.map { .field(section: number, field: $0) }
        }
        if codes > 0 { items.append(.hiddenCodes(codes)) }
        self.items = items
        let longest = detail.sections.filter { $0.kind == .main }.flatMap(\.fields).map { CharacterWidth.of($0.label) }
            .max()
        labelWidth = min(longest ?? 0, 24, max(4, width / 3))
    }

    var model: ListModel { ListModel(count: items.count) { lines(items[$0]) } }

    /// Whether laboratory text reaches beyond the right edge.
    var hasMoreToTheRight: Bool {
        detail.sections.flatMap(\.fields).filter { $0.style == .fixedWidth }.contains { field in
            field.text.split(whereSeparator: \.isNewline).contains {
                CharacterWidth.of($0) - place.sideways > width - 2
            }
        }
    }

    private func lines(_ item: Item) -> [StyledLine] {
        switch item {
        case .title:
            return StyledLine.wrapped(detail.title, width: width, style: .title)
                + MarkLines.lines(detail.marks, width: width) + [StyledLine()]
        case .hiddenCodes(let count):
            let words = count == 1 ? "1 code is hidden" : "\(count) codes are hidden"
            return [StyledLine().asLead, StyledLine("\(words): \(codesKey) shows codes", style: .label)]
        case .emptySection(let number):
            return heading(detail.sections[number], isFirst: number == 0)
        case .field(let number, let index):
            let section = detail.sections[number]
            let opening = index == 0 ? heading(section, isFirst: number == 0) : []
            return opening.map(\.asLead) + fieldLines(section.fields[index], section)
        }
    }

    private func heading(_ section: DetailSection, isFirst: Bool) -> [StyledLine] {
        guard !section.title.isEmpty else { return [] }
        let indent = min(section.depth * 2, width / 3)
        let gap = isFirst || section.depth > 0 ? [] : [StyledLine()]
        return gap + StyledLine.wrapped(section.title, width: width, indent: indent, style: .heading)
    }

    private func fieldLines(_ field: DetailField, _ section: DetailSection) -> [StyledLine] {
        let indent = min(section.depth * 2 + 1, width / 3)
        switch field.style {
        case .fixedWidth: return fixedLines(field, indent: indent)
        case .mark(let level):
            let words = field.label.isEmpty ? field.text : "\(field.label) \(field.text)"
            return StyledLine.wrapped("\(level.symbol) \(words)", width: width, indent: indent, style: level.style)
        case .plain, .term: return labelledLines(field, indent: indent)
        }
    }

    private func labelledLines(_ field: DetailField, indent: Int) -> [StyledLine] {
        let style: StyleName = field.link != nil ? .link : field.style == .term ? .value : .plain
        let text = (field.link == nil ? "" : glyphs.arrow + "\u{A0}") + field.text
        guard !field.label.isEmpty else { return StyledLine.wrapped(text, width: width, indent: indent, style: style) }
        let start = indent + max(labelWidth, min(CharacterWidth.of(field.label), width / 2)) + 2
        guard CharacterWidth.of(field.label) <= start - indent - 2, start < width - 12 else {
            let whole = KeepTogether.labelled(field.label, text, room: max(1, width - indent))
            return StyledLine.wrapped(whole, width: width, indent: indent, hanging: 2, style: style)
        }
        var lines = StyledLine.wrapped(text, width: width, indent: start, style: style)
        if lines.isEmpty { lines = [StyledLine()] }
        var first = StyledLine(field.label, style: .label, indent: indent)
        for piece in lines[0].pieces { first.add(piece.text, style: piece.style, column: piece.column) }
        lines[0] = first
        return lines
    }

    private func fixedLines(_ field: DetailField, indent: Int) -> [StyledLine] {
        var lines = field.label.isEmpty ? [] : [StyledLine(field.label, style: .label, indent: indent)]
        var isWider = false
        for line in field.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let text = FixedText.line(String(line), from: place.sideways, width: width - indent - 1)
            isWider = isWider || text.isCut
            lines.append(StyledLine(text.text, indent: indent + 1))
        }
        if isWider || place.sideways > 0 {
            lines.append(StyledLine("i wider than the window: Left and Right move it", style: .note, indent: indent))
        }
        return lines
    }

    func open(_ index: Int, _ folder: RecordFolder) -> Outcome {
        guard items.indices.contains(index), case .field(let section, let field) = items[index] else {
            return .nothing("no link on this line")
        }
        guard let link = detail.sections[section].fields[field].link else { return .nothing("no link on this line") }
        return .push(DetailScreen(folder, resource: link))
    }

    /// The resource that a line is about, for `r`.
    func resource(_ index: Int) -> Int? {
        guard items.indices.contains(index), case .field(let section, _) = items[index] else { return detail.resource }
        return detail.sections[section].resource ?? detail.resource
    }

    func copyText(_ index: Int) -> (text: String, what: String)? {
        guard items.indices.contains(index), case .field(let section, let number) = items[index] else {
            return (detail.title, "the title")
        }
        let field = detail.sections[section].fields[number]
        return (field.text, field.label.isEmpty ? "the text" : field.label)
    }
}

/// A line of text whose columns must be kept: tabs spread out, and a window of so many columns cut from it.
enum FixedText {
    static func line(_ text: String, from start: Int, width: Int) -> (text: String, isCut: Bool) {
        var column = 0
        var shown = ""
        var isCut = false
        for character in text {
            let size = character == "\t" ? 8 - column % 8 : CharacterWidth.of(character)
            if column >= start, column + size - start <= width {
                shown += character == "\t" ? String(repeating: " ", count: size) : String(character)
            } else if column + size > start {
                isCut = isCut || column + size - start > width
                if column < start { shown += String(repeating: " ", count: column + size - start) }
            }
            column += size
        }
        return (shown, isCut)
    }
}
