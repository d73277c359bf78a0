import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// The warnings that concern the record as a whole, and how many more there are: always on the screen
/// (docs/spec/display.md D19, docs/spec/warnings.md section 7 row 18).
struct WarningBar {
    let lines: [StyledLine]

    /// - Parameter allergies: the label, where the banner had no room for it.
    init(_ folder: RecordFolder, columns: Int, most: Int, allergies: AllergyLabel?, key: String) {
        let groups = WarningGroup.all(folder)
        let label = allergies.map { [[($0.text, $0.kind == .known ? StyleName.alert : .label)]] } ?? []
        let others = folder.warnings.filter { $0.level < .alert }.count
        var count = groups.count
        while true {
            let hidden = groups.count - count + others
            let words = groups.isEmpty ? "\(hidden) other note\(hidden == 1 ? "" : "s")" : "\(hidden) more"
            let tail: [[(String, StyleName)]] = hidden > 0 ? [[("\(key) \(words)", .key)]] : []
            let isBare = groups.isEmpty && label.isEmpty
            let none = isBare ? [[("No list warning came with this record", StyleName.label)]] : []
            let shown = groups.prefix(count).map { [($0.text(columns), StyleName.alert)] }
            let lines = StyledLine.flow(label + none + shown + tail, width: columns)
            if lines.count <= most || count == 0 {
                self.lines = Array(lines.prefix(max(1, most)))
                return
            }
            count -= 1
        }
    }
}

/// Warnings of one kind and code, with all the areas they concern: `!! RECORD IN TRANSIT Medications, Problems`.
struct WarningGroup {
    let words: String
    var areas: [ClinicalArea]

    func text(_ columns: Int) -> String {
        let whole = "!! \(words) \(areas.map(\.title).joined(separator: ", "))".trimmedEnd
        guard CharacterWidth.of(whole) > columns - 12, areas.count > 1 else { return whole }
        return "!! \(words) \(areas.count) areas"
    }

    static func all(_ folder: RecordFolder) -> [WarningGroup] {
        var groups =
            folder.mismatch.map { [WarningGroup(words: "PATIENT MISMATCH asked for \($0.asked)", areas: [])] } ?? []
        for warning in folder.warnings where warning.level == .alert {
            let words = DisplayText.scrub(words(warning))
            if let index = groups.firstIndex(where: { $0.words == words }) {
                for area in warning.areas where !groups[index].areas.contains(area) { groups[index].areas.append(area) }
            } else {
                groups.append(WarningGroup(words: words, areas: warning.areas))
            }
        }
        return groups
    }

    private static func words(_ warning: RecordWarning) -> String {
        switch warning.kind {
        case .listWarning: ListWarning(rawValue: warning.code)?.mark ?? warning.code
        case .operationOutcome:
            "NOT SUPPLIED BY PRACTICE SYSTEM" + (warning.areas.isEmpty ? " \(warning.scope)" : "")
        case .patient:
            warning.code == "different-patient" ? "ITEMS OF A DIFFERENT PATIENT" : "PATIENT IDENTITY NOT SUPPLIED"
        default: warning.text
        }
    }
}

extension String {
    var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
