import GPConnect

/// A request's path and query, percent-decoded piece by piece, so that an encoded slash stays within its segment.
struct RequestTarget: Sendable {
    /// The path as sent.
    let path: String
    let segments: [String]
    let query: [QueryItem]

    struct QueryItem: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// Nil when a percent-encoding is broken or does not give UTF-8.
    init?(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts[0])
        var segments: [String] = []
        for piece in parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let segment = PercentEncoding.decode(piece) else { return nil }
            segments.append(segment)
        }
        self.segments = segments
        guard let query = Self.query(parts.count > 1 ? parts[1] : "") else { return nil }
        self.query = query
    }

    private static func query(_ text: Substring) -> [QueryItem]? {
        var items: [QueryItem] = []
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(halves[0], plusIsSpace: true),
                let value = PercentEncoding.decode(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else { return nil }
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }

    func values(of name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

    /// What stands before the FHIR request in the path: real service roots differ, so any is taken.
    func root(beforeLast count: Int) -> String {
        let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
        return pieces.dropLast(count).joined(separator: "/")
    }
}
