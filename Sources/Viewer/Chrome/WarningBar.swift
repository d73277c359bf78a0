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
        let isBare = groups.isEmpty && label.isEmpty
        let none = isBare ? [[("No list warning came with this record", StyleName.label)]] : []
        func lines(_ texts: [String]) -> [StyledLine] {
            let hidden = groups.count - texts.count + others
            let words = groups.isEmpty ? "\(hidden) other note\(hidden == 1 ? "" : "s")" : "\(hidden) more"
            let tail: [[(String, StyleName)]] = hidden > 0 ? [[("\(key) \(words)", .key)]] : []
            let shown = texts.map { [($0, StyleName.alert)] }
            return StyledLine.flow(label + none + shown + tail, width: columns)
        }
        // The areas of warnings are counted, the longest first, before another warning is left out.
        for count in stride(from: groups.count, through: 1, by: -1) {
            let shown = groups.prefix(count)
            let order = shown.indices.sorted { shown[$0].saving > shown[$1].saving }
            let tries = (0...count).lazy.map { number in
                lines(shown.indices.map { order.prefix(number).contains($0) ? shown[$0].counted : shown[$0].whole })
            }
            if let fitting = tries.first(where: { $0.count <= most }) {
                self.lines = fitting
                return
            }
        }
        self.lines = Array(lines([]).prefix(max(1, most)))
    }
}

/// Warnings of one kind and code, with all the areas they concern: `!! RECORD IN TRANSIT Medications, Problems`.
struct WarningGroup {
    let words: String
    var areas: [ClinicalArea]

    var whole: String { "!! \(words) \(areas.map(\.title).joined(separator: ", "))".trimmedEnd }

    /// The columns that counting its areas gives free.
    var saving: Int { CharacterWidth.of(whole) - CharacterWidth.of(counted) }

    var counted: String { areas.count > 1 ? "!! \(words) \(areas.count) areas" : whole }

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
