import FHIR

/// Quantities as recorded: every digit of the number, the comparator before it, the unit behind it with a space
/// (docs/spec/display.md sections 4 and 7; the viewer never converts).
package enum QuantityFormat {
    /// `< 5.0 mmol/L`; nil when the element holds nothing.
    package static func text(_ quantity: JSONValue?, missingUnit: String? = nil) -> String? {
        guard let quantity, quantity.kind == .object else { return nil }
        let unit = unit(of: quantity) ?? missingUnit
        guard let number = number(of: quantity) else { return unit }
        return unit.map { "\(number)\u{A0}\($0)" } ?? number
    }

    /// The number with its comparator: `> 6.0`.
    package static func number(of quantity: JSONValue) -> String? {
        guard let value = quantity["value"]?.recorded else { return nil }
        guard let comparator = quantity["comparator"]?.recorded else { return value }
        return "\(Wording.current == .plain ? words(comparator: comparator) : comparator)\u{A0}\(value)"
    }

    /// `unit` as recorded, else the unit's code.
    package static func unit(of quantity: JSONValue) -> String? {
        quantity["unit"]?.recorded?.nonEmpty ?? quantity["code"]?.recorded?.nonEmpty
    }

    private static let spoken: [String: String] = [
        "<": "less than", "<=": "less than or equal to", ">": "greater than", ">=": "greater than or equal to",
    ]

    /// The comparator in words, for plain text and details.
    package static func words(comparator: String) -> String { spoken[comparator] ?? comparator }

    /// `3.5 to 5.3`, with the range's own text and population if given; nil when the element holds nothing.
    package static func range(_ range: JSONValue) -> String? {
        let low = text(range["low"])
        let high = text(range["high"])
        let limits: String? =
            switch (low, high) {
            case (let low?, let high?): "\(low) to \(high)"
            case (let low?, nil): "from \(low)"
            case (nil, let high?): "up to \(high)"
            case (nil, nil): nil
            }
        let parts = [limits, range["text"]?.recorded?.nonEmpty].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// `28 tablet`, or the textual quantity that an extension carries instead
    /// (docs/spec/clinical-areas.md section 5, "quantity").
    package static func supplied(_ quantity: JSONValue?) -> String? {
        let words = quantity?.extensionNamed(textExtension)?.extensionValue?.recorded?.nonEmpty
        guard let quantity, quantity["value"] != nil else {
            return words.map { $0.allSatisfy(\.isNumber) ? "\($0)\u{A0}\(unitNotStated)" : $0 }
        }
        guard let words else { return text(quantity, missingUnit: unitNotStated) }
        return both(quantity, words)
    }

    private static let unitNotStated = "(unit not stated)"
    package static let textExtension = "Extension-CareConnect-MedicationQuantityText-1"

    /// Exactly one form is due, yet some suppliers put the unit into the text (`28` and `capsule(s)`). Words that
    /// begin with a number of their own are kept apart.
    private static func both(_ quantity: JSONValue, _ words: String) -> String? {
        if unit(of: quantity) == nil, words.first?.isLetter == true {
            return number(of: quantity).map { "\($0)\u{A0}\(words)" }
        }
        return text(quantity).map { "\($0), in words: \(words)" }
    }
}
