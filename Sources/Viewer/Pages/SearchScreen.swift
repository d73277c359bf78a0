import GPConnect
import RecordPresentation
import TerminalUI

extension [RecordSearch.Hit] {
    /// The areas in the order of the menu, then what belongs to none; within an area as the file has them.
    var inMenuOrder: [RecordSearch.Hit] {
        let areas: [ClinicalArea?] = ClinicalArea.allCases + [nil]
        return areas.flatMap { area in filter { $0.area == area } }
    }
}

/// What was found in the whole record, each hit with its area (docs/spec/hazards.md row 17).
package struct SearchScreen: ListScreen {
    package static let kind = ScreenKind.search
    let folder: RecordFolder
    let words: String
    let hits: [RecordSearch.Hit]
    package var scroll = ScrollState()

    package init(_ folder: RecordFolder, words: String, hits: [RecordSearch.Hit]) {
        self.folder = folder
        self.words = words
        self.hits = hits
    }

    package var itemWord: String { "hit" }
    package var emptyText: String { "Nothing in this record holds these words. That says nothing of other records." }

    package func head(_ frame: Frame) -> [StyledLine] {
        let count = hits.count == 1 ? "1 item holds" : "\(hits.count) items hold"
        var areas: [String: Int] = [:]
        for hit in hits { areas[Self.area(hit), default: 0] += 1 }
        let counts = areas.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return StyledLine.wrapped("FOUND  \(count) \"\(words)\"", width: max(1, frame.rect.columns - 1), style: .title)
            + (hits.isEmpty ? [] : StyledLine.wrapped(counts, width: max(1, frame.rect.columns - 1), style: .label))
    }

    private static func area(_ hit: RecordSearch.Hit) -> String { hit.area?.title ?? "Other resources" }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        let column = width < 70 ? 0 : 20
        return ListModel(count: hits.count) { index in
            let hit = hits[index]
            var lines = StyledLine.wrapped(hit.title, width: width, indent: column == 0 ? 2 : column, style: .value)
            if column == 0 {
                lines.insert(StyledLine(Self.area(hit), style: .label), at: 0)
            } else {
                var first = StyledLine(Self.area(hit), style: .label)
                first.add(lines[0].text.trimmedStart, style: .value, column: column)
                lines[0] = first
            }
            let excerpt =
                hit.excerpt == hit.title ? [] : StyledLine.wrapped(hit.excerpt, width: width, indent: column + 2)
            return lines + excerpt
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        .push(DetailScreen(folder, resource: hits[index].resource))
    }

    mutating func select(_ hit: Int, _ frame: Frame) {
        scroll.select(hit, model(frame).extent, room: room(frame))
    }

    package func resource(_ frame: Frame) -> Int? {
        hits.indices.contains(scroll.cursor) ? hits[scroll.cursor].resource : nil
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        hits.indices.contains(scroll.cursor) ? (hits[scroll.cursor].title, "the item's name") : nil
    }
}
