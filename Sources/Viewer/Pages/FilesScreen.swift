import FHIR
import TerminalUI

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
        case .record, .shelf: "open"
        case .failed(let failure): failure.title
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(.file(index)) }
}
