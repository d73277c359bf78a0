import FHIR
import GPConnect

/// What stands beside a value: its range, the reporter's flag and the state of the entry.
enum ResultWords {
    /// HL7 v2 table 0078, for entries that carry a code without words.
    private static let flags: [String: String] = [
        "L": "Low", "H": "High", "LL": "Critically low", "HH": "Critically high", "<": "Off scale low",
        ">": "Off scale high", "N": "Normal", "A": "Abnormal", "AA": "Critically abnormal",
        "U": "Significant change up",
        "D": "Significant change down", "B": "Better", "W": "Worse", "S": "Susceptible", "R": "Resistant",
        "I": "Intermediate", "MS": "Moderately susceptible", "VS": "Very susceptible", "POS": "Positive",
        "NEG": "Negative", "IND": "Indeterminate",
    ]

    /// `High (lab)`: the flag in words with who gave it (docs/spec/display.md section 7, "abnormal").
    static func flag(_ observation: JSONValue, isLaboratory: Bool) -> String {
        let words = observation.all("interpretation").compactMap { CodeableConcept($0).flatMap { self.words(of: $0) } }
        return words.isEmpty ? "" : "\(words.joined(separator: ", ")) (\(isLaboratory ? "lab" : "recorded"))"
    }

    private static func words(of concept: CodeableConcept) -> String? {
        let spoken = concept.text ?? concept.codings.lazy.compactMap(\.display).first
        let coded = concept.codings.lazy.compactMap { $0.code.flatMap { flags[$0] } }.first
        return spoken ?? coded ?? concept.term
    }

    /// The ranges as reported; a unit that is the value's own is not said again.
    static func range(_ element: JSONValue, unit: String) -> String {
        element.all("referenceRange").compactMap { range in
            let limits = limits(range, unit)
            let own = range["text"]?.recorded?.nonEmpty
            let words = limits == own || own == nil ? limits : [limits, own].compactMap { $0 }.joined(separator: "; ")
            let whom = population(range)
            let parts = [words, whom.map { "(\($0))" }].compactMap { $0 }
            return parts.isEmpty ? nil : parts.joined(separator: " ")
        }.joined(separator: "; ")
    }

    private static func limits(_ range: JSONValue, _ unit: String) -> String? {
        let low = limit(range["low"], unit)
        let high = limit(range["high"], unit)
        switch (low, high) {
        case (let low?, let high?): return "\(low) to \(high)"
        case (let low?, nil): return "from \(low)"
        case (nil, let high?): return "up to \(high)"
        case (nil, nil): return nil
        }
    }

    private static func limit(_ quantity: JSONValue?, _ unit: String) -> String? {
        guard let quantity else { return nil }
        guard let number = QuantityFormat.number(of: quantity) else { return QuantityFormat.text(quantity) }
        let own = UnitText.shown(quantity)
        return own.isEmpty || own == unit ? number : "\(number)\u{A0}\(own)"
    }

    /// Whom the range is meant for: its type, population and age.
    private static func population(_ range: JSONValue) -> String? {
        let age = range["age"].flatMap(QuantityFormat.range).map { "age \($0)" }
        let parts =
            [CodeableConcept(range["type"])?.term] + range.all("appliesTo").map { CodeableConcept($0)?.term } + [age]
        let words = parts.compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// States of an Observation or DiagnosticReport that must not read as final (docs/spec/hazards.md row 20).
    private static let states: [String: Mark] = [
        "registered": .check("REGISTERED, no result yet"), "partial": .check("PARTIAL"),
        "preliminary": .check("PRELIMINARY"), "amended": .check("AMENDED"), "corrected": .check("CORRECTED"),
        "appended": .check("APPENDED"), "cancelled": .alert("CANCELLED"),
        "entered-in-error": .alert("ENTERED IN ERROR"), "unknown": .note("status not stated"),
    ]

    /// Nil for a final entry.
    static func stateMark(_ resource: JSONValue) -> Mark? {
        guard let status = resource["status"]?.recorded?.nonEmpty else { return .note("status not stated") }
        return status == "final" ? nil : states[status] ?? .check("status \(status)")
    }

    /// The state as a word of its own column: never final unless it is.
    static func state(_ resource: JSONValue) -> String {
        stateMark(resource)?.text ?? "Final"
    }
}
