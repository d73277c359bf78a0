/// How each role looks at each colour depth; read from a TOML file by `ThemeFile`.
package struct Theme: Hashable, Sendable {
    /// The terminal background that a theme is made for.
    package enum Background: String, CaseIterable, Sendable {
        case light, dark, any
    }

    package var name: String
    package var description: String
    package var background: Background
    /// Only what the file says; `style(_:depth:)` falls back.
    package var styles: [StyleName: [ColourDepth: Style]]

    package init(
        name: String, description: String, background: Background, styles: [StyleName: [ColourDepth: Style]]
    ) {
        self.name = name
        self.description = description
        self.background = background
        self.styles = styles
    }

    /// The entry for this depth, else the nearest richer one with its colours reduced, else the nearest poorer one.
    package func style(_ name: StyleName, depth: ColourDepth) -> Style {
        guard let entries = styles[name] else { return Style() }
        let richer = entries.keys.filter { $0 >= depth }.min()
        let chosen = richer ?? entries.keys.max()
        return chosen.flatMap { entries[$0] }?.reduced(to: depth) ?? Style()
    }
}

extension Theme {
    /// The theme that needs no file and no colour: docs/spec/display.md 11, column mono.
    package static let builtIn = Theme(
        name: "mono", description: "No colours: bold, underline and reverse only", background: .any,
        styles: monoAttributes.mapValues { [.mono: Style($0)] })

    private static let monoAttributes: [StyleName: Style.Attributes] = [
        .value: .bold, .heading: .underline, .title: .bold, .alert: [.reverse, .bold], .check: .bold,
        .note: .underline, .link: .underline, .source: .underline, .key: .bold, .message: .bold,
        .field: .underline, .match: .underline, .cursor: .reverse,
    ]
}

/// A theme at the depth of one terminal: what a terminal asks when it shows a cell.
package struct Palette: Hashable, Sendable {
    package let theme: Theme
    package let depth: ColourDepth
    private let styles: [Style]

    package init(theme: Theme = .builtIn, depth: ColourDepth = .mono) {
        self.theme = theme
        self.depth = depth
        styles = StyleName.allCases.map { theme.style($0, depth: depth) }
    }

    package subscript(name: StyleName) -> Style { styles[Int(name.rawValue)] }

    /// The look of a cell that plays several roles: later roles over earlier ones.
    package subscript(roles: StyleSet) -> Style {
        roles.names.reduce(self[.plain]) { self[$1].over($0) }
    }
}
