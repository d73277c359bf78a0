import FHIR
import GPConnect

/// What an item belongs to: its consultation and the problems that link it (docs/spec/hazards.md row 18).
enum ContextFields {
    /// The consultation as the resource names it; says so when consultations were not asked for.
    static func consultation(_ writer: inout DetailWriter, path: ElementPath = "context") -> [DetailField] {
        let wasAsked = writer.context.origin.scope.map { $0.areas.contains(.consultations) }
        let fields = writer.fields(FieldSpec("Consultation", path))
        if fields.isEmpty { return wasAsked == false ? [DetailField("Consultation", "context not requested")] : [] }
        return fields.map { field in
            guard field.link == nil, wasAsked == false else { return field }
            return DetailField(field.label, "\(field.text) (context not requested)", style: field.style)
        }
    }

    /// Problems name their items, never the other way round.
    static func problems(of number: Int, in context: RecordContext) -> [DetailField] {
        var seen: Set<Int> = []
        return context.record.graph.incoming(number).compactMap { edge in
            guard context.resource(edge.source).type == .condition, seen.insert(edge.source).inserted else {
                return nil
            }
            return .scrubbed("Problem", ActorText(context.record).name(edge.source), link: edge.source)
        }
    }
}
