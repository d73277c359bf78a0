import FHIR

/// Addresses and telephone numbers (docs/spec/display.md section 2).
package enum AddressFormat {
    /// The elements of an address in order, none empty; the postcode in upper case with its space.
    package static func elements(_ address: JSONValue) -> [String] {
        let plain = ["line", "city", "district", "state"] as [StaticString]
        var elements = plain.flatMap { address.all($0).compactMap { $0.recorded?.nonEmpty } }
        if let postcode = address["postalCode"]?.recorded?.nonEmpty { elements.append(self.postcode(postcode)) }
        if let country = address["country"]?.recorded?.nonEmpty { elements.append(country) }
        if elements.isEmpty, let text = address["text"]?.recorded?.nonEmpty { elements.append(text) }
        return elements
    }

    package static func oneLine(_ address: JSONValue) -> String? {
        let elements = elements(address)
        return elements.isEmpty ? nil : elements.joined(separator: ", ")
    }

    static func postcode(_ text: String) -> String {
        let letters = text.uppercased().filter { $0 != " " }
        guard (5...7).contains(letters.count), letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            return text
        }
        return letters.dropLast(3) + " " + letters.suffix(3)
    }

    /// UK numbers without +44 or brackets, a space after the area code; anything not understood as recorded.
    package static func telephone(_ text: String) -> String {
        let kept = text.filter { !" ()-".contains($0) }
        let national =
            kept.hasPrefix("+44") ? "0" + kept.dropFirst(3) : kept.hasPrefix("0044") ? "0" + kept.dropFirst(4) : kept
        guard national.hasPrefix("0"), (10...11).contains(national.count), national.allSatisfy(\.isNumber) else {
            return text
        }
        let area = areaCodeLength(national)
        let local = national.dropFirst(area)
        return "\(national.prefix(area)) "
            + (local.count > 6 ? "\(local.dropLast(4)) \(local.suffix(4))" : String(local))
    }

    private static func areaCodeLength(_ national: String) -> Int {
        let digits = Array(national)
        if digits[1] == "2" { return 3 }
        if digits[1] == "1", digits[2] == "1" || digits[3] == "1" { return 4 }
        if "389".contains(digits[1]) { return 4 }
        return 5
    }
}
