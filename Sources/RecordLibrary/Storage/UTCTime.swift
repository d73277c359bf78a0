import Foundation

/// Instants as stored: ISO 8601 in UTC with milliseconds, which sorts as text and needs no program to be read.
enum UTCTime {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    static func text(_ date: Date) -> String { date.formatted(style) }

    /// Nil for a text that this program did not write.
    static func date(_ text: String) -> Date? { try? style.parse(text) }
}
