import FHIR
import GPConnect

/// One Observation in the words that rows, consultations and reports share.
struct ObservationText {
    let number: Int
    let context: RecordContext
    private var record: StructuredRecord { context.record }
    private var resource: Resource { context.resource(number) }
    private var actors: ActorText { ActorText(record) }

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
    }

    var term: String { Self.term(of: resource) }

    static func term(of observation: Resource) -> String {
        TermText.term(CodeableConcept(observation["code"])) ?? "Entry without a code or words"
    }

    var comment: String? { resource["comment"]?.recorded?.nonEmpty }

    /// A blood pressure is one value.
    var value: ObservationValue {
        BloodPressure(resource.value).map { ObservationValue($0, from: number, actors: actors) }
            ?? ObservationValue(of: resource.value, from: number, actors: actors)
    }

    /// Components that the value does not say, or not all of: each with its label.
    var components: [(label: String, text: String)] {
        guard let pressure = BloodPressure(resource.value) else { return resource.value.all("component").map(part) }
        let halves = [("Systolic", pressure.systolic), ("Diastolic", pressure.diastolic)].compactMap { name, half in
            half.map { self.half(name, $0) } ?? (name, "Not recorded: not sent")
        }
        return halves + pressure.others.map(part)
    }

    /// Nil for a half of which the pressure says everything.
    private func half(_ name: String, _ component: JSONValue) -> (label: String, text: String)? {
        let beside = ["referenceRange", "interpretation", "dataAbsentReason"] as [StaticString]
        let isPlain = component["valueQuantity"]?["value"] != nil && beside.allSatisfy { component[$0] == nil }
        return isPlain ? nil : (name, part(component).text)
    }

    private func part(_ component: JSONValue) -> (label: String, text: String) {
        let value = ObservationValue(of: component, from: number, actors: actors)
        let range = ResultWords.range(component, unit: value.unit)
        let flag = ResultWords.flag(component, isLaboratory: isLaboratory)
        let beside = [range.nonEmpty.map { "range \($0)" }, flag.nonEmpty].compactMap { $0 }
        let words = value.isEmpty ? "Not recorded" : value.whole
        return (
            TermText.term(CodeableConcept(component["code"])) ?? "Part without a name",
            beside.isEmpty ? words : "\(words) (\(beside.joined(separator: ", ")))"
        )
    }

    /// A result of a laboratory: it names a specimen, or it is part of a report.
    var isLaboratory: Bool { resource["specimen"] != nil || !record.reports(holding: number).isEmpty }

    var flag: String { ResultWords.flag(resource.value, isLaboratory: isLaboratory) }
    /// `unit` is the value's own: it is not said again.
    func range(unit: String) -> String { ResultWords.range(resource.value, unit: unit) }

    /// When it was so; never when it was written down (docs/spec/README.md question Q18).
    var date: RecordedDate {
        guard let (type, value) = resource.value.choice("effective") else { return .absent }
        guard type == "Period", let period = Period(value) else {
            return value.recorded == nil ? .absent : RecordedDate(value)
        }
        return period.start.date == nil ? period.end : period.start
    }

    /// The two ends of an entry that lasted.
    var period: Period? { Period(resource["effectivePeriod"]) }

    /// Term and value in one line, as consultations read.
    var line: String {
        let value = value
        return value.isEmpty ? term : "\(term): \(value.whole)"
    }
}
