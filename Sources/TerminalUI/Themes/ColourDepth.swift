/// How many colours a terminal can show, and so which entry of a theme is taken: docs/spec/display.md 11.
package enum ColourDepth: Int, CaseIterable, Comparable, Sendable {
    case mono
    /// The eight or sixteen colours that the terminal's user chose.
    case basic
    case indexed
    case trueColour

    package static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }

    /// By the number of colours that terminfo gives.
    package init(colours: Int) {
        switch colours {
        case ..<8: self = .mono
        case ..<256: self = .basic
        case 256: self = .indexed
        default: self = .trueColour
        }
    }

    /// The key in a theme's file.
    package var rawName: String { ["mono", "16", "256", "rgb"][rawValue] }
}
