/// How text looks: attributes and colours. No colour means the terminal's own.
///
/// There is no dim: it is unreadable on many screens, and clinical text must be read (docs/spec/display.md 11).
package struct Style: Hashable, Sendable {
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let bold = Attributes(rawValue: 1)
        package static let underline = Attributes(rawValue: 2)
        package static let reverse = Attributes(rawValue: 4)

        /// The words of a theme's file.
        static let words: [String: Attributes] = ["bold": .bold, "underline": .underline, "reverse": .reverse]
    }

    package var attributes: Attributes
    package var foreground: Colour?
    package var background: Colour?

    package init(_ attributes: Attributes = [], foreground: Colour? = nil, background: Colour? = nil) {
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
    }

    /// This style laid over another: attributes of both, the colours of the upper one where it has any.
    package func over(_ lower: Style) -> Style {
        Style(
            attributes.union(lower.attributes), foreground: foreground ?? lower.foreground,
            background: background ?? lower.background)
    }

    /// The same with colours that a terminal of this depth can show.
    package func reduced(to depth: ColourDepth) -> Style {
        Style(
            attributes, foreground: foreground?.reduced(to: depth), background: background?.reduced(to: depth))
    }
}

extension Style {
    /// Reads the words of a theme's file: `plain`, `bold red`, `underline 25 on 254`, `on #303030`.
    ///
    /// - Throws: the word that is no attribute and no colour.
    package init(words text: String) throws(StyleWordError) {
        self.init()
        var isBackground = false
        for word in text.split(separator: " ") {
            if word == "on" {
                isBackground = true
            } else if let attribute = Attributes.words[String(word)] {
                attributes.insert(attribute)
            } else if let colour = Colour(word) {
                if isBackground { background = colour } else { foreground = colour }
                isBackground = false
            } else if word != "plain" {
                throw StyleWordError(word: String(word))
            }
        }
    }
}

/// A word in a theme's file that is no attribute and no colour.
package struct StyleWordError: Error, Hashable {
    package let word: String
}
