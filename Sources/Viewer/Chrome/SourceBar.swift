import RecordPresentation
import TerminalUI

/// Where the record comes from, how old it is and what was asked for, on one line: the practice's name is cut first, then
/// the parts that other screens repeat (docs/spec/hazards.md row 46).
enum SourceBar {
    static func line(_ folder: RecordFolder, columns: Int) -> StyledLine {
        let source = folder.source
        let asOf = "marks as of \(source.referenceDay)"
        let newest = source.newestList.map { "newest list \($0)" }
        let isImplied = source.retrieval.contains(source.referenceDay)
        let full = [source.retrieval, source.scope, asOf, newest].compactMap { $0 }
        let candidates = [
            full, [source.retrieval, source.scope, asOf],
            isImplied ? [source.retrieval, source.scope] : [source.retrieval, asOf], [source.retrieval],
        ]
        for parts in candidates {
            let tail = parts.map { " - \($0)" }.joined()
            let room = columns - CharacterWidth.of(tail) - CharacterWidth.of("GP practice ")
            if let practice = shortened(source.practice, room) {
                var line = StyledLine("GP practice ", style: .label)
                line.add(practice, style: .source)
                line.add(tail, style: .label)
                return line
            }
        }
        return StyledLine(source.retrieval, style: .label)
    }

    /// The code stands first and is whole in itself; of the name whole words.
    private static func shortened(_ practice: String, _ room: Int) -> String? {
        let cut = Truncation.line(practice, width: room)
        if cut == practice || cut.split(separator: " ").count > 1 { return cut }
        let code = String(practice.prefix { $0 != " " })
        return CharacterWidth.of(code) <= room ? code : nil
    }
}
