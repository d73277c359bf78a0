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
