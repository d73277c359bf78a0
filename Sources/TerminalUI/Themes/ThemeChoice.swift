/// Which theme and how many colours: what was asked for against what the terminal and its user allow.
package struct ThemeChoice: Hashable, Sendable {
    package enum Selection: Hashable, Sendable {
        case named(String)
        /// Light or dark, as the terminal's background turns out to be; unknown counts as `mono` in neither colour.
        case automatic
    }

    package var selection: Selection
    package var depth: ColourDepth

    /// The option beats `LLOYD_THEME`, which beats the configuration. `NO_COLOR` with any text in it, `TERM=dumb`
    /// and the option `mono` take the colours away (docs/spec/display.md 11).
    package static func resolve(
        environment: [String: String], configured: String?, option: String?, isMono: Bool = false,
        colourDepth: ColourDepth
    ) -> ThemeChoice {
        let asked = [option, environment["LLOYD_THEME"], configured].compactMap { $0 }.first { !$0.isEmpty }
        let refusesColour =
            isMono || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb" || asked == "mono"
        let depth = refusesColour ? .mono : colourDepth
        if depth == .mono { return ThemeChoice(selection: .named(asked.flatMap(notAutomatic) ?? "mono"), depth: .mono) }
        return ThemeChoice(selection: asked.flatMap(notAutomatic).map(Selection.named) ?? .automatic, depth: depth)
    }

    private static func notAutomatic(_ name: String) -> String? { name == "auto" ? nil : name }

    /// The name of the theme once the background is known, or is known to stay unknown.
    package func themeName(background: Theme.Background) -> String {
        switch selection {
        case .named(let name): name
        case .automatic:
            switch background {
            case .light: "light"
            case .dark: "dark"
            case .any: "mono"
            }
        }
    }
}
