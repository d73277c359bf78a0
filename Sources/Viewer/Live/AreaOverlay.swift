import FHIR
import GPConnect
import RecordPresentation

/// Marks in a regenerated area what came, counts what left, and puts what left where it stood if that is asked for: in
/// words, for a grey row alone says nothing (docs/spec/display.md section 11).
struct AreaOverlay {
    let received: AreaView
    private let old: [String: Row]
    private let from: RecordContext
    private let to: RecordContext

    init(received: AreaView, from: RecordContext, to: RecordContext) {
        self.received = received
        self.from = from
        self.to = to
        old = Dictionary(
            received.rows.compactMap { row in Self.key(row, from).map { ($0, row) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Ids are copied with their resources; a contained item's entry may stand elsewhere.
    private static func key(_ row: Row, _ context: RecordContext) -> String? {
        guard let number = row.resource else { return row.reference }
        let resource = context.resource(number)
        return resource.isContained ? "#\(resource.id ?? "")" : resource.label
    }

    func applied(to view: AreaView, showsAbsent: Bool) -> AreaView {
        let present = Set(view.rows.compactMap { Self.key($0, to) })
        let gone = old.keys.count { !present.contains($0) }
        var blocks = view.blocks.map { block in
            replacing(block, rows: block.rows.map(marked))
        }
        if showsAbsent { blocks = withAbsent(blocks, present) }
        return AreaView(
            area: view.area, state: view.state, head: head(gone, showsAbsent) + view.head, blocks: blocks,
            count: view.count, linkedCount: view.linkedCount, filters: view.filters, warnings: view.warnings)
    }

    private func head(_ gone: Int, _ showsAbsent: Bool) -> [HeadLine] {
        guard gone > 0 else { return [] }
        let items = "\(gone) item\(gone == 1 ? "" : "s") of the record as received \(gone == 1 ? "is" : "are")"
        return [
            HeadLine("\(items) not returned by this request" + (showsAbsent ? ": shown in place" : ""), level: .check)
        ]
    }

    private func marked(_ row: Row) -> Row {
        guard let key = Self.key(row, to), old[key] == nil else { return row }
        return row.adding(marks: [.note("NEWLY RETURNED: in no list of the record as received")])
    }

    private func absent(_ row: Row) -> Row {
        Row(
            reference: row.resource.map { from.resource($0).label } ?? row.reference, list: row.list, resource: nil,
            cells: row.cells, lines: row.lines, marks: [.check("NOT RETURNED by this request")] + row.marks,
            sortDate: row.sortDate, isCoded: row.isCoded, isAbsent: true)
    }

    private func replacing(_ block: Block, rows: [Row]) -> Block {
        Block(
            title: block.title, kind: block.kind, columns: block.columns, rows: rows, order: block.order,
            emptyText: block.emptyText)
    }

    /// Blocks in the order of the record as received, then those that only the request makes.
    private func withAbsent(_ blocks: [Block], _ present: Set<String>) -> [Block] {
        var rest = blocks
        var merged: [Block] = []
        for block in received.blocks {
            let match = rest.firstIndex {
                $0.kind == block.kind && $0.title == block.title && $0.columns == block.columns
            }
            let now = match.map { rest.remove(at: $0) }
            let rows = merge(block.rows, now?.rows ?? [], present)
            if now != nil || !rows.isEmpty { merged.append(replacing(now ?? block, rows: rows)) }
        }
        return merged + rest
    }

    /// Rows that left stand before the row that followed them.
    private func merge(_ before: [Row], _ now: [Row], _ present: Set<String>) -> [Row] {
        var places: [String: Int] = [:]
        for (index, row) in now.enumerated() {
            if let key = Self.key(row, to), places[key] == nil { places[key] = index }
        }
        var rows: [Row] = []
        var next = 0
        for row in before {
            guard let key = Self.key(row, from) else { continue }
            if let place = places[key] {
                if place >= next {
                    rows += now[next...place]
                    next = place + 1
                }
            } else if !present.contains(key) {
                rows.append(absent(row))
            }
        }
        return rows + now[next...]
    }
}
