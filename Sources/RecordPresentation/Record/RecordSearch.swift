import FHIR
import GPConnect

/// Finds words anywhere in a record, and says in which area (docs/spec/hazards.md row 17).
package struct RecordSearch: Sendable {
    package struct Hit: Hashable, Sendable {
        package let resource: Int
        /// Nil for actors and what has no area.
        package let area: ClinicalArea?
        /// The item's name.
        package let title: String
        /// The text around the match, made safe.
        package let excerpt: String
        package let path: String
    }

    private let context: RecordContext

    package init(_ context: RecordContext) { self.context = context }

    /// One hit for each resource that holds the words in one of its texts, in entry order; letter case does not count.
    /// Dates are found as they stand on the screen, too.
    package func hits(for words: String) -> [Hit] {
        let needle = words.lowercased()
        guard !needle.isEmpty else { return [] }
        let actors = ActorText(context.record)
        return context.record.resources.indices.compactMap { number in
            guard let (node, text) = firstMatch(needle, in: number) else { return nil }
            let resource = context.resource(number)
            return Hit(
                resource: number, area: ClinicalArea.home(of: resource),
                title: DisplayText.scrub(actors.name(number)), excerpt: DisplayText.scrub(excerpt(text, needle)),
                path: context.record.bundle.document.path(ofNode: node))
        }
    }

    private func firstMatch(_ needle: String, in number: Int) -> (Int, String)? {
        let document = context.record.bundle.document
        let start = context.resource(number).value.index
        var node = start
        while node < Int(document.nodes[start].next) {
            let kind = document.nodes[node].kind
            if kind == .string || kind == .number {
                let text = document.string(node)
                if matches(text, needle) { return (node, text) }
            }
            node += 1
        }
        return nil
    }

    private func matches(_ text: String, _ needle: String) -> Bool {
        if text.lowercased().contains(needle) { return true }
        guard text.utf8.count >= 4, text.utf8.first.map({ $0 >= 48 && $0 <= 57 }) == true,
            let date = FHIRDateTime(text)
        else { return false }
        return DateFormat.dayAndTime(date).lowercased().contains(needle)
    }

    private func excerpt(_ text: String, _ needle: String) -> String {
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let lower = flat.lowercased()
        guard let range = lower.firstRange(of: needle) else { return String(flat.prefix(80)) }
        let offset = lower.distance(from: lower.startIndex, to: range.lowerBound)
        let start = max(0, offset - 30)
        let cut = String(flat.dropFirst(start).prefix(80))
        return (start > 0 ? "..." : "") + cut + (flat.count > start + 80 ? "..." : "")
    }
}
