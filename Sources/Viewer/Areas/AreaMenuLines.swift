import RecordPresentation
import TerminalUI

/// One area of the menu: its key, its name, its count or state in words, and whether warnings concern it.
enum AreaMenuLines {
    /// Of a second line: as far as the names of areas.
    private static let indent = 2

    /// - Parameter showsLinked: linked items are counted too, where there is room for it.
    static func lines(_ item: AreaMenuItem, width: Int, showsLinked: Bool) -> [StyledLine] {
        var line = StyledLine(item.topic.key, style: .key)
        line.add(name(item, width), column: 2)
        let facts = facts(item, showsLinked || item.count == nil)
        let factsWidth = facts.reduce(0) { $0 + CharacterWidth.of($1.0) + 1 } - 1
        guard !facts.isEmpty else { return [line] }
        let isWide = line.width + 1 + factsWidth <= width
        var target = isWide ? line : StyledLine()
        // Bare counts stand below each other, words below the name.
        let isBare = item.state == nil && !facts.contains { $0.1 == .label }
        var column = isWide || isBare ? max(0, width - factsWidth) : indent
        if !isWide, column + factsWidth > width { return [line] + wrapped(facts, width) }
        for (text, style) in facts {
            target.add(text, style: style, column: column)
            column += CharacterWidth.of(text) + 1
        }
        return isWide ? [target] : [line, target]
    }

    private static func wrapped(_ facts: [(String, StyleName)], _ width: Int) -> [StyledLine] {
        StyledLine.flow(facts.map { [$0] }, width: width, gap: 1, indent: min(indent, max(0, width - 12)))
    }

    /// `Uncategorised data` is the one long name: it may lose its second word where the menu is narrow.
    private static func name(_ item: AreaMenuItem, _ width: Int) -> String {
        let title = item.topic.title
        return CharacterWidth.of(title) + 2 <= width - 4 ? title : String(title.prefix { $0 != " " })
    }

    private static func facts(_ item: AreaMenuItem, _ showsLinked: Bool) -> [(String, StyleName)] {
        var facts: [(String, StyleName)] = []
        if let state = item.state { facts.append((state, item.level == nil ? .label : .check)) }
        if let count = item.count { facts.append((count, .value)) }
        if showsLinked, let linked = item.linked { facts.append((linked, .label)) }
        if let level = item.level { facts.append((level.symbol, level.style)) }
        return facts
    }
}
