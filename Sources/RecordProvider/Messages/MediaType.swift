/// A media type or range of an HTTP header, with the parameters that matter here.
struct MediaType: Hashable, Sendable {
    /// `type/subtype` in lower case.
    let name: String
    let charset: String?
    /// The weight of a range in `Accept`: 1 unless written.
    let quality: Double

    init(_ text: String) {
        var pieces = text.split(separator: ";").map { Self.trimmed($0) }
        name = pieces.isEmpty ? "" : pieces.removeFirst().lowercased()
        var charset: String?
        var quality = 1.0
        for piece in pieces {
            let halves = piece.split(separator: "=", maxSplits: 1).map { Self.trimmed($0) }
            guard halves.count == 2 else { continue }
            switch halves[0].lowercased() {
            case "charset": charset = halves[1].filter { $0 != "\"" }.lowercased()
            case "q": quality = Double(halves[1]) ?? 1
            default: break
            }
        }
        self.charset = charset
        self.quality = quality
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// The ranges of all `Accept` headers.
    static func ranges(_ values: [String]) -> [MediaType] {
        values.flatMap { $0.split(separator: ",") }.map { MediaType(String($0)) }
    }
}

/// Which format the answer is in and which the body may be in: FHIR JSON, no other
/// (docs/spec/fetch.md sections 3 and 10).
enum FormatRules {
    /// FHIR's name, and the one it had before STU3.
    private static let fhirJSON: Set<String> = ["application/fhir+json", "application/json+fhir"]
    private static let acceptable = fhirJSON.union(["application/json", "application/*", "*/*"])
    /// FHIR allows short names in `_format`.
    private static let formatNames = fhirJSON.union(["application/json", "json"])

    /// `_format` overrides `Accept`; without either the answer follows the request's own type, else JSON.
    static func checkAnswer(_ request: ProviderRequestValue, _ target: RequestTarget) throws(ProviderFault) {
        if let format = target.values(of: "_format").last {
            // An unencoded plus sign reads as a space.
            let name = MediaType(format.replacing(" ", with: "+", maxReplacements: 1)).name
            guard formatNames.contains(name) else { throw refused("_format", name) }
            return
        }
        let accepted = request.values(of: "Accept")
        if !accepted.isEmpty {
            let fits = MediaType.ranges(accepted).contains { acceptable.contains($0.name) && $0.quality > 0 }
            guard fits else { throw refused("Accept", accepted.joined(separator: ", ")) }
        } else if let own = request.values(of: "Content-Type").first, !fhirJSON.contains(MediaType(own).name) {
            throw refused("Content-Type", own)
        }
    }

    /// A body without a type is taken for JSON.
    static func checkBody(_ request: ProviderRequestValue) throws(ProviderFault) {
        guard let own = request.values(of: "Content-Type").first else { return }
        let type = MediaType(own)
        guard fhirJSON.contains(type.name), type.charset == nil || type.charset == "utf-8" else {
            throw refused("Content-Type", own)
        }
    }

    private static func refused(_ place: String, _ value: String) -> ProviderFault {
        .unsupportedFormat("\(place): \(value): only application/fhir+json in UTF-8 is supported")
    }
}
