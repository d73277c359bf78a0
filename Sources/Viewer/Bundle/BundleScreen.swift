import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// Every entry of the file, by type and by list; where the window is wide the resource under the cursor beside it.
package struct BundleScreen: ListScreen {
    package static let kind = ScreenKind.bundle

    private struct GroupID: Hashable, Sendable {
        var section: Int
        var group: Int
    }

    private enum Item {
        case group(GroupID)
        case member(GroupID, Int)
    }

    let folder: RecordFolder
    package var scroll = ScrollState()
    private var unfolded: Set<GroupID> = []

    package init(_ folder: RecordFolder, _ frame: Frame?) { self.folder = folder }

    package var itemWord: String { "line" }

    private var items: [Item] {
        folder.bundleSections.enumerated().flatMap { number, section in
            section.groups.indices.flatMap { group -> [Item] in
                let id = GroupID(section: number, group: group)
                guard unfolded.contains(id) else { return [.group(id)] }
                return [.group(id)] + section.groups[group].members.indices.map { .member(id, $0) }
            }
        }
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        let bundle = folder.record.bundle
        let contained = bundle.resources.filter(\.isContained).count
        var words = "\(bundle.entries.count) entries, \(bundle.resources.count) resources"
        if contained > 0 { words += ", \(contained) of them contained" }
        return StyledLine.wrapped("BUNDLE  \(words)", width: max(1, listPart(frame).columns - 1), style: .title)
    }

    package func model(_ frame: Frame) -> ListModel {
        let items = items
        let width = max(1, listPart(frame).columns - 1)
        return ListModel(count: items.count) { lines(items[$0], isFirst: $0 == 0, width: width) }
    }

    private func lines(_ item: Item, isFirst: Bool, width: Int) -> [StyledLine] {
        switch item {
        case .group(let id):
            let section = folder.bundleSections[id.section]
            let group = section.groups[id.group]
            let opening =
                id.group == 0 ? (isFirst ? [] : [StyledLine()]) + [StyledLine(section.title, style: .heading)] : []
            let words = "\(unfolded.contains(id) ? "-" : "+") \(group.title)\u{A0}\u{A0}\(group.members.count)"
            return opening.map(\.asLead) + StyledLine.wrapped(words, width: width, hanging: 2, style: .value)
        case .member(let id, let index):
            let member = folder.bundleSections[id.section].groups[id.group].members[index]
            let entry = member.resource.map { "entry \(folder.record.resource($0).entry)  " } ?? ""
            return StyledLine.wrapped(entry + member.text, width: width, indent: 4, hanging: 2)
                + (member.caution.map { StyledLine.wrapped("! \($0)", width: width, indent: 6, style: .check) } ?? [])
        }
    }

    // MARK: Layout

    /// Beside the list from 110 columns.
    private func split(_ frame: Frame) -> (list: Rect, text: Rect?) {
        guard frame.rect.columns >= 110 else { return (frame.rect, nil) }
        let (list, right) = frame.rect.splitLeft(frame.rect.columns * 42 / 100)
        return (list, right.splitLeft(1).rest)
    }

    private func listPart(_ frame: Frame) -> Rect { split(frame).list }

    private func listFrame(_ frame: Frame) -> Frame {
        var part = frame
        part.rect = listPart(frame)
        return part
    }

    package func draw(in buffer: inout CellBuffer, _ frame: Frame) {
        let (list, right) = split(frame)
        drawList(in: &buffer, listFrame(frame))
        guard let right else { return }
        let line = Rect(row: list.row, column: list.endColumn, rows: list.rows, columns: 1)
        buffer.drawVerticalRule(in: line, glyphs: frame.glyphs)
        guard let number = resourceUnderCursor else {
            buffer.drawText("A group: Enter unfolds it.", in: right.splitLeft(1).rest, style: .label)
            return
        }
        ResourcePane(folder, resource: number).draw(in: &buffer, right, frame, isFocused: false)
    }

    private func drawList(in buffer: inout CellBuffer, _ frame: Frame) {
        let rect = listRect(frame)
        for (row, line) in head(frame).enumerated() {
            line.draw(in: &buffer, rect: frame.rect.splitLeft(1).rest, row: row)
        }
        model(frame).draw(
            in: &buffer, rect: rect, scroll: scroll, room: room(frame), style: ListStyle(glyphs: frame.glyphs))
    }

    // MARK: Commands

    private var resourceUnderCursor: Int? {
        let items = items
        guard items.indices.contains(scroll.cursor) else { return nil }
        switch items[scroll.cursor] {
        case .group(let id): return folder.bundleSections[id.section].groups[id.group].list
        case .member(let id, let index):
            return folder.bundleSections[id.section].groups[id.group].members[index].resource
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .nothing("nothing to open on this line") }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        let items = items
        guard items.indices.contains(scroll.cursor) else { return .nothing("the file has no entries") }
        switch (command, items[scroll.cursor]) {
        case (.open, .group(let id)), (.fold, .group(let id)), (.right, .group(let id)), (.nextPane, .group(let id)):
            unfolded.formSymmetricDifference([id])
            return .done
        case (.open, .member), (.right, .member), (.nextPane, .member):
            guard let number = resourceUnderCursor else { return .nothing("not supplied: the file does not hold it") }
            return .push(ResourceScreen(folder, resource: number))
        case (.fold, .member(let id, _)):
            unfolded.remove(id)
            moveCursor(to: id)
            return .done
        case (.unfoldAll, _): return unfoldAll()
        case (.foldAll, let item):
            unfolded = []
            if case .member(let id, _) = item { moveCursor(to: id) }
            if case .group(let id) = item { moveCursor(to: id) }
            return .done
        case (.left, _): return .pop
        default: return .nothing("nothing here for this key")
        }
    }

    private mutating func unfoldAll() -> Outcome {
        for (number, section) in folder.bundleSections.enumerated() {
            unfolded.formUnion(section.groups.indices.map { GroupID(section: number, group: $0) })
        }
        return .done
    }

    private mutating func moveCursor(to id: GroupID) {
        let index = items.firstIndex { if case .group(let other) = $0 { other == id } else { false } }
        scroll = ScrollState(cursor: index ?? 0)
    }

    package func resource(_ frame: Frame) -> Int? { resourceUnderCursor }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        resourceUnderCursor.map { ResourcePane.copyText(folder, $0) }
    }
}
