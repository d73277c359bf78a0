import FHIR
import GPConnect

/// Puts one element into words by its shape, and says which of its leaves the words hold, so that the rest can be shown
/// under "more" and nothing is lost (docs/spec/hazards.md row 11).
package struct ElementText {
    /// The words; may hold line breaks.
    package var text: String
    package var link: Int?
    /// Nodes of the leaves that the words, or the codes below, hold.
    package var leaves: [Int]
    /// `SNOMED CT 12345 Display`, one line for each coding.
    package var codes: [String]

    private init(_ text: String, link: Int? = nil, leaves: [JSONValue?], codes: [String] = []) {
        self.text = text
        self.link = link
        self.leaves = leaves.compactMap { $0?.index }
        self.codes = codes
    }

    /// Nil when the element holds nothing that words could be made of.
    package static func render(
        _ value: JSONValue, name: String = "", from source: Int, actors: ActorText
    ) -> ElementText? {
        switch value.kind {
        case .string, .number, .true, .false: scalar(value, name)
        case .object: object(value, source, actors)
        case .array, .key, .null: nil
        }
    }

    /// A single value of an element that no table names: a date in our form, all else as recorded.
    static func leaf(_ value: JSONValue) -> String? {
        value.kind == .string ? scalar(value, "")?.text : value.recorded
    }

    private static func scalar(_ value: JSONValue, _ name: String) -> ElementText? {
        guard let text = value.recorded?.nonEmpty else { return nil }
        if let bool = value.bool { return ElementText(bool ? "Yes" : "No", leaves: [value]) }
        if value.kind == .string, looksLikeDate(text), isNamedAsDate(value), let date = FHIRDateTime(text) {
            return ElementText(DateFormat.dayAndTime(date), leaves: [value])
        }
        return ElementText(text, leaves: [value])
    }

    /// `2019` alone may be a count or a code; a date says so by its hyphen.
    private static func looksLikeDate(_ text: String) -> Bool {
        text.utf8.count >= 7 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
    }

    /// Only an element that FHIR types as a date is put into our form: a batch number `2021-03` stays as it was written.
    private static func isNamedAsDate(_ value: JSONValue) -> Bool {
        let document = value.document
        guard value.index > 0, document.nodes[value.index - 1].kind == .key else { return false }
        let name = document.string(value.index - 1)
        return dateNames.contains(name) || dateEndings.contains { name.hasSuffix($0) }
    }

    private static let dateEndings = ["Date", "DateTime", "Instant"]
    private static let dateNames: Set<String> = [
        "authored", "authoredOn", "created", "creation", "date", "dateAsserted", "end", "indexed", "issued",
        "lastOccurrence", "lastUpdated", "onset", "receivedTime", "start", "time",
    ]

    /// A measure, span or coded element as one text: for elements that no table names.
    static func whole(_ value: JSONValue) -> ElementText? {
        guard value.kind == .object, value["reference"] == nil else { return nil }
        if value["coding"] != nil { return concept(value) }
        if value["value"]?.kind == .number { return quantity(value) }
        if value["low"] != nil || value["high"] != nil { return range(value) }
        if value["numerator"] != nil || value["denominator"] != nil { return ratio(value) }
        return value["start"] != nil || value["end"] != nil ? period(value) : nil
    }

    private static func object(_ value: JSONValue, _ source: Int, _ actors: ActorText) -> ElementText? {
        if value["reference"] != nil { return reference(value, source, actors) }
        if value["coding"] != nil { return concept(value) }
        if value["code"]?.kind == .string, value["value"] == nil { return coding(value) }
        if value["start"] != nil || value["end"] != nil, value["low"] == nil { return period(value) }
        if value["value"]?.kind == .number { return quantity(value) }
        if value["low"] != nil || value["high"] != nil { return range(value) }
        if value["numerator"] != nil || value["denominator"] != nil { return ratio(value) }
        if value["data"]?.kind == .string, value["origin"] != nil { return sampled(value) }
        if value["family"] != nil || value["given"] != nil { return name(value) }
        if value["line"] != nil || value["postalCode"] != nil { return address(value) }
        if let text = value["text"], text.kind == .string { return annotation(value, source, actors) }
        if value["system"] != nil, value["value"] != nil { return identifier(value) }
        if value["display"] != nil || value["identifier"] != nil { return reference(value, source, actors) }
        return nil
    }

    package static func concept(_ value: JSONValue) -> ElementText? {
        guard let concept = CodeableConcept(value), let term = concept.term else { return nil }
        var leaves: [JSONValue?] = [value["text"]]
        for coding in concept.codings { leaves += codingLeaves(coding.value) }
        return ElementText(term, leaves: leaves, codes: concept.codings.map(codeLine))
    }

    private static func coding(_ value: JSONValue) -> ElementText? {
        let coding = Coding(value)
        guard let term = coding.descriptionDisplay ?? coding.display ?? coding.code else { return nil }
        return ElementText(term, leaves: codingLeaves(value), codes: [codeLine(coding)])
    }

    private static func codingLeaves(_ value: JSONValue) -> [JSONValue?] {
        var leaves: [JSONValue?] = [
            value["system"], value["code"], value["display"], value["userSelected"], value["version"],
        ]
        for outer in value.all("extension") where outer.hasExtensionName("coding-sctdescid") {
            leaves.append(outer["url"])
            for inner in outer.all("extension") { leaves += [inner["url"], inner.extensionValue] }
        }
        return leaves
    }

    /// `SNOMED CT 12345 Display, description 678 "Words"`.
    private static func codeLine(_ coding: Coding) -> String {
        let system = coding.system.map { CodeSystem.names[$0] ?? $0 } ?? "system not stated"
        var line = "\(system) \(coding.code ?? "code not stated")"
        if let version = coding.value["version"]?.recorded { line += " (version \(version))" }
        if let display = coding.display { line += " \(display)" }
        if let id = coding.descriptionID { line += ", description \(id)" }
        if let words = coding.descriptionDisplay { line += " \"\(words)\"" }
        return coding.isUserSelected ? line + ", chosen by the author" : line
    }

    private static func reference(_ value: JSONValue, _ source: Int, _ actors: ActorText) -> ElementText? {
        guard let (text, link) = actors.text(value, from: source) else { return nil }
        let isByIdentifier = value["reference"] == nil && value["display"] == nil
        let identifier = isByIdentifier ? value["identifier"] : nil
        return ElementText(
            text, link: link,
            leaves: [value["reference"], value["display"], identifier?["value"], identifier?["system"]])
    }

    private static func period(_ value: JSONValue) -> ElementText? {
        guard let period = Period(value) else { return nil }
        return ElementText(DateFormat.period(period), leaves: [value["start"], value["end"]])
    }

    package static func quantity(_ value: JSONValue) -> ElementText? {
        QuantityFormat.text(value).map { ElementText($0, leaves: quantityLeaves(value), codes: unitCodes(value)) }
    }

    /// A comparator without a number is in no words.
    private static func quantityLeaves(_ value: JSONValue?) -> [JSONValue?] {
        let comparator = value?["value"] == nil ? nil : value?["comparator"]
        return [value?["value"], comparator, value?["unit"], value?["system"], value?["code"]]
    }

    /// The code of a unit where the words hold another.
    private static func unitCodes(_ value: JSONValue?) -> [String] {
        guard let value, let code = value["code"]?.recorded, code != value["unit"]?.recorded else { return [] }
        return ["\(value["system"]?.recorded.map { CodeSystem.names[$0] ?? $0 } ?? "unit") \(code)"]
    }

    package static func range(_ value: JSONValue) -> ElementText? {
        guard let text = QuantityFormat.range(value) else { return nil }
        let limits = [value["low"], value["high"]]
        return ElementText(
            text, leaves: limits.flatMap(quantityLeaves) + [value["text"]], codes: limits.flatMap(unitCodes))
    }

    /// `30 mg : 1 g`, both parts as recorded.
    private static func ratio(_ value: JSONValue) -> ElementText? {
        let sides = [value["numerator"], value["denominator"]]
        let words = sides.map { $0.flatMap { QuantityFormat.text($0) } ?? "not recorded" }
        return ElementText(
            words.joined(separator: " : "), leaves: sides.flatMap(quantityLeaves), codes: sides.flatMap(unitCodes))
    }

    /// A series of measurements as sent; E, L and U stand for errors and values beyond the limits.
    private static func sampled(_ value: JSONValue) -> ElementText? {
        guard let data = value["data"]?.recorded else { return nil }
        let named: [(String, StaticString)] = [
            ("period in milliseconds", "period"), ("factor", "factor"), ("lower limit", "lowerLimit"),
            ("upper limit", "upperLimit"), ("dimensions", "dimensions"),
        ]
        let facts = named.compactMap { label, name in value[name]?.recorded.map { "\(label) \($0)" } }
        let origin = QuantityFormat.text(value["origin"]).map { "origin \($0)" }
        let head = ([origin].compactMap { $0 } + facts).joined(separator: ", ")
        return ElementText(
            "Sampled data (\(head)): \(data)",
            leaves: quantityLeaves(value["origin"]) + named.map { value[$0.1] } + [value["data"]],
            codes: unitCodes(value["origin"]))
    }

    private static func name(_ value: JSONValue) -> ElementText? {
        let text = NameFormat.patient(value)
        let use = value["use"]?.recorded.map { " (\($0))" } ?? ""
        let parts = value.all("family") + value.all("given") + value.all("prefix")
        return ElementText(text + use, leaves: parts.map(Optional.some) + [value["use"]])
    }

    private static func address(_ value: JSONValue) -> ElementText? {
        guard let text = AddressFormat.oneLine(value) else { return nil }
        let use = value["use"]?.recorded.map { " (\($0))" } ?? ""
        let parts = (["line", "city", "district", "state", "postalCode", "country"] as [StaticString]).flatMap {
            value.all($0)
        }
        return ElementText(text + use, leaves: parts.map(Optional.some) + [value["use"]])
    }

    /// A note with who wrote it and when.
    private static func annotation(_ value: JSONValue, _ source: Int, _ actors: ActorText) -> ElementText? {
        guard let words = value["text"]?.recorded?.nonEmpty else { return nil }
        let author = value["authorReference"].flatMap { actors.text($0, from: source) }
        let by = author?.text ?? value["authorString"]?.recorded
        let time = RecordedDate(value["time"])
        let origin = [time.text == nil ? nil : DateFormat.dayAndTime(time), by].compactMap { $0 }
        return ElementText(
            origin.isEmpty ? words : "\(words)\n(\(origin.joined(separator: ", ")))", link: author?.link,
            leaves: [
                value["text"], value["time"], value["authorReference"]?["reference"],
                value["authorReference"]?["display"], value["authorString"],
            ])
    }

    private static func identifier(_ value: JSONValue) -> ElementText? {
        let identifier = Identifier(value)
        guard let text = identifier.value else { return nil }
        let system = identifier.system.map { IdentifierSystem.names[$0] ?? $0 } ?? ""
        let use = value["use"]?.recorded.map { " (\($0))" } ?? ""
        return ElementText(
            "\(text) (\(system))\(use)", leaves: [value["system"], value["value"], value["use"]])
    }
}
