import FHIR
import GPConnect

/// The parameters of a search for documents (docs/spec/fetch.md section 8.3).
struct DocumentQuery: Hashable, Sendable {
    /// Whole days; a nil end is open.
    var created = SearchPeriod(start: nil, end: nil)
    /// ODS code of the organisation that wrote the document.
    var author: String?
    var description: String?
    var pageSize = ProviderLimits.pageSize
    /// From 1.
    var page = 1

    /// Names the page in the links this provider makes.
    static let pageParameter = "_page"

    init(_ query: [RequestTarget.QueryItem]) throws(ProviderFault) {
        let includes = DocumentInclude.mandatory.map { RequestTarget.QueryItem(name: $0.name, value: $0.value) }
        for include in includes where !query.contains(include) {
            throw .invalidParameter("\(include.name)=\(include.value) is missing")
        }
        for item in query where !includes.contains(item) { try read(item) }
        if let start = created.start, let end = created.end, start > end {
            throw .invalidParameter("created: ge is after le (\(start) > \(end))")
        }
    }

    private mutating func read(_ item: RequestTarget.QueryItem) throws(ProviderFault) {
        guard let reader = Self.readers[item.name] else {
            throw .invalidParameter("\(item.name) is not a parameter of this search")
        }
        try reader(&self, item.value)
    }

    private typealias Reader = @Sendable (inout DocumentQuery, String) throws(ProviderFault) -> Void

    private static let readers: [String: Reader] = [
        "created": { (query, value) throws(ProviderFault) in try query.readCreated(value) },
        "author": { (query, value) throws(ProviderFault) in try query.readAuthor(value) },
        "description": { (query, value) throws(ProviderFault) in try query.readDescription(value) },
        "_count": { (query, value) throws(ProviderFault) in
            query.pageSize = min(try Self.positive("_count", value), ProviderLimits.pageSize)
        },
        pageParameter: { (query, value) throws(ProviderFault) in
            query.page = try Self.positive(pageParameter, value)
        },
        // Checked with the other format rules.
        "_format": { (_, _) throws(ProviderFault) in },
    ]

    private static func positive(_ name: String, _ value: String) throws(ProviderFault) -> Int {
        guard let number = Int(value), (1...1_000_000).contains(number) else {
            throw .invalidParameter("\(name): \(value) is not a positive number")
        }
        return number
    }

    private mutating func readCreated(_ value: String) throws(ProviderFault) {
        let day = try Self.day(value.dropFirst(2))
        switch value.prefix(2) {
        case "ge" where created.start == nil: created.start = day.firstDay
        case "le" where created.end == nil: created.end = day.lastDay
        case "ge", "le": throw .invalidParameter("created: \(value.prefix(2)) occurs more than once")
        default: throw .invalidParameter("created: \(value) begins with neither ge nor le")
        }
    }

    /// A date, or a dateTime, of which the day counts; an unencoded plus sign before its zone reads as a space.
    private static func day(_ text: Substring) throws(ProviderFault) -> FHIRDateTime {
        var written = String(text)
        if written.utf8.count > 19, let space = written.lastIndex(of: " ") {
            written.replaceSubrange(space...space, with: "+")
        }
        guard let date = FHIRDateTime(written) else { throw .invalidParameter("created: \(text) is not a date") }
        return date
    }

    private mutating func readAuthor(_ value: String) throws(ProviderFault) {
        guard author == nil else { throw .invalidParameter("author occurs more than once") }
        let parts = value.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[0] == IdentifierSystem.odsOrganisation, !parts[1].isEmpty else {
            throw .invalidParameter("author must be \(IdentifierSystem.odsOrganisation)|CODE")
        }
        author = parts[1]
    }

    private mutating func readDescription(_ value: String) throws(ProviderFault) {
        guard description == nil else { throw .invalidParameter("description occurs more than once") }
        guard value.nonEmpty != nil else { throw .invalidParameter("description has no value") }
        description = value
    }
}
