/// Words that a clinician must not miss, with their weight (docs/spec/display.md section 10, "levels").
package struct Mark: Hashable, Sendable {
    package enum Level: Int, Comparable, Sendable {
        /// `i`: good to know.
        case note
        /// `!`: check this item.
        case check
        /// `!!`: data missing or wrong patient.
        case alert

        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

        /// What stands before the words, so that weight never rests on colour.
        package var symbol: String {
            switch self {
            case .alert: "!!"
            case .check: "!"
            case .note: "i"
            }
        }
    }

    package let level: Level
    package let text: String

    package init(_ level: Level, _ text: String) {
        self.level = level
        self.text = text
    }

    package static func alert(_ text: String) -> Mark { Mark(.alert, text) }
    package static func check(_ text: String) -> Mark { Mark(.check, text) }
    package static func note(_ text: String) -> Mark { Mark(.note, text) }
}
