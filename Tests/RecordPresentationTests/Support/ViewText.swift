import GPConnect
import RecordPresentation

// What a view says, as plain words for expectations: no-break spaces become spaces.

extension Row {
    /// Cells, lines with their labels, marks: one string each.
    var words: [String] {
        (cells + lines.map { [$0.label, $0.text].compactMap { $0 }.joined(separator: " ") } + marks.map(\.text))
            .map(\.plain)
    }

    var markWords: [String] { marks.map(\.text.plain) }
    var lineWords: [String] { lines.map { [$0.label, $0.text].compactMap { $0 }.joined(separator: " ").plain } }
}

extension AreaView {
    var headWords: [String] { head.map(\.text.plain) }

    func block(_ title: String) -> Block? { blocks.first { $0.title == title } }

    /// The title of the block that holds the resource with this id.
    func blockTitle(of reference: String) -> String? {
        blocks.first { $0.rows.contains { $0.reference == reference } }?.title
    }

    func row(_ reference: String) -> Row? { rows.first { $0.reference == reference } }
}

extension Detail {
    /// `label: text` of every field in all sections.
    var words: [String] {
        sections.flatMap { section in section.fields.map { "\($0.label): \($0.text)".plain } }
    }

    func section(_ title: String) -> [String]? {
        sections.first { $0.title.plain == title }?.fields.map { "\($0.label): \($0.text)".plain }
    }
}

extension String {
    var plain: String { String(map { $0 == "\u{A0}" ? " " : $0 }) }
}
