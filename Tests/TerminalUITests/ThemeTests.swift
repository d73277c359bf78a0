import Foundation
import Testing

@testable import TerminalUI

@Suite struct ThemeFileTests {
    static func read(_ text: String) throws -> Theme { try ThemeFile(file: "mine.toml", text: text).theme() }

    static let head = "name = \"mine\"\ndescription = \"\"\nbackground = \"any\"\n"

    @Test func entriesFallBackFromRicherToPoorer() throws {
        let theme = try Self.read(Self.head + "[styles]\nalert = { 16 = \"bold red\", rgb = \"#ff8787 on black\" }\n")
        #expect(theme.style(.alert, depth: .trueColour).foreground == Colour("#ff8787"))
        #expect(theme.style(.alert, depth: .indexed).foreground == .indexed(210))
        #expect(theme.style(.alert, depth: .basic) == Style(.bold, foreground: .indexed(1)))
        #expect(theme.style(.alert, depth: .mono) == Style(.bold))
        #expect(theme.style(.note, depth: .indexed) == Style())
    }

    /// A theme that gives `plain` a background paints the whole screen, for sharing it.
    @Test func plainLiesUnderEveryRole() throws {
        let theme = try Self.read(
            Self.head + "[styles]\nplain = \"black on white\"\nalert = \"bold red\"\ncursor = \"reverse\"\n")
        let palette = Palette(theme: theme, depth: .indexed)
        #expect(palette[[]] == Style(foreground: .indexed(0), background: .indexed(7)))
        #expect(
            palette[[.alert, .cursor]] == Style([.bold, .reverse], foreground: .indexed(1), background: .indexed(7)))
    }

    /// What is wrong in the file, and what is said.
    static let wrongFiles: [(String, String)] = [
        ("name = 3\n", "mine.toml, line 1: name must be a text in quotes"),
        ("name = \"x\"\nbackground = \"any\"\n", "mine.toml: description is missing"),
        (
            head.replacingOccurrences(of: "any", with: "grey"),
            "mine.toml, line 3: background must be light, dark or any, not \"grey\""
        ),
        (head, "mine.toml: styles is missing"),
        (styled("styles = 4\n"), "mine.toml, line 4: styles must be a table"),
        (styled("[styles]\nallert = \"bold\"\n"), "mine.toml, line 5: allert is not the name of a style"),
        (
            styled("[styles]\nalert = \"bold crimson\"\n"),
            "mine.toml, line 5: alert has \"crimson\", which is no attribute and no colour"
        ),
        (
            styled("[styles]\nalert = \"dim\"\n"),
            "mine.toml, line 5: alert has \"dim\", which is no attribute and no colour"
        ),
        (
            styled("[styles]\nalert = { 8 = \"red\" }\n"),
            "mine.toml, line 5: alert has \"8\", which is not one of mono, 16, 256, rgb"
        ),
        (styled("[styles]\nalert = { 16 = 1 }\n"), "mine.toml, line 5: alert 16 must be a text in quotes"),
        (styled("[styles]\nalert = 1\n"), "mine.toml, line 5: alert must be a text, or a table of mono, 16, 256, rgb"),
        (styled("colour = 1\n[styles]\n"), "mine.toml, line 4: colour is not a key of a theme"),
    ]

    private static func styled(_ text: String) -> String { head + text }

    @Test(arguments: wrongFiles)
    func wrongFileIsNamedWithLineAndKey(text: String, message: String) {
        let error = #expect(throws: ThemeError.self) { try Self.read(text) }
        #expect(error?.description == message)
    }

    @Test func brokenTOMLIsNamedWithItsLine() {
        let error = #expect(throws: ThemeError.self) { try Self.read("name = \"x\"\nname = \"y\"\n") }
        #expect(error?.line == 2)
    }
}

