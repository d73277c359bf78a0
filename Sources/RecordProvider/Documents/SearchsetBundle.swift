import FHIR
import GPConnect

/// A Bundle of search results (docs/spec/fetch.md section 8.3, docs/spec/bundle.md section 1).
struct SearchsetBundle {
    struct Entry {
        let type: String
        let id: String?
        let resource: JSONText
        /// `match` for what was searched, `include` for what comes with it.
        let mode: String
    }

    /// The request's `Ssp-TraceID`.
    let id: String
    /// Absolute address of the service root, which full URLs begin with.
    let root: String
    /// Results on all pages.
    let total: Int
    let links: [(relation: String, url: String)]
    let entries: [Entry]

    static let profile = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Searchset-Bundle-1"

    var json: JSONText {
        var members: [(name: String, value: JSONText)] = [
            ("resourceType", .string("Bundle")), ("id", .string(id)),
            ("meta", .object([("profile", .array([.string(Self.profile)]))])), ("type", .string("searchset")),
            ("total", .number(total)),
            (
                "link",
                .array(links.map { .object([("relation", .string($0.relation)), ("url", .string($0.url))]) })
            ),
        ]
        // FHIR knows no empty arrays.
        if !entries.isEmpty { members.append(("entry", .array(entries.map(text)))) }
        return .object(members)
    }

    private func text(_ entry: Entry) -> JSONText {
        let url = "\(root)/\(entry.type)" + (entry.id.map { "/\(PercentEncoding.encode($0))" } ?? "")
        return .object([
            ("fullUrl", .string(url)), ("resource", entry.resource),
            ("search", .object([("mode", .string(entry.mode))])),
        ])
    }
}
