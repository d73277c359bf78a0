import FHIR
import GPConnect

/// Entries that belong together name each other, so that neither is read without the other
/// (docs/spec/hazards.md row 18; docs/spec/clinical-areas.md section 9, "hierarchy").
enum HierarchyWords {
    private static let named = 4

    /// `Part of: Diabetic foot examination`, `Includes: ... + 3 more`.
    static func lines(_ links: [StructuredRecord.ObservationLink], in context: RecordContext) -> [RowLine] {
        guard !links.isEmpty else { return [] }
        let groups: [(String, [Int])] = [
            ("Part of", links.filter { $0.relation == .whole }.map(\.observation)),
            ("Includes", links.filter { $0.relation == .member }.map(\.observation)),
            (
                "See also",
                links.filter { $0.relation != .whole && $0.relation != .member }.map(\.observation)
            ),
        ]
        return groups.compactMap { label, numbers in
            guard !numbers.isEmpty else { return nil }
            let words = numbers.prefix(named).map { ObservationText($0, in: context).line }
            let more = numbers.count > named ? "; + \(numbers.count - named) more" : ""
            return RowLine(words.joined(separator: "; ") + more, label: label, isExcerpt: !more.isEmpty)
        }
    }

    /// The same as fields with links, all of them.
    static func fields(of number: Int, in context: RecordContext) -> [DetailField] {
        context.record.observationLinks(of: number).map { link in
            .scrubbed(
                label(link.relation), ObservationText(link.observation, in: context).line, link: link.observation)
        }
    }

    private static func label(_ relation: StructuredRecord.ObservationRelation) -> String {
        switch relation {
        case .whole: "Part of"
        case .member: "Includes"
        case .other(let type): "Related (\(type))"
        }
    }
}
