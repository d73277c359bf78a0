import FHIR
import GPConnect

/// What a report's sections leave out of a result or filing comment: its codes, identifiers and every element that no
/// field shows.
enum ObservationRest {
    static func ofResult(_ number: Int, in context: RecordContext, depth: Int) -> [DetailSection] {
        let value = context.resource(number).value
        var writer = DetailWriter(number, in: context, depth: depth)
        for spec in FindingFields.specs { _ = writer.fields(spec) }
        tickResult(value, &writer)
        for component in value.all("component") { tickResult(component, &writer) }
        return finish(&writer)
    }

    static func ofFilingComment(_ number: Int, in context: RecordContext, depth: Int) -> [DetailSection] {
        let value = context.resource(number).value
        var writer = DetailWriter(number, in: context, depth: depth)
        let shown = value["effectiveDateTime"] ?? value["effectivePeriod"]?["start"]
        for element in [value["comment"], shown] { writer.tick(element) }
        for path in ["code", "value[x]", "performer"] as [ElementPath] { _ = writer.fields(FieldSpec("Code", path)) }
        return finish(&writer, also: [FieldSpec("Recorded", "issued")])
    }

    private static let result: [FieldSpec] = [
        FieldSpec("Code", "code"), FieldSpec("Result", "value[x]"), FieldSpec("Interpretation", "interpretation"),
        FieldSpec("Reference range", "referenceRange", .range),
        FieldSpec("Range type", "referenceRange.type"), FieldSpec("Range applies to", "referenceRange.appliesTo"),
        FieldSpec("Range age", "referenceRange.age", .range),
    ]

    /// Only a result without a value says why it has none.
    private static func tickResult(_ element: JSONValue, _ writer: inout DetailWriter) {
        for spec in result { _ = writer.fields(spec, in: element) }
        if element.choice("value") == nil {
            _ = writer.fields(FieldSpec("No value because", "dataAbsentReason"), in: element)
        }
    }

    /// - Parameter also: what stands beside the identifiers.
    private static func finish(_ writer: inout DetailWriter, also: [FieldSpec] = []) -> [DetailSection] {
        let (number, context, depth) = (writer.number, writer.context, writer.depth)
        writer.tick(context.resource(number)["status"])
        for related in context.resource(number).value.all("related") {
            if case .resource = context.record.resolve(related["target"], from: number) { writer.tick(related) }
        }
        let identifiers = ([FieldSpec("Identifier", "identifier")] + also).flatMap { writer.fields($0) }
        let identity = DetailSection("Identity", kind: .codes, depth: depth, resource: number, fields: identifiers)
        return (identifiers.isEmpty ? [] : [identity]) + writer.finish()
    }
}