/// The themes in the repository, against docs/spec/display.md 11.
@Suite struct ShippedThemeTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../themes").path
    static let catalogue = ThemeCatalogue(folders: [folder])

    @Test func allFiveAreThereAndRight() {
        #expect(Self.catalogue.problems == [])
        #expect(Self.catalogue.themes.map(\.name) == ["colour-blind-safe", "dark", "high-contrast", "light", "mono"])
    }

    @Test func monoFileSaysWhatIsBuiltIn() {
        for name in StyleName.allCases {
            #expect(Self.catalogue["mono"]?.style(name, depth: .mono) == Theme.builtIn.style(name, depth: .mono))
        }
    }

    static let clinical: [StyleName] = [
        .value, .label, .heading, .title, .alert, .check, .note, .link, .source, .greyed, .footer, .message,
    ]
    static let backgrounds: [(Theme.Background, Colour)] = [
        (.light, Colour.rgb(red: 255, green: 255, blue: 255)), (.dark, Colour.rgb(red: 0, green: 0, blue: 0)),
    ]

    /// Text that has a colour and no fill of its own needs 4.5 on the background that the theme is made for, 7 for `!!`.
    @Test(arguments: catalogue.themes, [ColourDepth.indexed, .trueColour])
    func contrastIsEnough(theme: Theme, depth: ColourDepth) {
        for (background, screen) in Self.backgrounds where theme.background == background || theme.background == .any {
            for name in Self.clinical {
                let style = theme.style(name, depth: depth)
                guard let foreground = style.foreground else { continue }
                let ratio = foreground.contrast(with: style.background ?? screen)
                #expect(ratio >= (name == .alert ? 7 : 4.5), "\(theme.name) \(name) on \(background): \(ratio)")
            }
        }
    }

    /// A fill never takes the contrast from text in the terminal's own colour.
    @Test(arguments: catalogue.themes)
    func fillsKeepBannerTextReadable(theme: Theme) {
        for (background, screen) in Self.backgrounds where theme.background == background || theme.background == .any {
            let opposite: Colour =
                background == .light ? .rgb(red: 0, green: 0, blue: 0) : .rgb(red: 255, green: 255, blue: 255)
            for name in [StyleName.banner, .bannerDeceased, .banding] {
                let style = theme.style(name, depth: .trueColour)
                let ratio = (style.foreground ?? opposite).contrast(with: style.background ?? screen)
                #expect(ratio >= 7, "\(theme.name) \(name): \(ratio)")
            }
        }
    }

    @Test(arguments: catalogue.themes, ColourDepth.allCases)
    func alertDiffersFromValueAndCursorShows(theme: Theme, depth: ColourDepth) {
        #expect(theme.style(.alert, depth: depth) != theme.style(.value, depth: depth))
        #expect(theme.style(.cursor, depth: depth).attributes.contains(.reverse))
    }

    @Test func blackOnWhiteIsTwentyOneToOne() throws {
        let ratio = Self.backgrounds[0].1.contrast(with: Self.backgrounds[1].1)
        #expect(abs(ratio - 21) < 0.01)
        let red = try #require(Colour("#af0000"))
        #expect(abs(red.contrast(with: Self.backgrounds[0].1) - 7.4) < 0.05)
    }
}

@Suite struct ThemeChoiceTests {
    @Test(
        arguments: [
            // environment, configured, option, mono option, depth -> selection, depth
            ([:], nil, nil, false, ColourDepth.indexed, ThemeChoice.Selection.automatic, ColourDepth.indexed),
            ([:], "dark", nil, false, .indexed, .named("dark"), .indexed),
            (["LLOYD_THEME": "light"], "dark", nil, false, .basic, .named("light"), .basic),
            (["LLOYD_THEME": "light"], "dark", "high-contrast", false, .basic, .named("high-contrast"), .basic),
            (["LLOYD_THEME": ""], "dark", nil, false, .basic, .named("dark"), .basic),
            ([:], "auto", nil, false, .indexed, .automatic, .indexed),
            (["NO_COLOR": "1"], "dark", nil, false, .indexed, .named("dark"), .mono),
            (["NO_COLOR": ""], "dark", nil, false, .indexed, .named("dark"), .indexed),
            (["NO_COLOR": "1"], nil, nil, false, .indexed, .named("mono"), .mono),
            (["TERM": "dumb"], nil, nil, false, .indexed, .named("mono"), .mono),
            ([:], nil, nil, true, .trueColour, .named("mono"), .mono),
            ([:], nil, "mono", false, .trueColour, .named("mono"), .mono),
            ([:], nil, nil, false, .mono, .named("mono"), .mono),
        ] as [([String: String], String?, String?, Bool, ColourDepth, ThemeChoice.Selection, ColourDepth)])
    func resolve(
        environment: [String: String], configured: String?, option: String?, isMono: Bool, depth: ColourDepth,
        selection: ThemeChoice.Selection, expected: ColourDepth
    ) {
        let choice = ThemeChoice.resolve(
            environment: environment, configured: configured, option: option, isMono: isMono, colourDepth: depth)
        #expect(choice == ThemeChoice(selection: selection, depth: expected))
    }

    @Test(arguments: [(Theme.Background.light, "light"), (.dark, "dark"), (.any, "mono")])
    func automaticFollowsTheBackground(background: Theme.Background, name: String) {
        #expect(ThemeChoice(selection: .automatic, depth: .indexed).themeName(background: background) == name)
    }
}

@Suite struct ColourTests {
    @Test(arguments: [
        ("red", Colour.indexed(1)), ("bright-white", .indexed(15)), ("210", .indexed(210)),
        ("#ff8787", .rgb(red: 255, green: 135, blue: 135)),
    ])
    func names(text: String, colour: Colour) { #expect(Colour(text) == colour) }

    @Test(arguments: ["", "crimson", "256", "-1", "#fff", "#gggggg", "bright-", "bright-red-"])
    func otherWordsAreNoColour(text: String) { #expect(Colour(text) == nil) }

    @Test func styleNamesAreReadBack() {
        for name in StyleName.allCases { #expect(StyleName(rawName: name.rawName) == name) }
        #expect(StyleName.bannerDeceased.rawName == "banner-deceased")
    }

    @Test(arguments: [
        (0, ColourDepth.mono), (8, .basic), (16, .basic), (88, .basic), (256, .indexed), (1 << 24, .trueColour),
    ])
    func depthOfATerminal(colours: Int, depth: ColourDepth) {
        #expect(ColourDepth(colours: colours) == depth)
    }
}
