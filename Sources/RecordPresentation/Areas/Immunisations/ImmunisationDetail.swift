import FHIR
import GPConnect

/// Everything of one immunisation.
struct ImmunisationDetail {
    private let number: Int
    private let context: RecordContext

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
    }

    func detail() -> Detail {
        let text = ImmunisationText(number, in: context)
        let value = context.resource(number).value
        var writer = DetailWriter(number, in: context)
        writer.section(ImmunisationFields.immunisation)
        writer.section(ImmunisationFields.administration)
        writer.section("People", value.all("practitioner").flatMap { people($0, &writer) })
        writeEach(value.all("vaccinationProtocol"), "Course", ImmunisationFields.course, &writer)
        writeEach(value.all("reaction"), "Reaction", ImmunisationFields.reaction, &writer)
        writer.section(ImmunisationFields.notes)
        // `completed` is sent for what was not given too: it says nothing (docs/spec/clinical-areas.md section 8).
        if value["status"]?.isText("completed") == true { writer.tick(value["status"]) }
        return Detail(
            title: DisplayText.scrub(text.term), resource: number,
            marks: (text.marks() + CommonMarks.marks(of: number, in: context)).map {
                Mark($0.level, DisplayText.scrub($0.text))
            }, sections: writer.finish())
    }

    private func people(_ practitioner: JSONValue, _ writer: inout DetailWriter) -> [DetailField] {
        let role = CodeableConcept(practitioner["role"])
        let known = role?.codings.lazy.compactMap { $0.code.flatMap { ImmunisationFields.roles[$0] } }.first
        let label = known ?? role?.term ?? "Practitioner"
        let actor = practitioner["actor"].flatMap { writer.field(FieldSpec(DisplayText.scrub(label), "actor"), $0) }
        let roleField = practitioner["role"].flatMap { writer.field(FieldSpec("Role", "role"), $0) }
        return [actor, roleField].compactMap { $0 }
    }

    private func writeEach(_ parts: [JSONValue], _ title: String, _ specs: [FieldSpec], _ writer: inout DetailWriter) {
        for (index, part) in parts.enumerated() {
            let own = parts.count == 1 ? title : "\(title) \(index + 1) of \(parts.count)"
            writer.section(own, specs.flatMap { writer.fields($0, in: part) })
        }
    }
}
