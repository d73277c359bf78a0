import GPConnect
import RecordPresentation
import TerminalUI

/// The rows of an area as one list: blocks below each other, filtered and ordered as asked.
package struct AreaListing: Sendable {
    package enum Item: Hashable, Sendable {
        case row(block: Int, row: Int)
        /// A block without rows: its heading and a sentence.
        case empty(block: Int)
    }

    package struct Part: Sendable {
        package let block: Block
        package let rows: [Row]
        package let order: String
        /// The widest part behind a decimal point, by column.
        package let fractions: [Int: Int]
        /// For each column the widest word of its heading and cells: a column that is narrower would break it.
        package let wordWidths: [Int]
    }

    package let view: AreaView
    package let query: AreaQuery
    package let parts: [Part]
    package let items: [Item]
    /// Rows of all blocks, shown or not.
    package let total: Int
    /// For each item the number of rows before it.
    private let rowsBefore: [Int]

    init(_ view: AreaView, query: AreaQuery) {
        self.view = view
        self.query = query
        parts = view.blocks.map { Self.part($0, query) }
        var items: [Item] = []
        var rowsBefore: [Int] = []
        var count = 0
        for (number, part) in parts.enumerated() {
            if part.rows.isEmpty {
                items.append(.empty(block: number))
                rowsBefore.append(count)
            }
            for row in part.rows.indices {
                items.append(.row(block: number, row: row))
                rowsBefore.append(count)
                count += 1
            }
        }
        self.items = items
        self.rowsBefore = rowsBefore
        total = view.blocks.reduce(0) { $0 + $1.rows.count }
    }

    package var shown: Int { parts.reduce(0) { $0 + $1.rows.count } }

    package func row(_ item: Int) -> Row? {
        guard items.indices.contains(item), case .row(let block, let row) = items[item] else { return nil }
        return parts[block].rows[row]
    }

    package func block(of item: Int) -> Int? {
        guard items.indices.contains(item) else { return nil }
        switch items[item] {
        case .row(let block, _), .empty(let block): return block
        }
    }

    package func isFirstOfBlock(_ item: Int) -> Bool {
        switch items[item] {
        case .row(_, let row): row == 0
        case .empty: true
        }
    }

    /// How many rows lie in a range of items: what is hidden is counted in rows (docs/spec/display.md D12).
    package func rowCount(_ range: Range<Int>) -> Int {
        guard let first = range.first, let last = range.last else { return 0 }
        return rowsBefore[last] - rowsBefore[first] + (row(last) == nil ? 0 : 1)
    }

    /// The number of a row in reading order, from 1; nil on a sentence.
    package func rowNumber(_ item: Int) -> Int? { row(item) == nil ? nil : rowsBefore[item] + 1 }

    package func firstItem(ofBlock block: Int) -> Int? { items.indices.first { self.block(of: $0) == block } }

    package func item(ofResource resource: Int) -> Int? {
        items.indices.first { row($0)?.resource == resource }
    }

    static func part(_ block: Block, _ query: AreaQuery) -> Part {
        var rows = block.rows
        if !query.filters.isEmpty { rows = rows.filter { query.accepts($0, block.columns) } }
        var order = block.order
        if let sort = query.sort, let index = block.columns.firstIndex(where: { $0.name == sort.column }) {
            let kind = ColumnOrder(block.columns[index], rows: block.rows, index: index)
            rows = kind.sorted(rows, index: index, isReversed: sort.isReversed)
            order = "\(block.columns[index].heading): \(kind.words(isReversed: sort.isReversed))"
        }
        return Part(block: block, rows: rows, order: order, fractions: fractions(block), wordWidths: wordWidths(block))
    }

    /// Words longer than this are broken rather than let one column take the whole width.
    private static let longestWord = 24

    private static func wordWidths(_ block: Block) -> [Int] {
        block.columns.indices.map { index in
            var widest = CharacterWidth.of(block.columns[index].heading)
            guard case .flexible = block.columns[index].width else { return widest }
            for row in block.rows where row.cells.indices.contains(index) {
                for word in row.cells[index].split(whereSeparator: \.isWhitespace) where word.utf8.count > widest {
                    widest = max(widest, CharacterWidth.of(word))
                }
            }
            return min(widest, longestWord)
        }
    }

    private static func fractions(_ block: Block) -> [Int: Int] {
        var widths: [Int: Int] = [:]
        for (index, column) in block.columns.enumerated() where column.alignment == .decimal {
            widths[index] =
                block.rows.map { $0.cells.indices.contains(index) ? fraction($0.cells[index]) : 0 }.max() ?? 0
        }
        return widths
    }

    /// Characters from the decimal point on; 0 for what is no number.
    static func fraction(_ text: String) -> Int {
        guard let point = text.firstIndex(of: "."), text.last?.isNumber == true else { return 0 }
        return text.distance(from: point, to: text.endIndex)
    }
}
