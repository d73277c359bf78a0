import RecordPresentation
import TerminalUI

/// What stands around every screen and what is left for the screen itself (docs/spec/display.md section 14).
struct ChromeLayout {
    let banner: [StyledLine]
    let warnings: [StyledLine]
    let source: [StyledLine]
    let hasRules: Bool
    let content: Rect

    /// Below this nothing clinical is shown.
    static let least = TerminalSize(rows: 10, columns: 40)

    static func isTooSmall(_ size: TerminalSize) -> Bool { size.rows < least.rows || size.columns < least.columns }

    init(_ state: ViewerState) {
        let size = state.size
        guard !Self.isTooSmall(size) else {
            self.init(banner: Self.tinyBanner(state), size: size, footer: 0, hasRules: false)
            return
        }
        let hasRules = size.rows >= 20
        guard let folder = state.folder else {
            let name = "Lloyd  \(state.files[state.current].name)"
            self.init(
                banner: [StyledLine(Truncation.line(name, width: size.columns), style: .title)], size: size, footer: 2,
                hasRules: hasRules)
            return
        }
        let moreKey = state.settings.keys.keyName(.banner) ?? "B"
        let layout = BannerLayout(
            folder.banner, columns: size.columns, rows: size.rows, moreKey: moreKey, hidesClinical: state.isLocked)
        guard !state.isLocked else {
            self.init(banner: layout.lines, size: size, footer: 2, hasRules: hasRules)
            return
        }
        let bar = WarningBar(
            folder, columns: size.columns, most: size.rows >= 50 ? 3 : 1,
            allergies: layout.showsAllergies ? nil : folder.banner.allergies,
            key: state.settings.keys.keyName(.warnings) ?? "W")
        self.init(
            banner: layout.lines, warnings: bar.lines,
            source: state.sourceLines(folder), size: size, footer: 2,
            hasRules: hasRules)
    }

    private init(
        banner: [StyledLine], warnings: [StyledLine] = [], source: [StyledLine] = [], size: TerminalSize, footer: Int,
        hasRules: Bool
    ) {
        self.banner = banner
        self.warnings = warnings
        self.source = source
        self.hasRules = hasRules
        let top = banner.count + warnings.count + source.count + (hasRules ? 1 : 0)
        let bottom = footer + (hasRules ? 1 : 0)
        content = Rect(row: top, column: 0, rows: size.rows - top - bottom, columns: size.columns)
    }

    /// As much of the identity as fits whole: a part that does not fit is left out, never cut.
    private static func tinyBanner(_ state: ViewerState) -> [StyledLine] {
        guard let folder = state.folder else { return [] }
        let parts = BannerParts(folder.banner, hidesClinical: true)
        let fitting = parts.micro.filter { $0.width <= state.size.columns }
        return Array(StyledLine.flow(fitting, width: state.size.columns).prefix(max(0, state.size.rows - 1)))
    }
}
