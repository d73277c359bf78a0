import RecordPresentation
import TerminalUI

/// The line that says what is on the screen: while it was made here it stands whatever the size of the window, for nothing
/// else tells a regenerated record from one received.
extension ViewerState {
    func sourceLines(_ folder: RecordFolder) -> [StyledLine] {
        if let live, live.isShown { return [RegeneratedBar.line(live, settings.keys, columns: size.columns)] }
        return size.rows >= 20 ? [SourceBar.line(folder, columns: size.columns)] : []
    }
}

enum RegeneratedBar {
    /// Whole parts only; the first is never left out.
    static func line(_ live: LiveRecord, _ keys: KeyMap, columns: Int) -> StyledLine {
        let key = keys.keyName(CommandID("as-received")) ?? "a"
        let retrieved = live.received.context.origin.retrieved.map(DateFormat.dayAndTime)
        let data = retrieved.map { "data retrieved \($0)" } ?? "data of a file, retrieval time unknown"
        let long = "! regenerated here from \(data)"
        let short =
            "! regenerated here from \(live.received.context.origin.retrieved.map { DateFormat.day($0) } ?? "a file")"
        let asked = " - \(RequestWords.text(live.accepted.reading.request))"
        let back = " - \(key): as received"
        let forms = [long + asked + back, long + asked, long + back, long, short]
        return StyledLine(forms.first { CharacterWidth.of($0) <= columns } ?? "! regenerated here", style: .check)
    }
}
