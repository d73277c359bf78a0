import FHIR
import GPConnect

/// The fields of one group or result inside its report.
struct FindingFields {
    private let finding: TestReport.Finding
    private let context: RecordContext
    private let text: ObservationText

    init(_ finding: TestReport.Finding, in context: RecordContext) {
        self.finding = finding
        self.context = context
        text = ObservationText(finding.observation, in: context)
    }

    /// The result, then its codes and what no field shows: nothing of it is out of reach from the report
    /// (docs/spec/hazards.md row 11).
    func sections(_ title: String) -> [DetailSection] {
        let own = DetailSection(title, depth: finding.depth, resource: finding.observation, fields: fields())
        let rest = ObservationRest.ofResult(finding.observation, in: context, depth: finding.depth + 1)
        return [own] + rest
            + finding.filingComments.flatMap {
                ObservationRest.ofFilingComment($0, in: context, depth: finding.depth + 1)
            }
    }

    private func fields() -> [DetailField] {
        let resource = context.resource(finding.observation)
        var writer = DetailWriter(finding.observation, in: context)
        var fields = marks() + result()
        fields += text.components.map { .scrubbed($0.label, $0.text) }
        let flag = text.flag
        if !flag.isEmpty { fields.append(.scrubbed("Interpretation", flag)) }
        fields.append(.scrubbed("Status", ResultWords.state(resource.value)))
        fields += Self.specs.flatMap { writer.fields($0) }
        return fields + finding.filingComments.flatMap { Self.filing($0, in: context) }
    }

    static let specs: [FieldSpec] = [
        FieldSpec("Comment", "comment", .fixedWidth), FieldSpec("Date", "effective[x]"),
        FieldSpec("Issued", "issued"), FieldSpec("Performer", "performer"), FieldSpec("Method", "method"),
        FieldSpec("Body site", "bodySite"), FieldSpec("Specimen", "specimen"),
    ]

    /// What a row of its own would warn of: another patient's result, a label of secrecy.
    private func marks() -> [DetailField] {
        CommonMarks.marks(of: finding.observation, in: context).filter { $0.level > .note }.map { mark in
            .scrubbed(mark.level == .alert ? "Warning" : "Check", mark.text, style: .mark(mark.level))
        }
    }

    /// Comparator, value, unit and range; a group need not have a value.
    private func result() -> [DetailField] {
        let value = text.value
        if value.isEmpty, finding.isGroup { return [] }
        let words = value.isEmpty ? "Not recorded" : value.whole
        let style: DetailField.Style = value.isQuantity ? .term : .fixedWidth
        let range = text.range(unit: value.unit)
        var fields = [DetailField.scrubbed("Result", words, style: style, link: finding.observation)]
        if let spoken = ComparatorWords.text(context.resource(finding.observation)["valueQuantity"]) {
            fields.append(.scrubbed("In words", spoken))
        }
        if !range.isEmpty || value.isQuantity {
            fields.append(.scrubbed("Reference range", range.isEmpty ? "Not recorded" : range))
        }
        return fields
    }

    /// A filing comment with its date and author; more than the text may be all it has.
    static func filing(_ number: Int, in context: RecordContext) -> [DetailField] {
        let text = ObservationText(number, in: context)
        let actors = ActorText(context.record)
        let by = context.resource(number).value.all("performer").compactMap { actors.text($0, from: number)?.text }
        let when = DateFormat.dayAndTime(text.date, missing: "date not recorded")
        let head = "Filed \(when)" + (by.isEmpty ? "" : ", \(by.joined(separator: "; "))")
        let value = text.value
        let parts = [value.isEmpty ? nil : value.whole, text.comment].compactMap { $0 }
        let words = parts.isEmpty ? "no text" : parts.joined(separator: "\n")
        let issued = RecordedDate(context.resource(number)["issued"])
        let isLater = issued.text != nil && issued.date?.firstDay != text.date.date?.firstDay
        let recorded = isLater ? [DetailField.scrubbed("Filing recorded", DateFormat.dayAndTime(issued))] : []
        return [.scrubbed(head, words, style: .fixedWidth, link: number)] + recorded
    }
}

/// A comparator spelled out, as details do (docs/spec/display.md section 7).
enum ComparatorWords {
    /// `greater than 6.0 mmol/L`; nil for a value without one.
    static func text(_ quantity: JSONValue?) -> String? {
        guard let quantity, let comparator = quantity["comparator"]?.recorded, let value = quantity["value"]?.recorded
        else { return nil }
        let unit = QuantityFormat.unit(of: quantity)
        return [QuantityFormat.words(comparator: comparator), value, unit].compactMap { $0 }.joined(separator: " ")
    }
}
