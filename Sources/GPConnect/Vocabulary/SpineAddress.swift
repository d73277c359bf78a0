/// The Spine's number of a system that sends or answers: `Ssp-From`, `Ssp-To` (docs/spec/fetch.md section 3).
package struct ASID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil unless it is digits only; twelve in every example, yet no page fixes the length.
    package init?(_ text: String) {
        guard (1...20).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        description = text
    }
}

/// The code of an organisation in the Organisation Data Service, such as `A82617`.
package struct ODSCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil unless it is ASCII letters and digits, at most twelve. Kept as written: URLs are case-sensitive.
    package init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        guard isPlain, (1...12).contains(text.utf8.count) else { return nil }
        description = text
    }
}
