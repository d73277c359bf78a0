import FHIR
import TerminalUI

/// A question with a list of answers.
package struct ChoiceScreen: ListScreen {
    package struct Option: Hashable, Sendable {
        package let text: String
        package let choice: Choice
    }

    package static let kind = ScreenKind.choice
    let title: String
    let options: [Option]
    package var scroll = ScrollState()
    package var itemWord: String { "choice" }

    package func head(_ frame: Frame) -> [StyledLine] {
        StyledLine.wrapped(title, width: max(1, frame.rect.columns - 1), style: .title)
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: options.count) { StyledLine.wrapped(options[$0].text, width: width, indent: 1) }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(options[index].choice) }
}

/// The open files. Names of files only: a list of several patients has no banner of its own, and this one's stays above.
package struct FilesScreen: ListScreen {
    package static let kind = ScreenKind.files
    package var scroll: ScrollState
    package var itemWord: String { "file" }

    package init(current: Int) { scroll = ScrollState(cursor: current) }

    package func head(_ frame: Frame) -> [StyledLine] { [StyledLine("FILES \(frame.files.count)", style: .title)] }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: frame.files.count) { index in
            let here = index == frame.currentFile ? "  this file" : ""
            let words =
                "\(DisplayText.scrub(frame.files[index].name))  \(Self.words(frame.files[index].content))\(here)"
            return StyledLine.wrapped(words, width: width, indent: 1, hanging: 2)
        }
    }

    private static func words(_ content: FileContent) -> String {
        switch content {
        case .notRead: "not read yet"
        case .record: "open"
        case .failed(let failure): failure.title
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(.file(index)) }
}

/// Something that must be read before anything else: a failure, a missing patient, a file that is no record
/// (docs/spec/hazards.md rows 42 and 43, section 2). Unlike any screen of a record.
package struct NoticeScreen: ListScreen {
    package static let kind = ScreenKind.notice
    let title: String
    let lines: [String]
    /// There is something behind the notice to go on to.
    let canContinue: Bool
    package var scroll = ScrollState()

    package init(failure: FileFailure) {
        title = failure.title
        lines = failure.lines
        canContinue = false
    }

    private init(title: String, lines: [String]) {
        self.title = title
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

    package static let patientMissing = NoticeScreen(
        title: "PATIENT IDENTITY NOT SUPPLIED",
        lines: [
            "This record holds no Patient: nothing in it says whose record it is.",
            "Do not use it for the care of a person without finding that out.",
        ])

    package func head(_ frame: Frame) -> [StyledLine] {
        [StyledLine(), StyledLine("!! \(title)", style: .alert), StyledLine()]
    }

    package func model(_ frame: Frame) -> ListModel {
        let last = canContinue ? "\(frame.keys.keyName(.open) ?? "Enter") goes on." : nil
        let all = lines + [last].compactMap { $0 }
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: all.count) { StyledLine.wrapped(DisplayText.scrub(all[$0]), width: width, indent: 1) }
    }

    package mutating func perform(_ command: CommandID, _ frame: Frame) -> Outcome {
        command == .open && canContinue ? .pop : .nothing("nothing here for this key")
    }

    package func position(_ frame: Frame) -> String? { nil }
}
