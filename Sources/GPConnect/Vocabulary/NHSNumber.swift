/// A ten-digit NHS number that passes its modulus 11 check (docs/spec/bundle.md section 7).
package struct NHSNumber: Hashable, Sendable, CustomStringConvertible {
    /// Ten digits.
    package let digits: String

    /// Exactly ten digits with the right check digit; spaces are not part of a received value.
    package init?(_ text: String) {
        guard Self.hasTenDigits(text), Self.checkDigit(ofFirstNine: text) == text.utf8.last.map({ Int($0) - 48 }) else {
            return nil
        }
        digits = text
    }

    /// As `init(_:)`, for what a person typed: spaces and hyphens are dropped first.
    package init?(typed text: String) {
        self.init(text.filter { $0 != " " && $0 != "-" })
    }

    package var description: String { digits }

    package static func hasTenDigits(_ text: String) -> Bool {
        text.utf8.count == 10 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// Nil when the remainder makes a number of these digits invalid.
    private static func checkDigit(ofFirstNine text: String) -> Int? {
        let sum = zip(text.utf8, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        let check = 11 - sum % 11
        return check == 11 ? 0 : check == 10 ? nil : check
    }

    /// Grouped 3 3 4 with single spaces; any other text is returned as it is.
    package static func grouped(_ text: String) -> String {
        guard hasTenDigits(text) else { return text }
        let digits = Array(text)
        return String(digits[0..<3]) + " " + String(digits[3..<6]) + " " + String(digits[6...])
    }
}
