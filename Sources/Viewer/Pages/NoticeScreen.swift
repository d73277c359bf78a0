import FHIR
import TerminalUI

/// Something that must be read before anything else: a failure, a missing patient, a file that is no record
/// (docs/spec/hazards.md rows 42 and 43, section 2). Unlike any screen of a record.
package struct NoticeScreen: ListScreen {
    package static let kind = ScreenKind.notice
    let title: String
    let lines: [String]
    /// The patient asked for beside the one answered.
    let patients: PatientComparison?
    /// There is something behind the notice to go on to.
    let canContinue: Bool
    package var scroll = ScrollState()

    package init(failure: FileFailure) {
        title = failure.title
        lines = failure.lines
        patients = nil
        canContinue = false
    }

    private init(title: String, lines: [String], patients: PatientComparison? = nil) {
        self.title = title
        self.patients = patients
        self.lines = lines
        canContinue = true
    }

    package init(singleResource type: String) {
        self.init(
            title: "NOT A RECORD",
            lines: [
                "This file is a single \(DisplayText.scrub(type)) resource, not a Bundle: it says nothing of what else the practice holds.",
                "Its content can be read on the Bundle screen.",
            ])
    }

    package init(mismatch: PatientComparison) {
        self.init(
            title: "PATIENT MISMATCH",
            lines: [
                "This record is not that of the patient it was asked for.",
                "Do not use it for the patient asked for without finding out why.",
            ], patients: mismatch)
    }

    package init(patientMissing comparison: PatientComparison?) {
        self.init(
            title: "PATIENT IDENTITY NOT SUPPLIED",
            lines: [
                "This record holds no Patient: nothing in it says whose record it is.",
                "Do not use it for the care of a person without finding that out.",
            ], patients: comparison)
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        [StyledLine(), StyledLine("!! \(title)", style: .alert), StyledLine()]
    }

    package func model(_ frame: Frame) -> ListModel {
        let last = canContinue ? "\(frame.keys.keyName(.open) ?? "Enter") goes on." : nil
        let all = lines + [last].compactMap { $0 }
        let width = max(1, frame.rect.columns - 1)
        var blocks = all.map { StyledLine.wrapped(DisplayText.scrub($0), width: width, indent: 1) }
        // Behind what happened, before what to do.
        if let patients { blocks.insert(patients.lines(width: width), at: 1) }
        return ListModel(count: blocks.count) { blocks[$0] }
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        command == .open && canContinue ? .pop : .nothing("nothing here for this key")
    }

    package func position(_ frame: Frame) -> String? { nil }
}
