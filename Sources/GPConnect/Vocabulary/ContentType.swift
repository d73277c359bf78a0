import Foundation

/// A media type as a header or a resource states it.
package struct ContentType: Hashable, Sendable, CustomStringConvertible {
    /// `application/fhir+json`, in lower case.
    package let type: String
    /// In lower case; nil when not stated.
    package let charset: String?

    package init?(_ text: String) {
        let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
        guard let type = parts.first, type.contains("/") else { return nil }
        self.type = type
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }
            .map { String($0.dropFirst("charset=".count)).replacingOccurrences(of: "\"", with: "") }
    }

    package var description: String { charset.map { "\(type);charset=\($0)" } ?? type }

    /// The second is the older spelling (docs/spec/fetch.md section 3).
    package var isFHIRJSON: Bool { type == "application/fhir+json" || type == "application/json+fhir" }
    package var isJSON: Bool { isFHIRJSON || type == "application/json" || type == "text/json" }
    package var isFHIRXML: Bool { type == "application/fhir+xml" || type == "application/xml+fhir" }
}
