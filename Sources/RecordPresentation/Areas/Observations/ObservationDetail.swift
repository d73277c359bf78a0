import FHIR
import GPConnect

/// The detail of one Observation, alone or as a section of its report.
struct ObservationDetail {
    private let number: Int
    private let context: RecordContext
    private let text: ObservationText

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
        text = ObservationText(number, in: context)
    }

    func detail() -> Detail {
        let resource = context.resource(number)
        let state = [ResultWords.stateMark(resource.value)].compactMap { $0 }
        return Detail(
            title: DisplayText.scrub(text.line), resource: number,
            marks: state + CommonMarks.marks(of: number, in: context), sections: sections())
    }

    /// Laboratory text keeps its columns (docs/spec/hazards.md row 23).
    private var textForm: FieldSpec.Form { text.isLaboratory ? .fixedWidth : .verbatim }

    private func sections() -> [DetailSection] {
        var writer = DetailWriter(number, in: context)
        writer.section("Entry", entry(&writer))
        writer.section("Parts", parts(&writer))
        writer.section(
            SectionSpec(
                "When and who",
                [
                    FieldSpec("Date", "effective[x]", missing: "Not recorded"),
                    FieldSpec("Recorded", "issued"),
                    FieldSpec("Performer", "performer"),
                ]))
        writer.section("Belongs to", belongings(&writer))
        writer.section(
            SectionSpec(
                "How it was taken",
                [
                    FieldSpec("Body site", "bodySite"), FieldSpec("Method", "method"),
                    FieldSpec("Specimen", "specimen"), FieldSpec("Device", "device"),
                    FieldSpec("Category", "category"), FieldSpec("Identifier", "identifier"),
                ]))
        return writer.finish()
    }

    private func entry(_ writer: inout DetailWriter) -> [DetailField] {
        var fields = writer.fields(FieldSpec("Term", "code", .term, missing: text.term))
        if BloodPressure(context.resource(number).value) != nil {
            fields.append(.scrubbed("Value", text.value.whole, style: .term))
        }
        fields += value(context.resource(number).value, "Value", &writer)
        if let spoken = ComparatorWords.text(context.resource(number)["valueQuantity"]) {
            fields.append(.scrubbed("In words", spoken))
        }
        let rest: [FieldSpec] = [
            FieldSpec("No value because", "dataAbsentReason"),
            FieldSpec("Interpretation", "interpretation"), FieldSpec("Reference range", "referenceRange", .range),
            FieldSpec("Range type", "referenceRange.type"), FieldSpec("Range applies to", "referenceRange.appliesTo"),
            FieldSpec("Range age", "referenceRange.age", .range), FieldSpec("Comment", "comment", textForm),
            FieldSpec("Status", "status"),
        ]
        for spec in rest { fields += writer.fields(spec) }
        return fields
    }

    /// A text stays as it was written, even one that reads like a date.
    private func value(_ element: JSONValue, _ label: String, _ writer: inout DetailWriter) -> [DetailField] {
        let isText = element.choice("value")?.type == "String"
        return writer.fields(FieldSpec(label, "value[x]", isText ? textForm : .automatic), in: element)
    }

    /// Each component with its own label, value, range and flag.
    private func parts(_ writer: inout DetailWriter) -> [DetailField] {
        context.resource(number).value.all("component").flatMap { component -> [DetailField] in
            let name = DisplayText.scrub(TermText.term(CodeableConcept(component["code"])) ?? "Part without a name")
            _ = writer.fields(FieldSpec(name, "code"), in: component)
            let specs: [FieldSpec] = [
                FieldSpec("\(name): no value because", "dataAbsentReason"),
                FieldSpec("\(name): interpretation", "interpretation"),
                FieldSpec("\(name): reference range", "referenceRange", .range),
            ]
            let fields = value(component, name, &writer) + specs.flatMap { writer.fields($0, in: component) }
            return fields.isEmpty ? [.scrubbed(name, "Not recorded")] : fields
        }
    }

    private func belongings(_ writer: inout DetailWriter) -> [DetailField] {
        let hierarchy = HierarchyWords.fields(of: number, in: context)
        let record = context.record
        for related in context.resource(number).value.all("related") {
            guard case .resource(let target) = record.resolve(related["target"], from: number),
                context.resource(target).type == .observation
            else { continue }
            writer.tick(related)
        }
        let named = record.reports(holding: number).map { report in
            DetailField.scrubbed("Report", ReportWords.name(of: report, in: record), link: report)
        }
        return ContextFields.consultation(&writer) + ContextFields.problems(of: number, in: context) + named + hierarchy
    }
}
