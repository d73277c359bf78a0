import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// A resource as JSON text with its references both ways: those it makes are links in the text, those made to it are
/// listed below.
package struct ResourcePane: Sendable {
    enum Item {
        case title
        case text(Int)
        case incoming(Int)
        case note(String, StyleName)
    }

    let folder: RecordFolder
    let resource: Int
    var folded: Set<Int> = []
    var scroll = ScrollState()

    init(_ folder: RecordFolder, resource: Int) {
        self.folder = folder
        self.resource = resource
    }

    private var text: ResourceText { folder.text(of: resource) }

    var items: [Item] {
        var items: [Item] = [.title]
        let issues = folder.parseIssues.filter { issue in
            issue.entry == folder.record.resource(resource).entry && isWithin(issue)
        }
        items += issues.map { .note("! \($0.text): \($0.path), \($0.position)", .check) }
        if let first = folder.record.index.duplicates.first(where: { $0.resource == resource })?.first {
            items.append(.note("! same Type/id as entry \(folder.record.resource(first).entry)", .check))
        }
        items += text.visible(folded: folded).map { .text($0) }
        let incoming = sources
        let words = incoming.isEmpty ? "No other resource refers to this one." : "Referred to by \(incoming.count):"
        items.append(.note(words, .heading))
        return items + incoming.map { .incoming($0) }
    }

    /// The path of a contained resource's issue goes through its container's entry.
    private func isWithin(_ issue: ParseIssue) -> Bool {
        issue.path.hasPrefix(folder.record.resource(resource).value.path)
    }

    /// Each source once, however often it refers.
    private var sources: [Int] {
        folder.record.graph.incoming(resource).map(\.source).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    func model(width: Int) -> ListModel {
        let items = items
        return ListModel(count: items.count) { lines(items[$0], width: width) }
    }

    private func lines(_ item: Item, width: Int) -> [StyledLine] {
        let resource = folder.record.resource(resource)
        switch item {
        case .title:
            let title = "\(resource.label)  entry \(resource.entry)  \(resource.value.source.count) bytes"
            return StyledLine.wrapped(DisplayText.scrub(title), width: width, style: .title)
        case .text(let number): return textLines(number, width: width)
        case .incoming(let source):
            let other = folder.record.resource(source)
            let name = ActorText(folder.record).name(source)
            let words = name == other.label ? other.label : "\(other.label)  \(name)"
            return StyledLine.wrapped(
                DisplayText.scrub("-> " + words), width: width, indent: 2, hanging: 3, style: .link)
        case .note(let words, let style):
            return StyledLine.wrapped(DisplayText.scrub(words), width: width, hanging: 2, style: style)
        }
    }

    /// `+` before what is folded, `-` before what can be.
    private func textLines(_ number: Int, width: Int) -> [StyledLine] {
        let line = text.lines[number]
        let indent = min(2 + line.depth * 2, max(2, width / 2))
        let comma = line.comma ? "," : ""
        var words = line.value + (line.closing == nil ? comma : "")
        if folded.contains(number) {
            let count = line.childCount == 1 ? "1 part" : "\(line.childCount) parts"
            words = line.value == "{" ? "{ \(count) }\(comma)" : "[ \(count) ]\(comma)"
        }
        if line.link == .unresolved { words += "  ! not supplied" }
        let style: StyleName = line.link == .unresolved ? .check : line.link == nil ? .plain : .link
        let nameWidth = CharacterWidth.of(line.name)
        let room = max(1, width - indent)
        let wrapped = Wrap.lines(
            line.name.replacing(" ", with: "\u{A0}") + words, width: room, hanging: min(2, room - 1))
        return wrapped.enumerated().map { index, piece in
            guard index == 0 else { return StyledLine(piece, style: style, indent: indent) }
            var first = StyledLine(foldMark(number), style: .label)
            first.add(String(piece.prefix(line.name.count)), style: .label, column: indent)
            first.add(String(piece.dropFirst(line.name.count)), style: style, column: indent + nameWidth)
            return first
        }
    }

    private func foldMark(_ number: Int) -> String {
        text.lines[number].closing == nil ? "" : folded.contains(number) ? "+" : "-"
    }

    func draw(in buffer: inout CellBuffer, _ rect: Rect, _ frame: Frame, isFocused: Bool) {
        let style = ListStyle(isFocused: isFocused, hasCursor: isFocused, glyphs: frame.glyphs)
        model(width: max(1, rect.columns - 1)).draw(
            in: &buffer, rect: rect, scroll: scroll, room: ListRoom(height: rect.rows, hasHints: true), style: style)
    }

    static func copyText(_ folder: RecordFolder, _ resource: Int) -> (text: String, what: String) {
        let value = folder.record.resource(resource)
        return (String(decoding: value.value.source, as: UTF8.self), DisplayText.scrub(value.label))
    }
}

// MARK: - Folding and following

extension ResourcePane {
    func open() -> Outcome {
        let items = items
        guard items.indices.contains(scroll.cursor) else { return .done }
        switch items[scroll.cursor] {
        case .incoming(let source): return .push(ResourceScreen(folder, resource: source))
        case .title: return .push(DetailScreen(folder, resource: resource))
        case .note: return .nothing("no reference on this line")
        case .text(let number):
            switch text.lines[number].link {
            case .resource(let target): return .push(ResourceScreen(folder, resource: target))
            case .unresolved: return .nothing("not supplied: the file does not hold what this refers to")
            case nil: return .nothing("no reference on this line")
            }
        }
    }

    mutating func fold() -> Outcome {
        let items = items
        guard items.indices.contains(scroll.cursor), case .text(let number) = items[scroll.cursor],
            text.lines[number].closing != nil
        else { return .nothing("nothing to fold on this line") }
        folded.formSymmetricDifference([number])
        return .done
    }

    mutating func foldAll(_ isFolded: Bool) -> Outcome {
        folded = isFolded ? text.foldable : []
        scroll = ScrollState()
        return .done
    }
}
