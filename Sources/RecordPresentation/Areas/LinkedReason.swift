import FHIR
import GPConnect

/// Why an item stands in a secondary list: the problem, consultation or item that brought it in
/// (docs/spec/hazards.md row 99; docs/spec/display.md section 6).
struct LinkedReason {
    let record: StructuredRecord

    func mark(of number: Int, in layer: ListCode.Layer) -> Mark? {
        switch layer {
        case .primary: nil
        case .problems: .note("linked item: " + words("linked to", names(problems(of: number)), "a problem"))
        case .consultations:
            .note("linked item: " + words("recorded in", names(consultations(of: number)), "a consultation"))
        case .linkedProblems:
            .note("linked item: " + words("linked to", names(items(ofProblem: number)), "an item of this record"))
        }
    }

    private func words(_ verb: String, _ names: [String], _ unknown: String) -> String {
        guard !names.isEmpty else { return "shown because \(verb) \(unknown)" }
        let more = names.count > 2 ? " and \(names.count - 2) more" : ""
        return "shown because \(verb) \(names.prefix(2).joined(separator: "; "))\(more)"
    }

    private func names(_ numbers: [Int]) -> [String] {
        let actors = ActorText(record)
        return numbers.map(actors.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func problems(of number: Int) -> [Int] { ProblemLinks.problems(linkedTo: number, in: record) }

    /// Topics and headings point at an item; they carry the consultation they belong to.
    private func consultations(of number: Int) -> [Int] {
        let isStatement = record.resource(number).type == .medicationStatement
        let pointedAt = isStatement ? MedicationCourse(of: number, in: record).members : [number]
        let lists = pointedAt.flatMap { record.graph.incoming($0) }.map(\.source)
        let encounters = lists.flatMap { source in
            record.resource(source).type == .list ? record.targets(of: source, through: "encounter") : []
        }
        return Set(encounters).sorted()
    }

    private func items(ofProblem number: Int) -> [Int] {
        let links = ProblemLinks(of: number, in: record)
        let targets = (links.actualProblem + links.content + links.related.map(\.reference)).compactMap { reference in
            if case .resource(let target) = record.resolve(reference, from: number) { target } else { nil }
        }
        let listed = targets.filter { record.resource($0).type != .list && record.resource($0).type != .encounter }
        return (listed.isEmpty ? targets : listed).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
