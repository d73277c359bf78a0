import FHIR
import GPConnect

/// The value of an Observation or of one of its components, in words and in the columns of a table
/// (docs/spec/clinical-areas.md section 9; docs/spec/display.md section 7).
struct ObservationValue: Sendable {
    /// The number with its comparator, or the words; empty when there is none.
    let text: String
    let unit: String
    let isQuantity: Bool

    /// `142 mmHg`.
    var whole: String { unit.isEmpty ? text : "\(text)\u{A0}\(unit)" }
    var isEmpty: Bool { text.isEmpty && unit.isEmpty }

    private init(_ text: String, unit: String = "", isQuantity: Bool = false) {
        self.text = text
        self.unit = unit
        self.isQuantity = isQuantity
    }

    /// The value of an element that has `value[x]` or the reason why it has none.
    init(of element: JSONValue, from source: Int, actors: ActorText) {
        if let (type, value) = element.choice("value") {
            self = Self.value(type, value, source, actors)
        } else if let reason = CodeableConcept(element["dataAbsentReason"])?.term {
            self.init("\(Self.notRecorded): \(reason)")
        } else {
            self.init("")
        }
    }

    private static func value(_ type: String, _ value: JSONValue, _ source: Int, _ actors: ActorText) -> Self {
        if type == "Quantity", value.kind == .object {
            let unit = UnitText.shown(value)
            let number = QuantityFormat.number(of: value)
            let comparator = value["comparator"]?.recorded.map { ", comparator \($0)" } ?? ""
            return ObservationValue(number ?? notRecorded + comparator, unit: unit, isQuantity: true)
        }
        if type == "String" { return ObservationValue(value.recorded ?? "") }
        return ObservationValue(ElementText.render(value, from: source, actors: actors)?.text ?? "see the detail")
    }

    /// Both halves of a reading in one value, never computed; a missing half in words. Halves in two units stand apart.
    init(_ pressure: BloodPressure, from source: Int, actors: ActorText) {
        let halves = [pressure.systolic, pressure.diastolic].map { component in
            component.map { ObservationValue(of: $0, from: source, actors: actors) }
        }
        let units = Set(halves.compactMap { $0?.unit.nonEmpty })
        let words = halves.map { half -> String in
            guard let half, half.isQuantity || !half.text.hasPrefix(Self.notRecorded) else {
                return Self.notRecorded.lowercased()
            }
            return units.count > 1 ? half.whole : half.text.nonEmpty ?? Self.notRecorded.lowercased()
        }
        self.init(
            words.joined(separator: units.count > 1 ? " / " : "/"), unit: units.count == 1 ? units.first ?? "" : "",
            isQuantity: units.count <= 1)
    }

    private static let notRecorded = "Not recorded"
}

/// Units for the eye: as recorded, but for the code of the millimetre of mercury, whose brackets belong to the code.
enum UnitText {
    static func shown(_ quantity: JSONValue) -> String {
        let unit = QuantityFormat.unit(of: quantity) ?? ""
        return unit == "mm[Hg]" ? "mmHg" : unit
    }
}
