import RecordPresentation
import TerminalUI

/// What stands above an area's list, in as many lines as the window can spare: the weightiest first, each whole or not at
/// all, the rest counted (docs/spec/display.md sections 10 and 14).
struct HeadBox {
    let lines: [StyledLine]

    /// - Parameters:
    ///   - room: the most lines.
    ///   - alertRoom: the most lines where there are warnings of missing data.
    init(_ head: [HeadLine], width: Int, room: Int, alertRoom: Int, keyName: String) {
        let whole = head.map { Self.lines($0, width: width) }
        if whole.reduce(0, { $0 + $1.count }) <= room {
            lines = whole.flatMap { $0 }
            return
        }
        var shown: Set<Int> = []
        let order = head.indices.sorted {
            Self.weight(head[$0]) == Self.weight(head[$1]) ? $0 < $1 : Self.weight(head[$0]) > Self.weight(head[$1])
        }
        var used = 0
        for index in order {
            used += whole[index].count
            // Nothing light is shown while something heavy is not.
            guard used < (head[index].level == .alert ? alertRoom : room) else { break }
            shown.insert(index)
        }
        let hidden = head.indices.filter { !shown.contains($0) }
        lines =
            head.indices.filter { shown.contains($0) }.flatMap { whole[$0] } + [
                Self.counted(hidden.map { head[$0] }, keyName)
            ]
    }

    static func lines(_ line: HeadLine, width: Int) -> [StyledLine] {
        let mark = line.level.map { $0.symbol + " " } ?? ""
        return StyledLine.wrapped(
            mark + line.text, width: width, hanging: mark.count, style: line.level?.style ?? .label)
    }

    private static func weight(_ line: HeadLine) -> Int { line.level?.rawValue ?? -1 }

    private static func counted(_ hidden: [HeadLine], _ keyName: String) -> StyledLine {
        let level = hidden.compactMap(\.level).max()
        let mark = level.map { $0.symbol + " " } ?? ""
        let words = hidden.count == 1 ? "1 note" : "\(hidden.count) notes"
        return StyledLine("\(mark)+\(words) of this area: \(keyName) shows them", style: level?.style ?? .label)
    }
}
