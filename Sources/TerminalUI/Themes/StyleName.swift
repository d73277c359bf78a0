/// The roles that text plays on a screen, by meaning: docs/spec/display.md 11. A theme says how each looks.
///
/// Later roles are laid over earlier ones where a cell has several, so the order of the cases is part of the meaning.
package enum StyleName: UInt8, CaseIterable, Sendable {
    /// Text of no special role, and the gaps.
    case plain
    /// A recorded value: drug name, dose, result.
    case value
    /// The word that says what a value is.
    case label
    /// A column heading.
    case heading
    /// The title of a screen, pane or dialog.
    case title
    /// `!!`: data missing or wrong patient; and the label `Known allergies`.
    case alert
    /// `!`: check this item.
    case check
    /// `i`: a note.
    case note
    /// A reference that can be followed.
    case link
    /// Where a value comes from.
    case source
    /// The lines between panes.
    case border
    /// The bottom line: which keys do what.
    case footer
    /// A key in the footer and in help.
    case key
    /// A line of message: search, prompt, progress.
    case message
    /// A chart's first, second and third series.
    case series1, series2, series3
    /// A chart's axes and reference range.
    case axis
    /// A command or value that is not available now; always with words that say why.
    case greyed
    /// A field being edited.
    case field
    /// The patient banner of the living.
    case banner
    /// The patient banner of the dead: also hatched, and in words.
    case bannerDeceased
    /// Every second row of a dense table.
    case banding
    /// Text that matches the search.
    case match
    /// The row that the cursor is on: also `>` in the first column.
    case cursor
}

extension StyleName {
    /// The name in a theme's file: `banner-deceased`.
    package var rawName: String {
        var name = ""
        for character in "\(self)" {
            if character.isUppercase { name += "-" }
            name += character.lowercased()
        }
        return name
    }

    package init?(rawName: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.rawName == rawName }) else { return nil }
        self = match
    }
}

/// The roles of one cell.
package struct StyleSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt32 = 0

    package init(arrayLiteral names: StyleName...) {
        for name in names { insert(name) }
    }

    package init(_ name: StyleName) {
        insert(name)
    }

    package func contains(_ name: StyleName) -> Bool {
        bits & (1 << UInt32(name.rawValue)) != 0
    }

    /// `plain` adds nothing.
    package mutating func insert(_ name: StyleName) {
        if name != .plain { bits |= 1 << UInt32(name.rawValue) }
    }

    /// The roles, the ones that lie over the others last.
    package var names: [StyleName] { StyleName.allCases.filter(contains) }
}
