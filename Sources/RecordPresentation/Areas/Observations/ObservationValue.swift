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
            self.init("Not recorded: \(reason)")
        } else {
            self.init("")
        }
    }

    private static func value(_ type: String, _ value: JSONValue, _ source: Int, _ actors: ActorText) -> Self {
        if type == "Quantity" {
            let unit = UnitText.shown(value)
            return ObservationValue(QuantityFormat.number(of: value) ?? "Not recorded", unit: unit, isQuantity: true)
        }
        return ObservationValue(ElementText.render(value, from: source, actors: actors)?.text ?? "")
    }

    /// Both halves of a reading in one value, never computed; a missing half in words.
    init(_ pressure: BloodPressure, from source: Int, actors: ActorText) {
        let systolic = Self.half(pressure.systolic, "systolic", source, actors)
        let diastolic = Self.half(pressure.diastolic, "diastolic", source, actors)
        let units = [systolic.unit, diastolic.unit].filter { !$0.isEmpty }
        if Set(units).count <= 1, systolic.isQuantity == diastolic.isQuantity || units.count == 1 {
            self.init("\(systolic.text)/\(diastolic.text)", unit: units.first ?? "", isQuantity: true)
        } else {
            self.init("\(systolic.whole) / \(diastolic.whole)")
        }
    }

    private static func half(_ component: JSONValue?, _ name: String, _ source: Int, _ actors: ActorText) -> Self {
        guard let component else { return ObservationValue("\(name) not recorded") }
        let value = ObservationValue(of: component, from: source, actors: actors)
        if component["valueQuantity"]?["value"] != nil { return value }
        guard !value.isEmpty else { return ObservationValue("\(name) not recorded") }
        let words = value.text.hasPrefix("Not recorded") ? "not" + value.text.dropFirst(3) : value.text
        return ObservationValue("\(name) \(words)", unit: value.isQuantity ? value.unit : "")
    }
}

/// Units for the eye: as recorded, but for the code of the millimetre of mercury, whose brackets belong to the code.
enum UnitText {
    static func shown(_ quantity: JSONValue) -> String {
        let unit = QuantityFormat.unit(of: quantity) ?? ""
        return unit == "mm[Hg]" ? "mmHg" : unit
    }
}
