import FHIR
import GPConnect

/// Writes the detail of one resource: the fields a table names first, then everything else it holds.
///
/// Each leaf that a field shows is ticked off; `finish()` puts the leaves that are left under "more", so that no value
/// of the record is out of reach (docs/spec/hazards.md row 11).
package struct DetailWriter {
    package let context: RecordContext
    package let number: Int
    package let depth: Int
    package private(set) var sections: [DetailSection] = []
    private let resource: Resource
    private let actors: ActorText
    private var shown: Set<Int> = []
    private var codes: [DetailField] = []

    package init(_ number: Int, in context: RecordContext, depth: Int = 0) {
        self.context = context
        self.number = number
        self.depth = depth
        resource = context.resource(number)
        actors = ActorText(context.record)
    }

    /// Adds a section of the fields that the resource holds; none when it holds none of them.
    package mutating func section(_ spec: SectionSpec) {
        section(spec.title, spec.fields.flatMap { fields($0) })
    }

    /// Adds a section of ready-made fields.
    package mutating func section(_ title: String, _ fields: [DetailField]) {
        guard !fields.isEmpty else { return }
        sections.append(DetailSection(title, depth: depth, resource: number, fields: fields))
    }

    /// Adds the sections of another resource, such as a plan's below its statement.
    package mutating func append(_ other: [DetailSection]) { sections += other }

    /// The fields of one line of a table: one for each value found.
    package mutating func fields(_ spec: FieldSpec) -> [DetailField] {
        fields(spec, in: resource.value)
    }

    /// The same below a part of the resource, such as one reaction of several.
    package mutating func fields(_ spec: FieldSpec, in part: JSONValue) -> [DetailField] {
        let values = spec.path.values(in: part)
        var fields = values.compactMap { field(spec, $0) }
        if fields.isEmpty, let missing = spec.missing { fields = [DetailField(spec.label, missing)] }
        return fields
    }

    /// One value under a label of its own; the path of `spec` plays no part. Nil when it holds nothing.
    package mutating func field(_ spec: FieldSpec, _ value: JSONValue) -> DetailField? {
        if case .supplied = spec.form { return supplied(spec, value) }
        guard let element = element(spec, value) else { return nil }
        tick(element.leaves)
        codes += element.codes.map { DetailField(spec.label, DisplayText.scrub($0)) }
        return DetailField(
            spec.label, DisplayText.scrub(words(spec, value) ?? element.text), style: style(spec.form),
            link: element.link)
    }

    private mutating func supplied(_ spec: FieldSpec, _ value: JSONValue) -> DetailField? {
        guard let text = QuantityFormat.supplied(value) else { return nil }
        tick(leaves(below: value.extensionNamed(QuantityFormat.textExtension)))
        let codes = ElementText.quantity(value).map { element in
            tick(element.leaves)
            return element.codes
        }
        self.codes += (codes ?? []).map { DetailField(spec.label, DisplayText.scrub($0)) }
        return DetailField(spec.label, DisplayText.scrub(text))
    }

    private func element(_ spec: FieldSpec, _ value: JSONValue) -> ElementText? {
        switch spec.form {
        case .range: ElementText.range(value)
        default: ElementText.render(value, from: number, actors: actors)
        }
    }

    private func words(_ spec: FieldSpec, _ value: JSONValue) -> String? {
        switch spec.form {
        case .yesNo(let yes, let no): return value.bool.map { $0 ? yes : no }
        case .words(let table): return value.recorded.flatMap { table[$0] }
        case .period(let missingEnd): return Period(value).map { DateFormat.period($0, missingEnd: missingEnd) }
        case .nullFlavours(let table): return NullFlavour.words(for: CodeableConcept(value), table)
        case .verbatim, .fixedWidth: return value.string
        case .automatic, .term, .range, .supplied: return nil
        }
    }

    private func style(_ form: FieldSpec.Form) -> DetailField.Style {
        switch form {
        case .term: .term
        case .fixedWidth: .fixedWidth
        default: .plain
        }
    }

    /// Says that a value is on the screen already, by hand-made words.
    package mutating func tick(_ value: JSONValue?) { tick(leaves(below: value)) }

    private mutating func tick(_ nodes: [Int]) { shown.formUnion(nodes) }

    private func leaves(below value: JSONValue?) -> [Int] {
        guard let value else { return [] }
        let nodes = context.record.bundle.document.nodes
        return (value.index..<Int(nodes[value.index].next)).filter { LeafWalk.isLeaf(nodes[$0].kind) }
    }

    /// The sections with the codes and everything that no field has shown.
    package consuming func finish() -> [DetailSection] {
        if !codes.isEmpty {
            sections.append(DetailSection("Codes", kind: .codes, depth: depth, resource: number, fields: codes))
        }
        let rest = LeafWalk(context: context, number: number, shown: shown).fields()
        if !rest.isEmpty {
            sections.append(DetailSection("More", kind: .more, depth: depth, resource: number, fields: rest))
        }
        return sections
    }
}
